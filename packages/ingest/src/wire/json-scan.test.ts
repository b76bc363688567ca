import { describe, expect, it } from 'vitest';
import { scanJson, withoutMember } from './json-scan.js';

describe('scanJson', () => {
  const cases = [
    { name: 'a scalar', given: '42', want: { members: [], depth: 0 } },
    { name: 'an empty object', given: ' { } ', want: { members: [], depth: 1 } },
    {
      name: 'numbers keep their digits',
      given: '{"a": 1.50 ,"b":9007199254740993}',
      want: {
        members: [
          { key: 'a', text: '1.50', depth: 0 },
          { key: 'b', text: '9007199254740993', depth: 0 },
        ],
        depth: 1,
      },
    },
    {
      name: 'structure inside strings is text',
      given: String.raw`[{"a":"},]\\\"{"},"\\", [[]]]`,
      want: {
        members: [
          { text: String.raw`{"a":"},]\\\"{"}`, depth: 1 },
          { text: String.raw`"\\"`, depth: 0 },
          { text: '[[]]', depth: 2 },
        ],
        depth: 3,
      },
    },
    {
      name: 'keys are unescaped and may repeat',
      given: String.raw`{"b\u0061tch":[1],"batch":[2]}`,
      want: {
        members: [
          { key: 'batch', text: '[1]', depth: 1 },
          { key: 'batch', text: '[2]', depth: 1 },
        ],
        depth: 2,
      },
    },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    expect(JSON.parse(given)).toBeDefined();
    expect(scanJson(given)).toEqual(want);
  });

  it('counts ten thousand levels without a stack', () => {
    expect(scanJson('['.repeat(10_000) + ']'.repeat(10_000)).depth).toBe(10_000);
  });
});

describe('withoutMember', () => {
  it.each([
    { name: 'one in the middle', given: '{"a": 1.50, "x":[1,{"x":2}] ,"b":"x"}', want: '{"a":1.50,"b":"x"}' },
    { name: 'the only one', given: '{"x":1}', want: '{}' },
    { name: 'every one of them', given: '{"x":1,"a":{"x":1},"\\u0078":2}', want: '{"a":{"x":1}}' },
    { name: 'none', given: '{"a\\"":9007199254740993}', want: '{"a\\"":9007199254740993}' },
    { name: 'a hostile neighbour', given: '{"__proto__":{"x":1},"x":2}', want: '{"__proto__":{"x":1}}' },
  ])('$name', ({ given, want }) => expect(withoutMember(given, 'x')).toBe(want));
});
