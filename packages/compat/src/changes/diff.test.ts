import type { JsonSchema } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { diff } from './diff.js';
import { formatPath } from './path.js';

const text: JsonSchema = { type: 'string' };
const integer: JsonSchema = { type: 'integer' };
const object = (properties: JsonSchema['properties'] = {}, rest: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  ...rest,
});
const aliased = (...renamedFrom: string[]): JsonSchema => ({ ...text, 'x-sluice': { renamedFrom } });

const cases: { name: string; given: [before: JsonSchema, after: JsonSchema]; want: string[] }[] = [
  { name: 'prose is no difference', given: [object({}, { title: 'a' }), object({}, { description: 'b' })], want: [] },
  {
    name: 'the order of keys is no difference',
    given: [object({ a: text, b: text }), object({ b: text, a: text })],
    want: [],
  },
  {
    name: 'open by default or by word is the same',
    given: [object(), object({}, { additionalProperties: true })],
    want: [],
  },
  { name: 'a field is new', given: [object(), object({ a: text })], want: ['field-added a'] },
  { name: 'a field is gone', given: [object({ a: text }), object()], want: ['field-removed a'] },
  {
    name: 'one gone, one new of its type',
    given: [object({ a: text }), object({ b: text })],
    want: ['field-replaced b'],
  },
  {
    name: 'one gone, one new of another type',
    given: [object({ a: text }), object({ b: integer })],
    want: ['field-added b', 'field-removed a'],
  },
  {
    name: 'one gone, two new of its shape',
    given: [object({ a: text }), object({ b: text, c: text })],
    want: ['field-added b', 'field-added c', 'field-removed a'],
  },
  {
    name: 'one gone, two new, one of them of its shape',
    given: [object({ a: text }), object({ b: integer, c: text })],
    want: ['field-added b', 'field-replaced c'],
  },
  {
    name: 'two gone, two new, each of one shape',
    given: [object({ a: text, b: integer }), object({ c: integer, d: { ...text, maxLength: 3 } })],
    want: ['field-replaced c', 'field-replaced d'],
  },
  { name: 'a rename', given: [object({ a: text }), object({ b: aliased('a') })], want: ['field-renamed b'] },
  {
    name: 'a rename of a field that had another name before',
    given: [object({ b: aliased('a') }), object({ c: aliased('b', 'a') })],
    want: ['field-renamed c'],
  },
  {
    name: 'a rename that forgets the name before',
    given: [object({ b: aliased('a') }), object({ c: aliased('b') })],
    want: ['field-renamed c', 'alias-removed c'],
  },
  {
    name: 'two fields become one',
    given: [object({ a: text, b: text }), object({ b: aliased('a') })],
    want: ['alias-added b'],
  },
  {
    name: 'required comes and goes',
    given: [object({ a: text, b: text }, { required: ['a'] }), object({ a: text, b: text }, { required: ['b'] })],
    want: ['field-made-optional a', 'field-made-required b'],
  },
  {
    name: 'a field that is not declared is required',
    given: [object(), object({}, { required: ['a'] })],
    want: ['field-made-required a'],
  },
  {
    name: 'deep inside structs, lists and maps',
    given: [
      object({ s: object({ l: { type: 'array', items: { type: 'object', additionalProperties: integer } } }) }),
      object({ s: object({ l: { type: 'array', items: { type: 'object', additionalProperties: text } } }) }),
    ],
    want: ['type-changed s.l[].*'],
  },
  {
    name: 'a value more, a value less',
    given: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }],
    want: ['enum-value-removed ', 'enum-value-added '],
  },
  { name: 'an enumeration is new', given: [text, { ...text, enum: ['a'] }], want: ['keyword-changed '] },
  {
    name: 'limits in both directions',
    given: [
      { minimum: 1, maximum: 5, multipleOf: 4 },
      { minimum: 0, maximum: 4, multipleOf: 2 },
    ],
    want: ['bound-loosened ', 'bound-tightened ', 'bound-loosened '],
  },
  { name: 'a limit of nothing is none', given: [text, { ...text, minLength: 0 }], want: [] },
  {
    name: 'a map becomes a map of anything',
    given: [
      { type: 'object', additionalProperties: text, 'x-sluice': { type: 'map' } },
      { type: 'object', 'x-sluice': { type: 'map' } },
    ],
    want: ['keyword-changed '],
  },
  { name: 'a keyword nobody knows', given: [{ not: text } as JsonSchema, {}], want: ['keyword-changed '] },
  { name: 'another default', given: [{ default: 1 }, { default: 2 }], want: ['default-changed '] },
  {
    name: 'a name with a dot is no path',
    given: [object({ 'a.b': object({ c: text }) }), object({ 'a.b': object() })],
    want: ['field-removed ["a.b"].c'],
  },
  {
    name: 'an inherited name is a field like any other',
    given: [object(), object({ constructor: text })],
    want: ['field-added constructor'],
  },
];

describe('diff', () => {
  it.each(cases)('$name', ({ given: [before, after], want }) => {
    expect(diff(before, after).map(({ kind, path }) => `${kind} ${formatPath(path)}`)).toEqual(want);
  });

  it.each(cases)('finds nothing between a schema and itself: $name', ({ given }) => {
    expect(given.flatMap((schema) => diff(schema, structuredClone(schema)))).toEqual([]);
  });
});
