import type { JsonSchema, JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import type { AnySchema } from '../engine/types.js';
import { oracleOf } from '../oracle/index.js';
import { formatStrings } from './format-strings.js';
import { stringsMatching } from './pattern-strings.js';
import { sampleOf, valuesOf } from './sample.js';

const patterns: { pattern: string; want: string[] }[] = [
  { pattern: '^a$', want: ['a'] },
  { pattern: '^(click|view)$', want: ['view', 'click'] },
  { pattern: '^[A-C]{2}$', want: ['AA', '--', 'CC'] },
  { pattern: '^-?(0|[1-9]\\d{0,1})$', want: ['0', '-0', '1', '-1', '10', '-10', '19'] },
  { pattern: '(?=a)', want: [] },
  { pattern: '(', want: [] },
];

describe('stringsMatching', () => {
  it.each(patterns)('writes texts that match $pattern', ({ pattern }) => {
    const texts = stringsMatching(pattern);
    expect(texts.filter((text) => !new RegExp(pattern, 'u').test(text))).toEqual([]);
  });

  it('takes every alternative', () => {
    expect(stringsMatching('^(click|view)$')).toEqual(['view', 'click']);
  });

  it.each(['(?=a)', '(', '(a)\\1', '\\p{L}'])('gives nothing for %s, which it does not understand', (pattern) => {
    expect(stringsMatching(pattern)).toEqual([]);
  });

  it.each([
    '^[a-z][a-z0-9_]*$',
    '^\\S+@\\S+\\.[a-z]{2,}$',
    '^[^\\s/]+(/[^\\s/]+)*$',
    '^\\u0041\\x42\\u{1F600}$',
    '^(?:a{3}|b{2,}|c{1,4})+?$',
    '^[\\w.-]{5}$',
  ])('finds a text for %s', (pattern) => {
    expect(stringsMatching(pattern)).not.toEqual([]);
  });
});

const schemas: { name: string; schema: JsonSchema }[] = [
  { name: 'a number between limits', schema: { type: 'number', exclusiveMinimum: 5, maximum: 6 } },
  { name: 'a multiple', schema: { type: 'integer', minimum: 1, multipleOf: 7 } },
  { name: 'a text of a length', schema: { type: 'string', minLength: 4, maxLength: 4 } },
  { name: 'anything', schema: {} },
  { name: 'a set', schema: { type: 'array', items: { type: 'integer' }, minItems: 3, uniqueItems: true } },
  { name: 'a list of anything', schema: { type: 'array', items: {}, minItems: 2, uniqueItems: true } },
  { name: 'a map with entries', schema: { type: 'object', additionalProperties: { type: 'null' }, minProperties: 2 } },
  {
    name: 'a struct in a struct',
    schema: {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'object', required: ['b'], properties: { b: { const: 1 } } }, c: { type: 'boolean' } },
    },
  },
  ...Object.keys(formatStrings).map((format) => ({ name: format, schema: { type: 'string', format } })),
];

function judging(schema: JsonSchema): (value: JsonValue) => boolean {
  const oracle = oracleOf(schema as AnySchema, { assertFormat: true });
  return (value) => oracle?.accepts(value) === true;
}

describe('sampleOf', () => {
  it.each(schemas)('makes a valid $name', ({ schema }) => {
    const accepts = judging(schema);
    expect([accepts(sampleOf(schema)), accepts(sampleOf(schema, 'fullest'))]).toEqual([true, true]);
  });

  it.each(schemas)('has only valid values around the limits of $name', ({ schema }) => {
    const accepts = judging(schema);
    expect(valuesOf(schema).filter((one) => !accepts(one)).length).toBe(0);
  });
});
