import type { JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { oracleOf } from '../oracle/index.js';
import { comparePair } from './compare-pair.js';
import type { Answer, AnySchema, Policy } from './types.js';

const text = { type: 'string' };
const number = { type: 'number' };
const whole = { type: 'integer' };
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const closed = (properties: object, more: object = {}) => object(properties, { additionalProperties: false, ...more });
const draft7 = { $schema: 'http://json-schema.org/draft-07/schema#' };

const tree = (value: object) => ({
  $ref: '#/$defs/tree',
  $defs: {
    tree: closed({ value, children: { type: 'array', items: { $ref: '#/$defs/tree' } } }, { required: ['value'] }),
  },
});

/** A dozen node types that all refer to their union. */
const nodes = (value: object, union: 'oneOf' | 'anyOf') => {
  const names = Array.from({ length: 12 }, (_, index) => `node${index}`);
  const node = (kind: string) =>
    closed(
      { kind: { const: kind }, left: { $ref: '#/$defs/any' }, right: { $ref: '#/$defs/any' }, value },
      { required: ['kind'] },
    );
  return {
    $ref: '#/$defs/any',
    $defs: {
      any: { [union]: names.map((name) => ({ $ref: `#/$defs/${name}` })) },
      ...Object.fromEntries(names.map((name) => [name, node(name)])),
    },
  };
};

type Case = readonly [name: string, before: AnySchema, after: AnySchema, backward: Answer, forward: Answer];

const strict: readonly Case[] = [
  ['the same', text, text, 'compatible', 'compatible'],
  ['an integer is a number', whole, number, 'compatible', 'breaking'],
  ['anything', true, text, 'breaking', 'compatible'],
  ['nothing', false, text, 'compatible', 'breaking'],
  ['a type and a list of types', text, { type: ['string', 'number'] }, 'compatible', 'breaking'],
  ['a list of types and anyOf', { type: ['string', 'number'] }, { anyOf: [number, text] }, 'compatible', 'compatible'],
  ['a range and its members', { ...whole, minimum: 3, maximum: 5 }, { enum: [3, 4, 5] }, 'compatible', 'compatible'],
  [
    'an open bound of integers and a closed one',
    { ...whole, exclusiveMinimum: 0 },
    { ...whole, minimum: 1 },
    'compatible',
    'compatible',
  ],
  ['const and a superset enum', { const: 1 }, { enum: [1, 2] }, 'compatible', 'breaking'],
  [
    'an exclusive maximum lowered',
    { ...number, exclusiveMaximum: 5 },
    { ...number, exclusiveMaximum: 4 },
    'breaking',
    'compatible',
  ],
  [
    'two halves of a line',
    number,
    {
      anyOf: [
        { ...number, minimum: 5 },
        { ...number, maximum: 5 },
      ],
    },
    'compatible',
    'compatible',
  ],
  [
    'a gap between two halves',
    number,
    {
      anyOf: [
        { ...number, exclusiveMinimum: 5 },
        { ...number, exclusiveMaximum: 5 },
      ],
    },
    'breaking',
    'compatible',
  ],
  [
    'an overlap in oneOf',
    { ...whole, minimum: 0, maximum: 10 },
    {
      oneOf: [
        { ...whole, maximum: 5 },
        { ...whole, minimum: 5 },
      ],
    },
    'breaking',
    'breaking',
  ],
  ['multiples', { ...whole, multipleOf: 6 }, { ...whole, multipleOf: 3 }, 'compatible', 'breaking'],
  ['finer decimals', { ...number, multipleOf: 0.01 }, { ...number, multipleOf: 0.001 }, 'compatible', 'breaking'],
  [
    'patterns',
    { ...text, pattern: '^[a-z]{1,5}$' },
    { ...text, pattern: '^[a-z0-9]+$', maxLength: 5 },
    'compatible',
    'breaking',
  ],
  [
    'an optional field in a closed object',
    closed({ a: text }),
    closed({ a: text, b: number }),
    'compatible',
    'breaking',
  ],
  [
    'an optional field in an open object',
    object({ a: text }),
    object({ a: text, b: number }),
    'breaking',
    'compatible',
  ],
  [
    'a required field that nobody declares',
    { type: 'object' },
    { type: 'object', required: ['x'] },
    'breaking',
    'compatible',
  ],
  [
    'a required field named like a method',
    { type: 'object' },
    { type: 'object', required: ['constructor'] },
    'breaking',
    'compatible',
  ],
  ['required and counted', { type: 'object', required: ['a', 'b'] }, { minProperties: 2 }, 'compatible', 'breaking'],
  [
    'pattern properties',
    { type: 'object', patternProperties: { '^a': whole } },
    { type: 'object', patternProperties: { '^ab': number } },
    'compatible',
    'breaking',
  ],
  [
    'property names',
    { type: 'object', propertyNames: { enum: ['a', 'b'] } },
    { type: 'object', maxProperties: 2 },
    'compatible',
    'breaking',
  ],
  [
    'dependencies',
    { type: 'object', dependentRequired: { a: ['b', 'c'] } },
    { type: 'object', dependentRequired: { a: ['b'] } },
    'compatible',
    'breaking',
  ],
  ['elements', { type: 'array', items: whole }, { type: 'array', items: number }, 'compatible', 'breaking'],
  ['contains', { type: 'array', items: whole, minItems: 1 }, { contains: number }, 'compatible', 'breaking'],
  [
    'distinct booleans',
    { type: 'array', items: { type: 'boolean' }, uniqueItems: true },
    { type: 'array', maxItems: 2 },
    'compatible',
    'breaking',
  ],
  [
    'a closed tuple',
    { ...draft7, type: 'array', items: [whole, text], additionalItems: false },
    { type: 'array', maxItems: 2 },
    'compatible',
    'breaking',
  ],
  [
    'if and then',
    // biome-ignore lint/suspicious/noThenProperty: the keyword's own name
    { if: text, then: { minLength: 2 }, else: number },
    { anyOf: [{ ...text, minLength: 1 }, number] },
    'compatible',
    'breaking',
  ],
  ['not', { not: text }, { type: ['number', 'boolean', 'null', 'array', 'object'] }, 'compatible', 'compatible'],
  ['a recursive type', tree(whole), tree(number), 'compatible', 'breaking'],
  [
    'a type without finite values',
    { $ref: '#/$defs/a', $defs: { a: { type: 'object', required: ['a'], properties: { a: { $ref: '#/$defs/a' } } } } },
    text,
    'compatible',
    'breaking',
  ],
  ['a dozen mutually recursive types, any of', nodes(whole, 'anyOf'), nodes(number, 'anyOf'), 'compatible', 'breaking'],
  ['a dozen mutually recursive types, one of', nodes(whole, 'oneOf'), nodes(number, 'oneOf'), 'compatible', 'breaking'],
  [
    'draft-04 bounds',
    { $schema: 'http://json-schema.org/draft-04/schema#', ...number, minimum: 0, exclusiveMinimum: true },
    { ...draft7, ...number, exclusiveMinimum: 0 },
    'compatible',
    'compatible',
  ],
];

const evolution: readonly Case[] = [
  ['an optional field more', object({ a: text }), object({ a: text, b: number }), 'compatible', 'compatible'],
  [
    'a required field more',
    object({ a: text }),
    object({ a: text, b: number }, { required: ['b'] }),
    'breaking',
    'compatible',
  ],
  ['a field less in a closed object', closed({ a: text, b: text }), closed({ a: text }), 'compatible', 'compatible'],
  ['another type', object({ a: text }), object({ a: number }), 'breaking', 'breaking'],
  [
    'an optional field inside',
    object({ a: object({ b: text }) }),
    object({ a: object({ b: text, c: text }) }),
    'compatible',
    'compatible',
  ],
];

function check(policy: Policy, [, before, after, backward, forward]: Case): void {
  const result = comparePair(before, after, { policy });
  expect([result.problem, result.backward?.answer, result.forward?.answer]).toEqual([undefined, backward, forward]);
  if (result.backward?.answer === 'breaking') expectWitness(result.backward.witness, before, after);
  if (result.forward?.answer === 'breaking') expectWitness(result.forward.witness, after, before);
}

function expectWitness(witness: JsonValue, accepts: AnySchema, refuses: AnySchema): void {
  expect([
    oracleOf(accepts, { assertFormat: false })?.accepts(witness),
    oracleOf(refuses, { assertFormat: false })?.accepts(witness),
  ]).toEqual([true, false]);
}

describe('comparePair', () => {
  it.each(strict)('strict: %s', (...given) => check('strict', given));
  it.each(evolution)('evolution: %s', (...given) => check('evolution', given));

  it('says what is wrong with a schema, and never fetches one', () => {
    const { problem } = comparePair(text, { $ref: 'https://example.com/other.json' });
    expect([problem?.side, problem?.code]).toEqual(['new', 'remote-ref']);
    expect(comparePair({ type: 5 }, text).problem?.side).toBe('old');
  });

  const readTwice: readonly [name: string, before: AnySchema, after: AnySchema, want: Answer][] = [
    ['a length in code points or code units', { ...text, pattern: '^.{2,}$' }, { minLength: 2 }, 'unknown'],
    ['one that holds of both', { ...text, pattern: '^.{0,2}$' }, { maxLength: 2 }, 'compatible'],
    ['classes that need the flag', { ...text, pattern: '^\\p{Lu}$' }, { pattern: '^\\p{L}$' }, 'compatible'],
    [
      'names that a pattern matches in one reading',
      { type: 'object', required: ['\u{1F600}'], patternProperties: { '^.$': whole } },
      { properties: { '\u{1F600}': whole } },
      'unknown',
    ],
  ];
  it.each(readTwice)('reads patterns with and without the flag u: %s', (_, before, after, want) => {
    expect(comparePair(before, after, { policy: 'strict' }).backward?.answer).toBe(want);
  });

  it('gives the smallest witness it finds', () => {
    const before = object(
      { a: text, b: { type: 'array', items: object({ c: number }) }, d: text },
      { required: ['a'] },
    );
    const after = object({ a: text, b: { type: 'array', items: object({ c: whole }) }, d: text }, { required: ['a'] });
    expect(comparePair(before, after, { policy: 'strict' }).backward).toEqual({
      answer: 'breaking',
      witness: { a: '', b: [{ c: 0.5 }] },
    });
  });
});
