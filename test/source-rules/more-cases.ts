import {
  type AnySchema,
  Date_,
  Decimal,
  Enum,
  EpochMillis,
  Id64,
  Int32,
  Json,
  Timestamp,
  Type,
  Uuid,
} from '@sluice/contract';
import { contractOf, envelopeFields, major, minor } from '../../packages/compat/src/testing/contracts.js';
import type { Pair } from './compile.js';

interface Properties {
  readonly [name: string]: AnySchema;
}

/** A pair of contracts with a name. */
export interface NamedPair extends Pair {
  readonly name: string;
}

const one = { version: '1.0', properties: { a: Type.Integer() } };
const text = (...renamedFrom: string[]) => Type.String(renamedFrom.length > 0 ? { renamedFrom } : {});
const optional = (...renamedFrom: string[]) => Type.Optional(text(...renamedFrom));

/** The envelope with these fields in addition, before and after. */
function envelope(before: Properties, after: Properties): Pair {
  const first = { ...envelopeFields, ...before };
  return { base: contractOf([one], first), head: contractOf([one], { ...envelopeFields, ...after }) };
}

/** What the cases of the rules leave out: where a change stands has a say in what callers notice. */
export const moreCases: readonly NamedPair[] = [
  { name: 'an optional field is renamed', ...minor({ a: optional() }, { b: optional('a') }) },
  {
    name: 'a field of a struct in a list is renamed',
    ...minor(
      { list: Type.Array(Type.Object({ a: text() })) },
      { list: Type.Array(Type.Object({ b: text('a'), c: Type.Optional(Type.Boolean()) })) },
    ),
  },
  { name: 'a field is renamed in a new major version', ...major({ a: text() }, { b: text('a') }) },
  {
    name: 'a value inside a list becomes another one',
    ...minor({ list: Type.Array(Enum(['x', 'y'])) }, { list: Type.Array(Enum(['x'])) }),
  },
  {
    name: 'a value inside a map becomes a text',
    ...minor({ map: Type.Record(Type.String(), Int32()) }, { map: Type.Record(Type.String(), Type.String()) }),
  },
  {
    name: 'a field of a struct is made required',
    ...minor({ a: Type.Object({ b: optional() }) }, { a: Type.Object({ b: text() }) }),
  },
  { name: 'the envelope has a new optional field', ...envelope({}, { device: optional() }) },
  { name: 'a field of the envelope is gone', ...envelope({ device: optional() }, {}) },
  {
    name: 'a field of the envelope is another type',
    ...envelope({ device: optional() }, { device: Type.Optional(Int32()) }),
  },
  {
    name: 'the newest version is gone',
    base: contractOf([one, { version: '1.1', properties: { ...one.properties, b: optional() } }]),
    head: contractOf([one]),
  },
  {
    name: 'an event has a new name, and keeps the old one',
    base: contractOf([one]),
    head: contractOf([one, { ...one, event: 'checkout', renamedFrom: [{ event: 'purchase', dualSent: false }] }]),
  },
];

const types: { readonly [name: string]: () => Properties[string] } = {
  boolean: () => Type.Boolean(),
  int32: () => Int32(),
  int64: () => Type.Integer(),
  id64: () => Id64(),
  float64: () => Type.Number(),
  decimal: () => Decimal(10, 2),
  bigdecimal: () => Decimal(20, 2),
  string: () => Type.String(),
  enum: () => Enum(['x', 'y']),
  uuid: () => Uuid(),
  date: () => Date_(),
  timestamp: () => Timestamp(),
  millis: () => EpochMillis(),
  struct: () => Type.Object({ x: Type.Integer(), y: Type.Optional(Type.String()) }),
  list: () => Type.Array(Type.String()),
  map: () => Type.Record(Type.String(), Type.Boolean()),
  json: () => Json(),
};

/** Every type turned into every other one: an event for each way, `int32_to_string`, in one pair of contracts. */
export const typeChanges: NamedPair = {
  name: 'every type becomes every other type',
  ...everyTypeChange(Object.entries(types)),
};

function everyTypeChange(all: readonly (readonly [string, () => Properties[string]])[]): Pair {
  const ways = all.flatMap((from) => all.filter((to) => to !== from).map((to) => ({ from, to })));
  const first = ways.map(({ from, to }) => ({
    event: `${from[0]}_to_${to[0]}`,
    version: '1.0',
    properties: { a: from[1]() },
  }));
  const second = ways.map(({ from, to }) => ({
    event: `${from[0]}_to_${to[0]}`,
    version: '1.1',
    properties: { a: to[1]() },
  }));
  return { base: contractOf(first), head: contractOf([...first, ...second]) };
}
