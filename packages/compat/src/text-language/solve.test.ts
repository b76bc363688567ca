import { describe, expect, it } from 'vitest';
import { anyText, solveText, type TextConstraints } from './index.js';

type Given = Partial<TextConstraints>;

/** Every text of the first pattern is one of the second. */
function included(inner: string, outer: string, unicode = true): string {
  return solveText({ ...anyText, patterns: [inner], notPatterns: [outer] }, { unicode }).kind;
}

describe('one pattern within another', () => {
  const cases: { inner: string; outer: string; want: 'empty' | 'example' }[] = [
    { inner: '^[a-z]{1,5}$', outer: '^[a-z0-9]+$', want: 'empty' },
    { inner: '^[a-z0-9]+$', outer: '^[a-z]{1,5}$', want: 'example' },
    { inner: '^\\d{4}-\\d{2}-\\d{2}$', outer: '^\\d+', want: 'empty' },
    { inner: '^\\d+', outer: '^\\d{4}-\\d{2}-\\d{2}$', want: 'example' },
    { inner: '^(?:a|b)$', outer: '^a|b$', want: 'empty' },
    { inner: '^a|b$', outer: '^(?:a|b)$', want: 'example' },
    { inner: '^a$', outer: 'a', want: 'empty' },
    { inner: 'a', outer: '^a$', want: 'example' },
    { inner: 'a', outer: '', want: 'empty' },
    { inner: '', outer: '^', want: 'empty' },
    { inner: '', outer: '.', want: 'example' },
    { inner: 'a$', outer: 'a\\n?$', want: 'empty' },
    { inner: 'a\\n?$', outer: 'a$', want: 'example' },
    { inner: '^.*$', outer: '^[^]*$', want: 'empty' },
    { inner: '^[^]*$', outer: '^.*$', want: 'example' },
    { inner: 'a^b', outer: 'x', want: 'empty' },
    { inner: 'a$b', outer: 'x', want: 'empty' },
    { inner: '\\bfoo\\b', outer: 'foo', want: 'empty' },
    { inner: 'foo', outer: '\\bfoo\\b', want: 'example' },
    { inner: '^(?!foo$)[a-z]+$', outer: '^[a-z]+$', want: 'empty' },
    { inner: '^[a-z]+$', outer: '^(?!foo$)[a-z]+$', want: 'example' },
    { inner: '^(?=.*\\d)(?=.*[a-z]).{8,}$', outer: '^(?=.*\\d).{6,}$', want: 'empty' },
    { inner: '^[a-z]+(?<!-x)$', outer: '^[a-z]+$', want: 'empty' },
    { inner: '^(a+)+$', outer: '^a+$', want: 'empty' },
    { inner: '^(["\'])x\\1$', outer: '^["\']x["\']?$', want: 'empty' },
    { inner: '^[a-z]{0,255}$', outer: '^[a-z]{0,65535}$', want: 'empty' },
    { inner: '^[a-z]{0,65535}$', outer: '^[a-z]{0,255}$', want: 'example' },
    { inner: '^x[a-z]{1,8192}y$', outer: '^.{3,8194}$', want: 'empty' },
    { inner: '^x[a-z]{1,8192}y$', outer: '^.{3,8193}$', want: 'example' },
    { inner: '^(?:\\d{1,3},){1,8192}$', outer: '^[\\d,]+$', want: 'empty' },
    { inner: '^\\p{Lu}$', outer: '^\\p{L}$', want: 'empty' },
    { inner: '^\\p{L}$', outer: '^\\p{Lu}$', want: 'example' },
    { inner: '^[\\u{1F600}-\\u{1F64F}]$', outer: '^\\uD83D[\\uDE00-\\uDE4F]$', want: 'example' },
    { inner: '^\\uD83D\\uDE00$', outer: '^\\u{1F600}$', want: 'empty' },
    { inner: '\\uD83D', outer: 'x', want: 'empty' },
    { inner: '[]', outer: 'x', want: 'empty' },
  ];
  it.each(cases)('$inner in $outer: $want', ({ inner, outer, want }) => {
    expect(included(inner, outer)).toBe(want);
  });
});

describe('one pattern within another with and without the flag u', () => {
  const cases: { inner: string; outer: string; want: 'empty' | 'example' | 'unknown' }[] = [
    { inner: '^[a-z]$', outer: '^\\w$', want: 'empty' },
    { inner: '^.$', outer: '^[^]$', want: 'empty' },
    { inner: '^😀$', outer: '^..?$', want: 'empty' },
    { inner: '^😀$', outer: '^.$', want: 'unknown' },
    { inner: '^[\\w-.]+$', outer: '^[\\w.-]+$', want: 'empty' },
    { inner: '^a{,2}$', outer: '^a\\{,2\\}$', want: 'empty' },
    { inner: '^\\-\\101\\c$', outer: '^-A\\\\c$', want: 'empty' },
    { inner: '^[\\1\\c1\\q]$', outer: '^[\\x01\\x11q]$', want: 'empty' },
    { inner: '^\\u{3}$', outer: '^u{3}$', want: 'example' },
    { inner: '^\\k<a>$', outer: '^k<a>$', want: 'empty' },
  ];
  it.each(cases)('$inner in $outer: $want', ({ inner, outer, want }) => {
    expect(included(inner, outer, false)).toBe(want);
  });
});

