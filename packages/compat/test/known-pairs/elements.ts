import { closed, flag, type KnownPair, list, number, open, text, whole } from './known-pair.js';

const array = (more: object) => ({ type: 'array', ...more });
const bit = { enum: [0, 1] };

/** Elements that are contained, distinct or listed. */
export const elements: readonly KnownPair[] = [
  [
    'contains beside a tuple',
    array({ prefixItems: [text, text], items: whole, contains: whole }),
    array({ minItems: 3 }),
    'narrower',
  ],
  [
    'contains that only one position can serve',
    array({ prefixItems: [bit], items: text, contains: { const: 1 } }),
    array({ prefixItems: [{ const: 1 }], items: text, minItems: 1 }),
    'equal',
  ],
  ['contains more often than there is room', array({ maxItems: 2, contains: text, minContains: 3 }), false, 'equal'],
  [
    'contains all of them',
    list({ type: ['string', 'integer'] }, { minItems: 2, maxItems: 2, contains: text, minContains: 2 }),
    list(text, { minItems: 2, maxItems: 2 }),
    'equal',
  ],
  [
    'contains none of them',
    list({ type: ['string', 'integer'] }, { contains: text, minContains: 0, maxContains: 0 }),
    list(whole),
    'equal',
  ],
  [
    'contains one of each',
    array({ maxItems: 2, allOf: [{ contains: text }, { contains: whole }] }),
    array({ minItems: 2, maxItems: 2 }),
    'narrower',
  ],
  [
    'at most one of each of two kinds',
    list(bit, {
      allOf: [
        { contains: { const: 0 }, minContains: 0, maxContains: 1 },
        { contains: { const: 1 }, minContains: 0, maxContains: 1 },
      ],
    }),
    list(bit, { uniqueItems: true }),
    'equal',
  ],
  ['exactly one text among many', array({ contains: text, maxContains: 1 }), array({ contains: text }), 'narrower'],
  [
    'not exactly one',
    array({ not: { contains: text, maxContains: 1 } }),
    { anyOf: [list({ not: text }), array({ contains: text, minContains: 2 })] },
    'equal',
  ],
  [
    'contains what uniqueItems makes impossible',
    array({ uniqueItems: true, contains: { const: 1 }, minContains: 2 }),
    false,
    'equal',
  ],
  [
    'contains an object',
    array({ contains: closed({ a: whole }, { required: ['a'] }) }),
    array({ contains: open({ a: number }) }),
    'narrower',
  ],
  ['pigeons and holes', list({ enum: ['a', 'b', 'c'] }, { uniqueItems: true }), array({ maxItems: 3 }), 'narrower'],
  [
    'pigeons with their own holes',
    array({ uniqueItems: true, prefixItems: [bit, bit, { enum: [0, 1, 2] }], minItems: 3, items: false }),
    {
      enum: [
        [0, 1, 2],
        [1, 0, 2],
      ],
    },
    'equal',
  ],
  [
    'distinct objects over a flag',
    list(closed({ f: flag }, { required: ['f'] }), { uniqueItems: true }),
    array({ maxItems: 2 }),
    'narrower',
  ],
  [
    'distinct empty lists',
    list({ type: 'array', maxItems: 0 }, { uniqueItems: true }),
    array({ maxItems: 1 }),
    'narrower',
  ],
  ['distinct nulls', list({ type: 'null' }, { uniqueItems: true, minItems: 2 }), false, 'equal'],
  ['1 and 1.0 are one', { const: [1, 1.0] }, array({ uniqueItems: true }), 'neither'],
  ['0 and false are two', { const: [0, false] }, array({ uniqueItems: true }), 'narrower'],
  [
    'objects equal in another order',
    {
      const: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    },
    array({ uniqueItems: true }),
    'neither',
  ],
  [
    'distinct integers of a range',
    list({ ...whole, minimum: 1, maximum: 3 }, { uniqueItems: true, minItems: 4 }),
    false,
    'equal',
  ],
  [
    'enum against a type',
    { enum: [{ a: 1 }, [1], 'x', null] },
    { type: ['object', 'array', 'string', 'null'] },
    'narrower',
  ],
  [
    'enum members that a schema thins out',
    { enum: [{ a: 1 }, { a: 'x' }, {}], properties: { a: whole } },
    { enum: [{ a: 1 }, {}] },
    'equal',
  ],
  ['lists in an enum, order counts', { enum: [[1, 2]] }, { enum: [[2, 1]] }, 'neither'],
  [
    'all but some values of an object',
    closed(
      { a: bit, b: bit },
      {
        required: ['a', 'b'],
        not: {
          enum: [
            { a: 0, b: 0 },
            { b: 1, a: 1 },
          ],
        },
      },
    ),
    {
      enum: [
        { a: 0, b: 1 },
        { a: 1, b: 0 },
      ],
    },
    'equal',
  ],
  [
    'all but some lists',
    list(bit, {
      minItems: 2,
      maxItems: 2,
      not: {
        enum: [
          [0, 0],
          [1, 1],
        ],
      },
    }),
    list(bit, { minItems: 2, maxItems: 2, uniqueItems: true }),
    'equal',
  ],
  [
    'const below a property',
    closed({ a: { const: { b: [1] } } }, { required: ['a'] }),
    { const: { a: { b: [1] } } },
    'equal',
  ],
  ['one element more than a thousand', array({ minItems: 1000 }), array({ minItems: 1001 }), 'wider'],
  [
    'elements needed twice among many',
    array({ minItems: 300, contains: text, minContains: 2 }),
    array({ contains: text }),
    'narrower',
  ],
];
