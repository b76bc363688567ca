import { describe, expect, it } from 'vitest';
import { textFlaw } from './text-flaw.js';

describe('textFlaw', () => {
  it.each([
    { name: 'plain text', given: '{"a":"x"}', want: undefined },
    { name: 'a whole pair', given: '{"a":"\\ud83d\\ude00"}', want: undefined },
    { name: 'a backslash before u0000', given: '{"a":"\\\\u0000"}', want: undefined },
    { name: 'a high half', given: '{"a":"\\ud83d"}', want: ['lone-surrogate', '/a'] },
    { name: 'a low half in a list', given: '{"a":[1,"\\uDE00"]}', want: ['lone-surrogate', '/a/1'] },
    { name: 'half a pair in a key', given: '{"a":{"\\ud83d":1}}', want: ['lone-surrogate', '/a'] },
    { name: 'NUL', given: '{"a":"x\\u0000y"}', want: ['nul-character', '/a'] },
    { name: 'NUL below a key with a slash', given: '{"a/b":{"~":"\\u0000"}}', want: ['nul-character', '/a~1b/~0'] },
    { name: 'NUL in a key', given: '{"\\u0000":1}', want: ['nul-character', ''] },
    { name: 'two flaws: the first counts', given: '{"a":"\\u0000","b":"\\ud83d"}', want: ['nul-character', '/a'] },
  ])('$name', ({ given, want }) => {
    const flaw = textFlaw(given, JSON.parse(given));
    expect(flaw && [flaw.code, flaw.path]).toEqual(want);
  });
});
