import {
  Date_,
  Decimal,
  defineEnvelope,
  defineEvent,
  Enum,
  EpochMillis,
  type Field,
  Id64,
  Int32,
  Json,
  modelOf,
  publish,
  Timestamp,
  Type,
  Uuid,
} from '@sluice/contract';
import { describe, expect, test } from 'vitest';
import { fieldsFit } from './fields-fit.js';
import { ownFields } from './own-fields.js';

type Properties = Parameters<typeof defineEvent>[0]['properties'];
type Schema = Properties[string];

const d = { description: 'x' };
const common = { version: '1.0', owner: 'o', description: 'd' };
const envelope = defineEnvelope({ ...common, properties: { eventId: Type.Optional(Uuid(d)) } });

function fieldsOf(properties: Properties): Field[] {
  const model = modelOf(publish([envelope, defineEvent({ ...common, name: 'e', properties })], []));
  const version = model.events[0]?.versions[0];
  return version ? ownFields(model, version) : [];
}

/** One of each logical type. */
const kinds: Properties = {
  boolean: Type.Boolean(d),
  int32: Int32(d),
  int64: Type.Integer(d),
  id64: Id64(d),
  float64: Type.Number(d),
  decimal: Decimal(10, 2, d),
  wideDecimal: Decimal(20, 2, d),
  string: Type.String({ ...d, maxLength: 10 }),
  enum: Enum(['a', 'b'], d),
  uuid: Uuid(d),
  date: Date_(d),
  timestamp: Timestamp(d),
  millis: EpochMillis(d),
  struct: Type.Object({ a: Type.String(d), b: Type.Optional(Int32(d)) }, d),
  list: Type.Array(Int32(d), d),
  map: Type.Record(Type.String(), Type.Boolean(), d),
  json: Json(d),
};

