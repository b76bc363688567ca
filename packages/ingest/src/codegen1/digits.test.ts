import { describe, expect, it } from 'vitest';
import { digitsOf } from './digits.js';

const cases: readonly { name: string; text: string; want: { readonly [path: string]: string | undefined } }[] = [
  { name: 'a number alone', text: '1.10', want: { '': '1.10' } },
  { name: 'one that JavaScript writes the same way', text: '{"a":1.1}', want: { '/a': undefined } },
  { name: 'a member before others', text: '{"a":1.10,"b":2,"c":"d"}', want: { '/a': '1.10', '/b': undefined } },
  { name: 'every member', text: '{"a":1e15,"b":1e999,"c":-0.0}', want: { '/a': '1e15', '/b': '1e999', '/c': '-0.0' } },
  {
    name: 'items of lists, objects in them, and what follows',
    text: '{"a":[1.0,{"b":[2.0],"c":3.0},4.0],"d":5.0,"e":null}',
    want: { '/a/0': '1.0', '/a/1/b/0': '2.0', '/a/1/c': '3.0', '/a/2': '4.0', '/d': '5.0', '/e': undefined },
  },
  { name: 'a key that comes twice', text: '{"a":1.0,"a":2,"b":3.0,"b":4.0}', want: { '/a': undefined, '/b': '4.0' } },
  {
    name: 'keys and texts that look like something else',
    text: '{"1.0":1.10,"a":"2.0","~/":3.0,"{":[":",4.0],"\\"":5.0,"":6.0}',
    want: { '/1.0': '1.10', '/a': undefined, '/~0~1': '3.0', '/{/1': '4.0', '/"': '5.0', '/': '6.0' },
  },
  { name: 'empty ones', text: '{"a":{},"b":[],"c":1.0}', want: { '/c': '1.0', '/a': undefined } },
];

describe('the digits of numbers as they were sent', () => {
  it.each(cases)('$name', ({ text, want }) => {
    const digits = digitsOf(text);
    expect(Object.fromEntries(Object.keys(want).map((path) => [path, digits(path)]))).toEqual(want);
  });
});
