import type { JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { shrink } from './shrink.js';

interface Case {
  readonly name: string;
  readonly value: JsonValue;
  holds(candidate: JsonValue): boolean;
  readonly want: JsonValue;
}

const text = (value: JsonValue) => JSON.stringify(value);

const cases: readonly Case[] = [
  {
    name: 'everything that can be spared, at any depth',
    value: { a: [1, { b: 'xx', c: 2 }], d: {} },
    holds: (value) => text(value).includes('"x'),
    want: { a: [{ b: 'x' }] },
  },
  {
    name: 'a long text',
    value: 'a'.repeat(70_000),
    holds: (value) => String(value).length > 65_535,
    want: 'a'.repeat(65_536),
  },
  { name: 'no half of a letter', value: '\u{1F600}\u{1F600}', holds: (value) => value !== '', want: '\u{1F600}' },
  { name: 'a number', value: 12.75, holds: (value) => Number(value) > 10, want: 12 },
  { name: 'a number for the simplest', value: -7, holds: (value) => Number(value) < 0, want: -1 },
  {
    name: 'a long list',
    value: Array.from({ length: 200 }, (_, index) => index),
    holds: (value) => Array.isArray(value) && value.includes(150) && value.length > 2,
    want: [150, 0, 0],
  },
  {
    name: 'a key like any other',
    value: JSON.parse('{"__proto__":1,"b":2}'),
    holds: (value) => Object.hasOwn(value as object, '__proto__'),
    want: JSON.parse('{"__proto__":0}'),
  },
  {
    name: 'nothing where nothing smaller holds',
    value: [1, 'a'],
    holds: (value) => text(value) === '[1,"a"]',
    want: [1, 'a'],
  },
];

describe('shrink', () => {
  it.each(cases)('leaves out $name', ({ value, holds, want }) => {
    expect(shrink(value, holds)).toEqual(want);
  });

  it.each([
    [400, 100],
    [60, 5000],
  ])('looks at no more than %i values where %i are inside', (want, length) => {
    let looks = 0;
    shrink(
      Array.from({ length }, (_, index) => [index]),
      () => {
        looks++;
        return false;
      },
    );
    expect(looks).toBe(want);
  });
});
