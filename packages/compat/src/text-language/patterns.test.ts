import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anyText, solveText } from './index.js';

const file = new URL('../../test/data/patterns.json', import.meta.url);
const { patterns } = JSON.parse(readFileSync(file, 'utf8')) as { readonly patterns: readonly string[] };

describe('patterns of public schemas', () => {
  it.each(patterns)('%s has members, others and contains itself in other words', (pattern) => {
    const member = solveText({ ...anyText, patterns: [pattern] });
    expect(member.kind).toBe('example');
    expect(solveText({ ...anyText, patterns: [pattern], notPatterns: [`(?:${pattern})`] })).toEqual({ kind: 'empty' });
    expect(solveText({ ...anyText, patterns: [`(?:${pattern})`], notPatterns: [pattern] })).toEqual({ kind: 'empty' });
  });

  it('decides every pair', () => {
    const kinds = { empty: 0, example: 0, unknown: 0 };
    for (const one of patterns) {
      for (const other of patterns) kinds[solveText({ ...anyText, patterns: [one], notPatterns: [other] }).kind] += 1;
    }
    expect(kinds).toEqual({ empty: 62, example: 422, unknown: 0 });
  });
});
