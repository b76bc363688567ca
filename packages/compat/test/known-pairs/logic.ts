import { closed, flag, type KnownPair, list, number, open, text, when, whole } from './known-pair.js';

const object = (more: object) => ({ type: 'object', ...more });
const array = (more: object) => ({ type: 'array', ...more });

/** Negations, overlapping branches and conditions. */
export const logic: readonly KnownPair[] = [
  [
    'not of anyOf of not',
    { not: { anyOf: [{ not: text }, { not: { minLength: 2 } }] } },
    { ...text, minLength: 2 },
    'equal',
  ],
  [
    'not of a closed object',
    object({ not: closed({ a: text }) }),
    object({
      anyOf: [{ required: ['a'], properties: { a: { not: text } } }, { not: { propertyNames: { const: 'a' } } }],
    }),
    'equal',
  ],
  [
    'not of a tuple',
    array({ not: { prefixItems: [text] } }),
    array({ minItems: 1, prefixItems: [{ not: text }] }),
    'equal',
  ],
  [
    'not of a pattern of names',
    object({ not: { patternProperties: { '^a': text } } }),
    object({ minProperties: 1 }),
    'narrower',
  ],
  ['not of unique', array({ not: { uniqueItems: true } }), array({ minItems: 2 }), 'narrower'],
  [
    'not of a condition',
    { ...number, not: when({ minimum: 0 }, { maximum: 5 }, { multipleOf: 2 }) },
    { ...number, anyOf: [{ exclusiveMinimum: 5 }, { exclusiveMaximum: 0, not: { multipleOf: 2 } }] },
    'equal',
  ],
  ['three nots', { not: { not: { not: { enum: [1, 2] } } } }, { not: { enum: [1, 2] } }, 'equal'],
  [
    'exclusion both ways',
    { anyOf: [{ allOf: [text, { not: number }] }, { allOf: [number, { not: text }] }] },
    { type: ['string', 'number'] },
    'equal',
  ],
  [
    'oneOf with an overlap in the middle',
    {
      oneOf: [
        { ...number, maximum: 10 },
        { ...number, minimum: 5 },
      ],
    },
    { ...number, anyOf: [{ exclusiveMaximum: 5 }, { exclusiveMinimum: 10 }] },
    'equal',
  ],
  ['oneOf of three, two alike', { oneOf: [text, text, number] }, number, 'equal'],
  ['oneOf with true', { oneOf: [true, text] }, { not: text }, 'equal'],
  ['oneOf with two trues', { oneOf: [true, true, text] }, false, 'equal'],
  ['oneOf in oneOf', { oneOf: [{ oneOf: [text, number] }, number] }, { anyOf: [text] }, 'equal'],
  [
    'oneOf over required',
    object({ oneOf: [{ required: ['a'] }, { required: ['b'] }, { required: ['c'] }] }),
    object({
      minProperties: 1,
      not: { anyOf: [{ required: ['a', 'b'] }, { required: ['b', 'c'] }, { required: ['a', 'c'] }] },
    }),
    'narrower',
  ],
  [
    'oneOf of closed objects that share the empty one',
    { oneOf: [closed({ a: text }), closed({ b: text })] },
    { anyOf: [closed({ a: text }, { required: ['a'] }), closed({ b: text }, { required: ['b'] })] },
    'equal',
  ],
  [
    'anyOf that covers all texts',
    text,
    { anyOf: [{ pattern: '^a' }, { pattern: '^[^a]' }, { maxLength: 0 }] },
    'narrower',
  ],
  ['anyOf that leaves one text out', text, { anyOf: [{ pattern: '^a' }, { pattern: '^[^a]' }] }, 'neither'],
  [
    'properties apart in anyOf',
    closed({ a: { type: ['string', 'integer'] } }, { required: ['a'] }),
    { anyOf: [closed({ a: text }, { required: ['a'] }), closed({ a: whole }, { required: ['a'] })] },
    'equal',
  ],
  [
    'two properties apart in anyOf',
    closed({ a: flag, b: flag }, { required: ['a', 'b'] }),
    {
      anyOf: [
        open({ a: { const: true } }),
        open({ b: { const: false } }),
        open({ a: { const: false }, b: { const: true } }),
      ],
    },
    'narrower',
  ],
  [
    'elements apart in anyOf',
    list(flag, { maxItems: 1 }),
    { anyOf: [list({ const: true }), list({ const: false })] },
    'narrower',
  ],
  [
    'a condition on an absent name',
    object({ ...when({ required: ['a'] }, false) }),
    object({ properties: { a: false } }),
    'equal',
  ],
  [
    'conditions that meet',
    object({ allOf: [when({ required: ['a'] }, { required: ['b'] }), when({ required: ['b'] }, { required: ['a'] })] }),
    object({ dependentRequired: { a: ['b'], b: ['a'] } }),
    'equal',
  ],
  [
    'a condition of a condition',
    when(when(text, { minLength: 1 }), true, false),
    { anyOf: [{ not: text }, { ...text, minLength: 1 }] },
    'equal',
  ],
  [
    'a choice by a field',
    open(
      { t: { enum: ['a', 'b'] } },
      {
        required: ['t'],
        allOf: [
          when({ properties: { t: { const: 'a' } } }, { properties: { v: text } }),
          when({ properties: { t: { const: 'b' } } }, { properties: { v: whole } }),
        ],
      },
    ),
    {
      oneOf: [
        open({ t: { const: 'a' }, v: text }, { required: ['t'] }),
        open({ t: { const: 'b' }, v: whole }, { required: ['t'] }),
      ],
    },
    'equal',
  ],
];
