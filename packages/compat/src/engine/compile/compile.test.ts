import type { JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { holds } from '../holds.js';
import type { AnySchema } from '../types.js';
import { Universe } from '../universe.js';
import { compileSchema } from './index.js';

function compile(schema: unknown, universe = new Universe(), name = 's') {
  return compileSchema(universe, schema as AnySchema, { name, assertFormat: true, policy: 'strict' });
}

const problems: readonly { name: string; given: unknown; want: string }[] = [
  { name: 'no schema', given: 7, want: 'not-a-schema ' },
  { name: 'a list', given: [], want: 'not-a-schema ' },
  { name: 'a property that is no schema', given: { properties: { a: 1 } }, want: 'not-a-schema /properties/a' },
  { name: 'a bound in quotes', given: { minimum: '5' }, want: 'bad-keyword /minimum' },
  { name: 'an unknown type', given: { items: { type: 'date' } }, want: 'bad-keyword /items/type' },
  { name: 'a negative length', given: { minLength: -1 }, want: 'bad-keyword /minLength' },
  { name: 'multiples of zero', given: { multipleOf: 0 }, want: 'bad-keyword /multipleOf' },
  { name: 'an empty anyOf', given: { anyOf: [] }, want: 'bad-keyword /anyOf' },
  { name: 'required as a text', given: { required: 'a' }, want: 'bad-keyword /required' },
  { name: 'properties as a list', given: { properties: [] }, want: 'bad-keyword /properties' },
  {
    name: 'a numeric exclusiveMinimum in draft-04',
    given: { $schema: 'http://json-schema.org/draft-04/schema#', exclusiveMinimum: 5 },
    want: 'bad-keyword /exclusiveMinimum',
  },
  { name: 'another document', given: { $ref: 'https://example.com/a' }, want: 'remote-ref /$ref' },
  {
    name: 'a meta-schema',
    given: { $ref: 'http://json-schema.org/draft-07/schema#' },
    want: 'remote-ref /$ref',
  },
  { name: 'a place that is not there', given: { $ref: '#/definitions/a' }, want: 'missing-ref /$ref' },
  { name: 'an anchor that is not there', given: { items: { $ref: '#a' } }, want: 'missing-ref /items/$ref' },
  { name: 'draft-03', given: { $schema: 'http://json-schema.org/draft-03/schema#' }, want: 'unknown-draft /$schema' },
];

const verdicts: readonly { name: string; schema: unknown; value: JsonValue; want: boolean | undefined }[] = [
  { name: 'draft-04 bounds without $schema', schema: { minimum: 1, exclusiveMinimum: true }, value: 1, want: false },
  { name: 'a list of items without $schema', schema: { items: [{ type: 'null' }] }, value: [1], want: false },
  { name: 'dependencies without $schema', schema: { dependencies: { a: ['b'] } }, value: { a: 1 }, want: false },
  { name: 'a dependency of no object', schema: { dependencies: { a: false } }, value: 1, want: true },
  {
    name: 'the meta-schema of Iglu',
    schema: {
      $schema: 'http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#',
      const: 1,
      maximum: 2,
      exclusiveMaximum: true,
    },
    value: 1.5,
    want: true,
  },
  { name: 'required inside a property', schema: { properties: { a: { required: true } } }, value: {}, want: true },
  { name: 'a reference to itself alone', schema: { $ref: '#' }, value: 1, want: undefined },
  { name: 'a loop of two', schema: { allOf: [{ anyOf: [{ $ref: '#' }, false] }] }, value: 1, want: undefined },
  { name: 'what does not hang on a loop', schema: { type: 'null', allOf: [{ $ref: '#' }] }, value: 1, want: false },
  { name: 'inherited names', schema: { required: ['constructor'] }, value: {}, want: false },
  { name: 'an exact multiple', schema: { multipleOf: 0.01 }, value: 19.99, want: true },
  { name: 'a multiple beyond doubles', schema: { multipleOf: 7 }, value: 1e300, want: false },
  {
    name: 'a decimal',
    schema: {
      type: ['string', 'number'],
      pattern: '^-?(0|[1-9]\\d{0,7})(\\.\\d{1,2})?$',
      'x-sluice': { type: 'decimal', precision: 10, scale: 2 },
    },
    value: 19.999,
    want: false,
  },
  { name: 'the largest id', schema: int64(), value: '9223372036854775807', want: true },
  { name: 'one beyond it', schema: int64(), value: '9223372036854775808', want: false },
  { name: 'the smallest id', schema: int64(), value: '-9223372036854775808', want: true },
  { name: 'one below it', schema: int64(), value: '-9223372036854775809', want: false },
];

function int64() {
  return { 'x-sluice': { type: 'int64', wire: 'string' } };
}

describe('compileSchema', () => {
  it.each(problems)('names what is wrong with $name', ({ given, want }) => {
    const compiled = compile(given);
    expect('problem' in compiled && `${compiled.problem.code} ${compiled.problem.path}`).toBe(want);
  });

  it.each(verdicts)('reads $name', ({ schema, value, want }) => {
    const compiled = compile(schema);
    expect('formula' in compiled && holds(compiled.formula, value)).toBe(want);
  });

  it('gives equal schemas the same formula, whatever the order of keys and the spelling of references', () => {
    const universe = new Universe();
    const inline = compile({ type: 'object', properties: { a: { type: 'string' }, b: { enum: [2, 1] } } }, universe);
    const referred = { properties: { b: { enum: [1, 2] }, a: { $ref: '#/$defs/text' } }, type: 'object' };
    expect(compile({ ...referred, $defs: { text: { type: 'string' } } }, universe, 't')).toEqual(inline);
  });

  it('compiles mutually recursive unions of a dozen types once each', () => {
    const names = Array.from({ length: 12 }, (_, index) => `T${index}`);
    const any = { anyOf: names.map((name) => ({ $ref: `#/$defs/${name}` })) };
    const type = (name: string) => ({
      properties: { kind: { const: name }, a: { $ref: '#' }, b: any },
      required: ['kind'],
    });
    const schema = { ...any, $defs: Object.fromEntries(names.map((name) => [name, type(name)])) };
    for (const policy of ['strict', 'writer', 'reader'] as const) {
      const compiled = compileSchema(new Universe(), schema, { name: 's', assertFormat: false, policy });
      const value = { kind: 'T3', a: { kind: 'T11', b: { kind: 'T0' } } };
      expect('formula' in compiled && holds(compiled.formula, value)).toBe(true);
      expect('formula' in compiled && holds(compiled.formula, { ...value, b: { kind: 'none' } })).toBe(false);
    }
  });
});
