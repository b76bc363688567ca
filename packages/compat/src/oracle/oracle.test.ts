import type { JsonSchema, JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import type { AnySchema } from '../engine/types.js';
import { oracleOf } from './oracle.js';

const decimal: JsonSchema = {
  type: ['string', 'number'],
  pattern: '^-?(0|[1-9]\\d{0,7})(\\.\\d{1,2})?$',
  minimum: -99999999.99,
  maximum: 99999999.99,
  'x-sluice': { type: 'decimal', precision: 10, scale: 2 },
};
const id64: JsonSchema = {
  type: 'string',
  pattern: '^-?(0|[1-9]\\d{0,18})$',
  'x-sluice': { type: 'int64', wire: 'string' },
};

const cases: { name: string; schema: JsonSchema; instance: JsonValue; want: boolean | undefined }[] = [
  { name: 'a decimal number', schema: decimal, instance: 35.79, want: true },
  { name: 'a decimal that multipleOf would refuse', schema: decimal, instance: 19.99, want: true },
  { name: 'a decimal string', schema: decimal, instance: '35.79', want: true },
  { name: 'a number with too many decimals', schema: decimal, instance: 0.001, want: false },
  { name: 'a number written with an exponent', schema: decimal, instance: 1e-7, want: false },
  { name: 'the largest 64-bit id', schema: id64, instance: '9223372036854775807', want: true },
  { name: 'one beyond it', schema: id64, instance: '9223372036854775808', want: false },
  { name: 'the smallest 64-bit id', schema: id64, instance: '-9223372036854775808', want: true },
  { name: 'an inherited property', schema: { required: ['constructor'] }, instance: {}, want: false },
  { name: 'a letter of two code units', schema: { pattern: '^.$' }, instance: '😀', want: undefined },
  { name: 'multiples of doubles', schema: { multipleOf: 0.01 }, instance: 19.99, want: undefined },
  { name: 'a uuid', schema: { format: 'uuid' }, instance: '0190163D-8694-739B-AEA5-966C26F8AD91', want: true },
  {
    name: 'a uuid as a URN',
    schema: { format: 'uuid' },
    instance: 'urn:uuid:0190163d-8694-739b-aea5-966c26f8ad91',
    want: false,
  },
  { name: 'a day that does not exist', schema: { format: 'date' }, instance: '2026-02-30', want: false },
  {
    name: 'a date-time without an offset',
    schema: { format: 'date-time' },
    instance: '2026-02-01T10:00:00',
    want: false,
  },
];

const judging = (schema: JsonSchema) => oracleOf(schema as AnySchema, { assertFormat: true, allErrors: true });

describe('the oracle', () => {
  it.each(cases)('decides on $name', ({ schema, instance, want }) => {
    expect(judging(schema)?.accepts(instance)).toBe(want);
  });

  it('takes the same $id twice', () => {
    const schema = { $id: 'https://example.com/one', type: 'string' };
    expect([judging(schema)?.accepts('a'), judging({ ...schema, maxLength: 0 })?.accepts('a')]).toEqual([true, false]);
  });

  it('names everything that is wrong, with the way to it', () => {
    const schema: JsonSchema = {
      required: ['a'],
      properties: { 'x/y': { type: 'string' }, list: { items: { type: 'integer' } } },
      additionalProperties: false,
    };
    const reasons = judging(schema)?.reasons({ 'x/y': 1, list: [1, 'b'], c: 1 });
    expect(reasons?.map(({ keyword, path }) => ({ keyword, path }))).toEqual([
      { keyword: 'required', path: ['a'] },
      { keyword: 'additionalProperties', path: ['c'] },
      { keyword: 'type', path: ['x/y'] },
      { keyword: 'type', path: ['list', '1'] },
    ]);
  });
});
