import { describe, expect, it } from 'vitest';
import { explain } from './explain.js';
import type { TableNode } from './table.js';

interface Case {
  readonly name: string;
  readonly table: TableNode;
  readonly given: unknown;
  readonly want: readonly (readonly [code: string, path: string, message: string])[];
}

const long = 'x'.repeat(100);

const cases: readonly Case[] = [
  { name: 'a valid value', table: 'long', given: 1, want: [] },
  {
    name: 'a wrong type',
    table: 'long',
    given: 'x',
    want: [['type', '', 'Must be a whole number, found the string "x".']],
  },
  { name: 'null', table: 'text', given: null, want: [['type', '', 'Must be a string, found null.']] },
  {
    name: 'a list for a text',
    table: 'text',
    given: [1, 2],
    want: [['type', '', 'Must be a string, found a list of 2.']],
  },
  {
    name: 'either of two types',
    table: { type: ['string', 'null'] },
    given: 1.5,
    want: [['type', '', 'Must be a string or null, found 1.5.']],
  },
  {
    name: 'a rounded integer',
    table: 'long',
    given: 2 ** 53,
    want: [
      [
        'unsafe-integer',
        '',
        'Whole numbers beyond ±9007199254740991 lose digits in JSON, found about 9007199254740992. Define the field as Id64 and send it as a string.',
      ],
    ],
  },
  {
    name: 'an int32 beyond its range',
    table: 'int',
    given: 2 ** 31,
    want: [['maximum', '', 'Must be at most 2147483647, found 2147483648.']],
  },
  {
    name: 'every bound',
    table: { type: 'number', minimum: 10, exclusiveMinimum: 10, multipleOf: 4 },
    given: 9,
    want: [
      ['minimum', '', 'Must be at least 10, found 9.'],
      ['exclusive-minimum', '', 'Must be more than 10, found 9.'],
      ['multiple-of', '', 'Must be a multiple of 4, found 9.'],
    ],
  },
  {
    name: 'too many decimals and digits',
    table: { type: ['string', 'number'], decimal: [2, 1] },
    given: '123.45',
    want: [
      ['decimal-scale', '', 'Must have at most 1 decimals, found "123.45".'],
      ['decimal-precision', '', 'Must have at most 2 digits before the point, found "123.45".'],
    ],
  },
  {
    name: 'a decimal with an exponent',
    table: { type: 'string', decimal: [2, 1] },
    given: '1e1',
    want: [['decimal', '', 'Must be a decimal number in plain notation with at most 1 decimals, found "1e1".']],
  },
  {
    name: 'an id beyond 64 bits',
    table: 'id64',
    given: '9223372036854775808',
    want: [['int64-range', '', 'Must lie within the signed 64-bit range, found "9223372036854775808".']],
  },
  {
    name: 'an id that is none',
    table: 'id64',
    given: '12a',
    want: [['pattern', '', 'Must be a whole number in digits, without leading zeros, found "12a".']],
  },
  {
    name: 'a long text, cut',
    table: 99,
    given: long,
    want: [['max-length', '', `Must have at most 99 characters, found 100: "${'x'.repeat(60)}…".`]],
  },
  {
    name: 'a short text that does not match',
    table: { type: 'string', minLength: 3, pattern: '^a' },
    given: 'b',
    want: [
      ['min-length', '', 'Must have at least 3 characters, found 1: "b".'],
      ['pattern', '', 'Must match ^a, found "b".'],
    ],
  },
  { name: 'a format', table: 'uuid', given: 'x', want: [['format', '', 'Must be a valid uuid, found "x".']] },
  { name: 'an enum', table: { enum: ['a', 1] }, given: 'b', want: [['enum', '', 'Must be one of "a", 1, found "b".']] },
  {
    name: 'an enum, nearly',
    table: { enum: ['click', 'view', 7] },
    given: 'Clik',
    want: [['enum', '', 'Must be one of "click", "view", 7, found "Clik". Did you mean "click"?']],
  },
  {
    name: 'a number beyond every double',
    table: 'double',
    given: JSON.parse('1e400'),
    want: [['number-range', '', 'The number is larger than a double can hold. Send it as a string.']],
  },
  {
    name: 'a list and its elements',
    table: { type: 'array', minItems: 3, maxItems: 1, unique: 1, items: 'long' },
    given: ['x', 'x'],
    want: [
      ['min-items', '', 'Must have at least 3 elements, found 2.'],
      ['max-items', '', 'Must have at most 1 elements, found 2.'],
      ['unique-items', '', 'No two elements may be equal.'],
      ['type', '/0', 'Must be a whole number, found the string "x".'],
      ['type', '/1', 'Must be a whole number, found the string "x".'],
    ],
  },
  {
    name: 'a map and its entries',
    table: { type: 'object', maxProperties: 0, rest: 'bool' },
    given: { 'a/b~c': 1 },
    want: [
      ['max-properties', '', 'Must have at most 0 entries, found 1.'],
      ['type', '/a~1b~0c', 'Must be true or false, found 1.'],
    ],
  },
  {
    name: 'all fields at once, with what was probably meant',
    table: {
      type: 'object',
      rest: 'none',
      fields: [
        ['productId', 'long', 1],
        ['price', 'double', 1],
        ['brand', 'text', 0],
      ],
    },
    given: { product_id: 1, price: 'x', brandd: 'y', zzz: 1 },
    want: [
      ['required', '/productId', '"productId" is missing. "product_id": did you mean "productId"?'],
      ['type', '/price', 'Must be a number, found the string "x".'],
      ['unknown-property', '/product_id', '"product_id" is not allowed here. Did you mean "productId"?'],
      ['unknown-property', '/brandd', '"brandd" is not allowed here. Did you mean "brand"?'],
      ['unknown-property', '/zzz', '"zzz" is not allowed here.'],
    ],
  },
  {
    name: 'an empty object',
    table: { type: 'object', minProperties: 1 },
    given: {},
    want: [['min-properties', '', 'Must have at least 1 entries, found 0.']],
  },
];

describe('explain', () => {
  it.each(cases)('$name', ({ table, given, want }) => {
    const errors = explain(table, given).map(({ code, path, message }) => [code, path, message]);
    expect(errors).toEqual(want);
  });

  const many = { type: 'array', items: 'long' } as const;
  const free = Object.assign(() => false, {
    errors: Array.from({ length: 200_000 }, () => ({ keyword: 'type', instancePath: '', params: {} })),
  });
  it.each([
    ['its own', many, new Array(1_003).fill('x'), 3],
    ["Ajv's", { also: free } as TableNode, {}, 199_000],
  ] as const)('tells a thousand of %s errors, and how many more there are', (_, table, given, more) => {
    const errors = explain(table as TableNode, given);
    expect(errors).toHaveLength(1_001);
    expect(errors.at(-1)).toEqual({ code: 'more-errors', path: '', message: `There are ${more} more errors.` });
    expect(errors.filter(({ code }) => code === 'type')).toHaveLength(1_000);
  });

  it('leaves nothing out of a thousand', () => {
    expect(explain(many, new Array(1_000).fill('x')).map(({ code }) => code)).toEqual(new Array(1_000).fill('type'));
  });
});