describe('one field', () => {
  test.each(Object.keys(kinds))('%s takes itself', (kind) => {
    const fields = fieldsOf({ a: kinds[kind] as Schema });
    expect(fieldsFit(fields, fields, false)).toBe(true);
  });

  test('of two kinds, only the wider takes the narrower', () => {
    const names = Object.keys(kinds);
    const pairs = names.flatMap((before) => names.map((after) => ({ before, after })));
    const taken = pairs.filter(({ before, after }) => {
      const [one, other] = [before, after].map((kind) => fieldsOf({ a: kinds[kind] as Schema }));
      return before !== after && after !== 'json' && fieldsFit(one ?? [], other ?? [], false);
    });
    expect(taken.map(({ before, after }) => `${before} → ${after}`)).toEqual([
      'int32 → int64',
      'int32 → float64',
      'int64 → float64',
    ]);
  });

  const cases: { name: string; before: Schema; after: Schema; want: boolean }[] = [
    {
      name: 'a longer text',
      before: Type.String({ ...d, maxLength: 5 }),
      after: Type.String({ ...d, maxLength: 6 }),
      want: true,
    },
    {
      name: 'a shorter text',
      before: Type.String({ ...d, maxLength: 6 }),
      after: Type.String({ ...d, maxLength: 5 }),
      want: false,
    },
    {
      name: 'a text that gets a limit',
      before: Type.String(d),
      after: Type.String({ ...d, maxLength: 5 }),
      want: false,
    },
    {
      name: 'a text that gets a pattern',
      before: Type.String(d),
      after: Type.String({ ...d, pattern: '^a$' }),
      want: false,
    },
    {
      name: 'the same pattern',
      before: Type.String({ ...d, pattern: '^a$' }),
      after: Type.String({ ...d, pattern: '^a$' }),
      want: true,
    },
    {
      name: 'a text that gets a format',
      before: Type.String(d),
      after: Type.String({ ...d, format: 'email' }),
      want: false,
    },
    { name: 'an enum as a text', before: Enum(['a'], d), after: Type.String(d), want: true },
    { name: 'a wider enum', before: Enum(['a'], d), after: Enum(['b', 'a'], d), want: true },
    { name: 'a narrower enum', before: Enum(['a', 'b'], d), after: Enum(['a'], d), want: false },
    { name: 'wider bounds', before: Int32({ ...d, minimum: 1 }), after: Int32({ ...d, minimum: 0 }), want: true },
    { name: 'narrower bounds', before: Int32(d), after: Int32({ ...d, minimum: 0 }), want: false },
    { name: 'more digits', before: Decimal(10, 2, d), after: Decimal(12, 2, d), want: true },
    {
      name: 'more decimals, fewer digits before them',
      before: Decimal(10, 2, d),
      after: Decimal(10, 3, d),
      want: false,
    },
    { name: 'digits for which a number will not do', before: Decimal(10, 2, d), after: Decimal(20, 2, d), want: false },
    { name: 'a list of the same', before: Type.Array(Int32(d), d), after: Type.Array(Type.Integer(d), d), want: true },
    { name: 'a list of another', before: Type.Array(Int32(d), d), after: Type.Array(Type.String(d), d), want: false },
    {
      name: 'a list with a minimum',
      before: Type.Array(Int32(d), d),
      after: Type.Array(Int32(d), { ...d, minItems: 1 }),
      want: false,
    },
    {
      name: 'a map of another',
      before: Type.Record(Type.String(), Int32(d), d),
      after: Type.Record(Type.String(), Type.String(d), d),
      want: false,
    },
    {
      name: 'a struct with one more, optional',
      before: Type.Object({ a: Int32(d) }, d),
      after: Type.Object({ a: Int32(d), b: Type.Optional(Int32(d)) }, d),
      want: true,
    },
    {
      name: 'a struct with one more, required',
      before: Type.Object({ a: Int32(d) }, d),
      after: Type.Object({ a: Int32(d), b: Int32(d) }, d),
      want: false,
    },
    {
      name: 'a struct with one made required',
      before: Type.Object({ a: Type.Optional(Int32(d)) }, d),
      after: Type.Object({ a: Int32(d) }, d),
      want: false,
    },
    {
      name: 'a struct with a renamed one',
      before: Type.Object({ a: Int32(d) }, d),
      after: Type.Object({ b: Int32({ ...d, renamedFrom: ['a'] }) }, d),
      want: true,
    },
    {
      name: 'a struct whose old names are forgotten',
      before: Type.Object({ b: Int32({ ...d, renamedFrom: ['a'] }) }, d),
      after: Type.Object({ b: Int32(d) }, d),
      want: false,
    },
    {
      name: 'a closed struct',
      before: Type.Object({ a: Int32(d) }, d),
      after: Type.Object({ a: Int32(d) }, { ...d, additionalProperties: false }),
      want: false,
    },
    {
      name: 'one closed before',
      before: Type.Object({ a: Int32(d) }, { ...d, additionalProperties: false }),
      after: Type.Object({ a: Int32(d) }, { ...d, additionalProperties: false }),
      want: true,
    },
  ];
  test.each(cases)('$name: $want', ({ before, after, want }) => {
    expect(fieldsFit(fieldsOf({ a: before }), fieldsOf({ a: after }), false)).toBe(want);
  });
});

describe('several fields', () => {
  const text = Type.String(d);
  const optional = Type.Optional(Type.String(d));
  const was = (...renamedFrom: string[]) => Type.Optional(Type.String({ ...d, renamedFrom }));
  const cases: { name: string; before: Properties; after: Properties; want: boolean }[] = [
    { name: 'one less', before: { a: text, b: text }, after: { a: text }, want: true },
    { name: 'one made optional', before: { a: text }, after: { a: optional }, want: true },
    { name: 'one made required', before: { a: optional }, after: { a: text }, want: false },
    {
      name: 'an optional one of another type',
      before: { a: optional },
      after: { a: Type.Optional(Int32(d)) },
      want: false,
    },
    { name: 'a name that is put right on the way', before: { b: was('a') }, after: { b: optional }, want: true },
    { name: 'two made one', before: { a: optional, b: optional }, after: { c: was('a', 'b') }, want: false },
    { name: 'one made two', before: { b: was('a') }, after: { a: optional, b: optional }, want: false },
  ];
  test.each(cases)('$name: $want', ({ before, after, want }) => {
    expect(fieldsFit(fieldsOf(before), fieldsOf(after), true)).toBe(want);
  });
});