describe('examples', () => {
  const cases: { name: string; given: Given; want: string }[] = [
    { name: 'anything', given: {}, want: '' },
    { name: 'a least length', given: { minLength: 3 }, want: 'aaa' },
    { name: 'plain characters first', given: { patterns: ['^.{2}$'] }, want: 'aa' },
    { name: 'not excluded', given: { patterns: ['^[a-c]$'], excluded: ['a', 'b'] }, want: 'c' },
    { name: 'a length between two counts', given: { patterns: ['^(?:ab)+$'], minLength: 3 }, want: 'abab' },
    { name: 'a known member of a format', given: { formats: ['email'] }, want: 'a@example.com' },
    {
      name: 'a member of a format that fits',
      given: { formats: ['email'], patterns: ['@corp\\.com$'] },
      want: 'a@corp.com',
    },
    { name: 'no date', given: { notFormats: ['date'], patterns: ['^\\d{4}-\\d{2}-\\d{2}$'] }, want: '2026-02-30' },
    {
      name: 'a long text among too many states',
      given: { patterns: ['^.{50}x'], notPatterns: ['x.{50}$'], minLength: 80 },
      want: `${'a'.repeat(50)}x${'a'.repeat(29)}`,
    },
    { name: 'a pair for one code point', given: { patterns: ['^[^\\0-\\uFFFF]$'], maxLength: 1 }, want: '\u{10000}' },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    expect(solveText({ ...anyText, ...given })).toMatchObject({ kind: 'example', value: want });
  });

  it('is as long as the bounds ask', () => {
    const given = { ...anyText, minLength: 65_535, maxLength: 65_535, patterns: ['^(?:ab|cde)*$'] };
    const answer = solveText(given);
    expect(answer.kind === 'example' && answer.value.length).toBe(65_535);
  });
});

describe('nothing is left', () => {
  const cases: { name: string; given: Given }[] = [
    { name: 'lengths that cross', given: { minLength: 2, maxLength: 1 } },
    { name: 'no length below zero', given: { maxLength: -1 } },
    { name: 'all excluded', given: { patterns: ['^[ab]$'], excluded: ['b', 'a', 'c'] } },
    { name: 'lengths of the pattern', given: { patterns: ['^(?:abc)+$'], minLength: 4, maxLength: 5 } },
    { name: 'lengths far out', given: { patterns: ['^(?:ab)+$'], minLength: 65_535, maxLength: 65_535 } },
    { name: 'more than is allowed', given: { maxLength: 65_535, notPatterns: ['^[^]{0,65535}$'] } },
    { name: 'a format and not', given: { formats: ['nothing-known'], notFormats: ['nothing-known'] } },
    { name: 'a pattern and not', given: { patterns: ['(?<=ab)c'], notPatterns: ['(?<=ab)c'] } },
    { name: 'two formats', given: { formats: ['date', 'date-time'] } },
    { name: 'a format and a pattern', given: { formats: ['email'], patterns: ['^[a-z]+$'] } },
    { name: 'dates without digits', given: { formats: ['date'], notPatterns: ['^\\d'] } },
    { name: 'a pattern within a format', given: { patterns: ['^2026-01-0[1-9]$'], notFormats: ['date'] } },
    { name: 'too short for a format', given: { formats: ['uuid'], maxLength: 35 } },
  ];
  it.each(cases)('$name', ({ given }) => {
    expect(solveText({ ...anyText, ...given })).toEqual({ kind: 'empty' });
  });
});

describe('what stands in the way', () => {
  const cases: { name: string; given: Given; unicode?: boolean; want: string }[] = [
    { name: 'a look-behind within', given: { notPatterns: ['(?<!ab)(?!b)'] }, want: 'pattern "(?<!ab)(?!b)"' },
    { name: 'a vague format', given: { formats: ['email'], maxLength: 5 }, want: 'format "email"' },
    {
      name: 'groups far too deep',
      given: { patterns: [`${'('.repeat(300)}a${')'.repeat(300)}`], notPatterns: ['a'] },
      want: `pattern "${'('.repeat(300)}a${')'.repeat(300)}"`,
    },
    {
      name: 'a count far too great',
      given: { patterns: ['^[a-z]{99999999}$'] },
      want: 'the shortest has 99999999 characters for pattern "^[a-z]{99999999}$"',
    },
    { name: 'an unknown format', given: { formats: ['colour'] }, want: 'format "colour"' },
    { name: 'an unknown format that must not be', given: { notFormats: ['colour'] }, want: 'format "colour"' },
    {
      name: 'no regular expression',
      given: { patterns: ['\\-'] },
      want: 'pattern "\\\\-" is not a regular expression with the flag u',
    },
    {
      name: 'no regular expression either way',
      given: { patterns: ['('] },
      unicode: false,
      want: 'pattern "(" is not a regular expression',
    },
    {
      name: 'too much work',
      given: { patterns: ['^.*a.{40}$'], notPatterns: ['^.*a.{40}b?$'] },
      want: 'more than 20000 steps for pattern "^.*a.{40}$" and pattern "^.*a.{40}b?$"',
    },
    {
      name: 'two readings',
      given: { patterns: ['^..$'], maxLength: 1 },
      unicode: false,
      want: 'pattern "^..$", which reads otherwise without the flag u',
    },
  ];
  it.each(cases)('$name', ({ given, unicode = true, want }) => {
    expect(solveText({ ...anyText, ...given }, { unicode })).toEqual({ kind: 'unknown', obstacle: want });
  });
});
