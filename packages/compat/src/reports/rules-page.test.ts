import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderRulesPage } from './rules-page.js';

it('is what docs/rules.md holds', () => {
  const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
  expect(renderRulesPage()).toBe(page);
});
