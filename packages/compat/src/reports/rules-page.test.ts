import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderRulesPage } from './rules-page.js';
import { withUnknownReasons } from './unknown-page.js';

it('is what docs/rules.md holds', () => {
  const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
  expect(renderRulesPage()).toBe(page);
});

it('is what docs/compatibility.md says of unknown answers', () => {
  const page = readFileSync(new URL('../../../../docs/compatibility.md', import.meta.url), 'utf8');
  expect(withUnknownReasons(page)).toBe(page);
  expect(() => withUnknownReasons('')).toThrow('The page has no lines');
});
