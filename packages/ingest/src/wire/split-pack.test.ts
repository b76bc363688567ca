import { describe, expect, it } from 'vitest';
import { splitLoosely, splitPack } from './split-pack.js';

describe('splitPack', () => {
  const cases = [
    { name: 'one object', given: ' {"a":1}\n', want: ['{"a":1}'] },
    { name: 'lines', given: '{"a":1}\n{"a":2}\r\n', want: ['{"a":1}', '{"a":2}'] },
    { name: 'objects without anything between them', given: '{"a":1}{"a":2}', want: ['{"a":1}', '{"a":2}'] },
    { name: 'objects over several lines', given: '{\n"a":1}\n{\n}', want: ['{\n"a":1}', '{\n}'] },
    { name: 'brackets in strings', given: '{"a":"}{\\"}"}{"b":"\\\\"}', want: ['{"a":"}{\\"}"}', '{"b":"\\\\"}'] },
    { name: 'nesting', given: '{"a":[{"b":{}}]}{}', want: ['{"a":[{"b":{}}]}', '{}'] },
    { name: 'nothing', given: ' \n', want: undefined },
    { name: 'a list', given: '[{"a":1}]', want: undefined },
    { name: 'an object and a number', given: '{"a":1} 2', want: undefined },
    { name: 'a comma between objects', given: '{},{}', want: undefined },
    { name: 'an open object', given: '{"a":1}{"a":', want: undefined },
    { name: 'an open string', given: '{"a":"}', want: undefined },
    { name: 'an open string that ends in a backslash', given: '{"a":"\\', want: undefined },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    expect(splitPack(given)).toEqual(want);
  });

  it('is not stopped by 100,000 levels', () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    expect(splitPack(deep + deep)).toEqual([deep, deep]);
  });
});

describe('splitLoosely', () => {
  const cases = [
    { name: 'objects', given: '{"a":1}{"a":2}\n{\n"a":3}', want: ['{"a":1}', '{"a":2}', '{\n"a":3}'] },
    {
      name: 'no JSON between objects',
      given: '{"a":1}nonsense{"a":2}\nmore\n{"a":3}',
      want: ['{"a":1}', 'nonsense', '{"a":2}', 'more', '{"a":3}'],
    },
    { name: 'an open object', given: '{"a":1}{"a":\n{"a":3}', want: ['{"a":1}', '{"a":', '{"a":3}'] },
    { name: 'an open string', given: '{"a":"x\n{"a":3}', want: ['{"a":"x', '{"a":3}'] },
    { name: 'nothing', given: '\n', want: [] },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    expect(splitLoosely(given)).toEqual(want);
  });
});
