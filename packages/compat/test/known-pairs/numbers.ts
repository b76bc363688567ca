import { draft4, type KnownPair, number, whole } from './known-pair.js';

/** Numbers where decimals, doubles and huge values meet. */
export const numbers: readonly KnownPair[] = [
  ['cents within tenths', { ...number, multipleOf: 0.1 }, { ...number, multipleOf: 0.01 }, 'narrower'],
  ['cents and mills', { ...number, multipleOf: 0.25 }, { ...number, multipleOf: 0.1 }, 'neither'],
  ['quarters within eighths', { ...number, multipleOf: 0.25 }, { ...number, multipleOf: 0.125 }, 'narrower'],
  ['a divisor written with an exponent', { ...number, multipleOf: 1e-2 }, { ...number, multipleOf: 0.01 }, 'equal'],
  ['a divisor above the safe integers', { ...whole, multipleOf: 1e20 }, { ...whole, multipleOf: 1e10 }, 'narrower'],
  ['1.0 in an enum of integers', { enum: [1.0, 2.0] }, { ...whole, minimum: 1, maximum: 2 }, 'equal'],
  ['1.0 as an integer in draft-04', { ...draft4, enum: [1.0] }, { ...draft4, ...whole }, 'narrower'],
  ['1.5 is no integer', { enum: [1, 1.5] }, whole, 'neither'],
  ['huge bounds', { ...number, maximum: 1e300 }, { ...number, maximum: 1e301 }, 'narrower'],
  ['negative zero', { const: -0 }, { const: 0 }, 'equal'],
  [
    'a range with one multiple',
    { ...number, multipleOf: 0.3, exclusiveMinimum: 0.3, maximum: 0.8 },
    { const: 0.6 },
    'equal',
  ],
  [
    'multiples of two that share few',
    { ...whole, allOf: [{ multipleOf: 7 }, { multipleOf: 5 }], minimum: 1, maximum: 69 },
    { const: 35 },
    'equal',
  ],
  [
    'multiples but one',
    { ...whole, multipleOf: 3, minimum: 0, maximum: 9, not: { const: 3 } },
    { enum: [0, 6, 9] },
    'equal',
  ],
  [
    'multiples of 2 or of 3 up to 6',
    { ...whole, minimum: 1, maximum: 6, anyOf: [{ multipleOf: 2 }, { multipleOf: 3 }] },
    { enum: [2, 3, 4, 6] },
    'equal',
  ],
  [
    'exactly one of 2 and 3',
    { ...whole, minimum: 1, maximum: 6, oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] },
    { enum: [2, 3, 4] },
    'equal',
  ],
  [
    'no multiple of 2 and no multiple of 3',
    { ...whole, minimum: 0, maximum: 7, not: { anyOf: [{ multipleOf: 2 }, { multipleOf: 3 }] } },
    { enum: [1, 5, 7] },
    'equal',
  ],
  [
    'every residue but none',
    { ...whole, not: { anyOf: [{ multipleOf: 2 }, { not: { multipleOf: 2 } }] } },
    false,
    'equal',
  ],
  [
    'both exclusive bounds, in draft-04',
    { ...draft4, ...number, minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: true },
    { ...number, exclusiveMinimum: 1, exclusiveMaximum: 2 },
    'equal',
  ],
  [
    'the sharper of two bounds counts',
    { ...number, minimum: 3, exclusiveMinimum: 3 },
    { ...number, exclusiveMinimum: 3 },
    'equal',
  ],
  [
    'the duller of two bounds does not',
    { ...number, minimum: 5, exclusiveMinimum: 3 },
    { ...number, minimum: 5 },
    'equal',
  ],
  [
    'an open range between neighbours of integers',
    { ...whole, exclusiveMinimum: -1, exclusiveMaximum: 1 },
    { const: 0 },
    'equal',
  ],
  [
    'a tenth between two decimals',
    { ...number, exclusiveMinimum: 0.1, exclusiveMaximum: 0.2 },
    { ...number, minimum: 0.1, maximum: 0.2 },
    'narrower',
  ],
  ['bounds say nothing of texts', { minimum: 5 }, { anyOf: [{ type: 'string' }, { minimum: 3 }] }, 'narrower'],
  ['bounds and all other types', { minimum: 5 }, { anyOf: [{ not: number }, { ...number, minimum: 5 }] }, 'equal'],
  [
    'an integer or a text of digits',
    { type: ['integer', 'string'], minimum: 0, pattern: '^\\d+$' },
    {
      anyOf: [
        { ...whole, minimum: 0 },
        { type: 'string', pattern: '^\\d+$' },
      ],
    },
    'equal',
  ],
  ['1e2 and 100', { const: 1e2 }, { const: 100 }, 'equal'],
];
