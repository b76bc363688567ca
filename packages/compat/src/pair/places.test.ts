import { describe, expect, it } from 'vitest';
import { comparePair } from '../engine/compare-pair.js';
import type { AnySchema } from '../engine/types.js';
import { pairFindings } from './pair-findings.js';

const text = { type: 'string' };
const whole = { type: 'integer' };
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
/** A member of a union that a constant tells apart. */
const member = (type: string, properties: object) =>
  object({ type: { const: type }, ...properties }, { required: ['type'] });
const two = (field: object) => [member('a', { x: whole }), member('b', { d: object({ y: field }) })];
const inDefs = (field: object) => ({
  oneOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/b' }],
  $defs: { a: member('a', { x: whole }), b: member('b', { y: field }) },
});

const conditional = (condition: object, outcome: 'then' | 'else', y: object) =>
  object({ k: text }, { if: condition, [outcome]: { properties: { y } } });

type PlaceCase = readonly [name: string, make: (field: object) => AnySchema, path: string, witness: unknown];

/** What changes from a number to a text, everywhere where a schema can stand. */
const places: readonly PlaceCase[] = [
  ['anyOf', (y) => ({ anyOf: two(y) }), 'anyOf/1/properties/d/properties/y', { type: 'b', d: { y: 0 } }],
  ['oneOf', (y) => ({ oneOf: two(y) }), 'oneOf/1/properties/d/properties/y', { type: 'b', d: { y: 0 } }],
  [
    'a union below a field',
    (y) => object({ u: { oneOf: two(y) } }),
    'properties/u/oneOf/1/properties/d/properties/y',
    { u: { type: 'b', d: { y: 0 } } },
  ],
  [
    'a union in a union',
    (y) => ({ anyOf: [text, { oneOf: two(y) }] }),
    'anyOf/1/oneOf/1/properties/d/properties/y',
    { type: 'b', d: { y: 0 } },
  ],
  ['a reference', inDefs, 'oneOf/1/$ref/properties/y', { type: 'b', y: 0 }],
  [
    'a branch that may be null',
    (y) => object({ a: { anyOf: [{ type: 'null' }, object({ y })] } }),
    'properties/a/anyOf/1/properties/y',
    { a: { y: 0 } },
  ],
  [
    'a discriminator inside',
    (y) => ({
      oneOf: ['a', 'b'].map((t) =>
        object(
          { head: object({ t: { enum: [t] } }, { required: ['t'] }), ...(t === 'b' && { y }) },
          { required: ['head'] },
        ),
      ),
    }),
    'oneOf/1/properties/y',
    { head: { t: 'b' }, y: 0 },
  ],
  [
    'branches without a constant',
    (y) => ({
      anyOf: [
        object({ a: whole }, { required: ['a'], additionalProperties: false }),
        object({ b: y }, { required: ['b'], additionalProperties: false }),
      ],
    }),
    'anyOf/1/properties/b',
    { b: 0 },
  ],
  ['allOf', (y) => ({ allOf: [object({ a: text }), object({ y })] }), 'allOf/1/properties/y', { y: 0 }],
  [
    'then',
    (y) => conditional({ properties: { k: { const: 'a' } }, required: ['k'] }, 'then', y),
    'then/properties/y',
    { k: 'a', y: 0 },
  ],
  ['else', (y) => conditional({ required: ['k'] }, 'else', y), 'else/properties/y', { y: 0 }],
  ['items', (y) => ({ type: 'array', items: object({ y }) }), '[].y', [{ y: 0 }]],
  [
    'a union in items',
    (y) => object({ list: { type: 'array', items: { oneOf: two(y) } } }),
    'properties/list/items/oneOf/1/properties/d/properties/y',
    { list: [{ type: 'b', d: { y: 0 } }] },
  ],
  [
    'prefixItems',
    (y) => ({ type: 'array', prefixItems: [text, object({ y })] }),
    'prefixItems/1/properties/y',
    ['', { y: 0 }],
  ],
  [
    'additionalProperties',
    (y) => ({ type: 'object', additionalProperties: object({ y }) }),
    'additionalProperties/properties/y',
    { '': { y: 0 } },
  ],
  [
    'patternProperties',
    (y) => ({ type: 'object', patternProperties: { '^a': object({ y }) } }),
    'patternProperties/^a/properties/y',
    { a: { y: 0 } },
  ],
  [
    'dependentSchemas',
    (y) => ({ type: 'object', dependentSchemas: { a: { properties: { y } } } }),
    'dependentSchemas/a/properties/y',
    { a: null, y: 0 },
  ],
  ['a definition alone', (y) => ({ $ref: '#/$defs/a', $defs: { a: object({ y }) } }), 'y', { y: 0 }],
  ['a field inside fields', (y) => object({ a: object({ b: object({ y }) }) }), 'a.b.y', { a: { b: { y: 0 } } }],
];

function findingOf(before: AnySchema, after: AnySchema) {
  const { problem: _, ...answers } = comparePair(before, after, { policy: 'strict', direction: 'backward' });
  return pairFindings({ before, after }, answers, { policy: 'strict' }).map(({ rule, path, witness }) => [
    rule,
    path,
    witness,
  ]);
}

describe('a finding names branch and field', () => {
  it.each(places)('%s', (_, make, path, witness) => {
    expect(findingOf(make(whole), make(text))).toEqual([['type-changed', path, witness]]);
  });

  it.each<readonly [string, AnySchema, AnySchema, readonly [string, string]]>([
    [
      'below not',
      { not: object({ a: text }, { required: ['a'] }) },
      { not: object({ a: { type: ['string', 'integer'] } }, { required: ['a'] }) },
      ['type-changed', 'not/properties/a'],
    ],
    [
      'a branch that takes more',
      {
        oneOf: [object({ a: text }, { required: ['a'] }), object({ b: whole }, { required: ['b'], maxProperties: 1 })],
      },
      { oneOf: [object({ a: text }, { required: ['a'] }), object({ b: whole }, { required: ['b'] })] },
      ['bound-tightened', 'oneOf/1'],
    ],
    [
      'a field that a branch requires',
      { anyOf: two(whole) },
      { anyOf: [two(whole)[0], { ...two(whole)[1], required: ['type', 'd'] }] },
      ['field-made-required', 'anyOf/1/properties/d'],
    ],
    [
      'a field that a branch no longer knows',
      { anyOf: two(whole).map((one) => ({ ...one, additionalProperties: false })) },
      { anyOf: [two(whole)[0], member('b', {})].map((one) => ({ ...one, additionalProperties: false })) },
      ['field-removed', 'anyOf/1/properties/d'],
    ],
    [
      'a branch that is gone',
      { anyOf: two(whole) },
      { anyOf: [two(whole)[0]] },
      ['enum-value-removed', 'anyOf/0/properties/type'],
    ],
    [
      'a value of a branch',
      { oneOf: [member('a', {}), member('b', { s: { enum: ['x', 'y'] } })] },
      { oneOf: [member('a', {}), member('b', { s: { enum: ['x'] } })] },
      ['enum-value-removed', 'oneOf/1/properties/s'],
    ],
  ])('%s', (_, before, after, want) => {
    expect(findingOf(before, after).map(([rule, path]) => [rule, path])).toEqual([want]);
  });
});
