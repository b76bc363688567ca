import {
  Decimal,
  type AnySchema as Defined,
  Enum,
  EpochMillis,
  Id64,
  Int32,
  type JsonSchema,
  type JsonValue,
  Timestamp,
  Type,
  Uuid,
} from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import type { AnySchema } from '../engine/types.js';
import { oracleOf } from '../oracle/index.js';
import { valuesOf } from '../samples/sample.js';
import { contractOf } from '../testing/contracts.js';
import { closed } from './closed.js';
import { rejectedValues } from './rejected-values.js';
import { upcast } from './upcast.js';

const defined = {
  boolean: Type.Boolean(),
  int32: Int32(),
  positive: Int32({ minimum: 1 }),
  int64: Type.Integer(),
  id64: Id64(),
  float: Type.Number(),
  half: Type.Number({ minimum: 0, exclusiveMaximum: 0.5 }),
  fives: Type.Integer({ multipleOf: 5 }),
  tens: Type.Integer({ multipleOf: 10 }),
  money: Decimal(10, 2),
  bigMoney: Decimal(12, 2),
  fineMoney: Decimal(10, 4),
  hugeMoney: Decimal(38, 2),
  text: Type.String(),
  code: Type.String({ minLength: 3, maxLength: 3 }),
  short: Type.String({ maxLength: 5 }),
  upper: Type.String({ pattern: '^[A-Z]{3}$' }),
  email: Type.String({ format: 'email' }),
  click: Enum(['click']),
  action: Enum(['click', 'view']),
  uuid: Uuid(),
  time: Timestamp(),
  millis: EpochMillis(),
  point: Type.Object({ x: Int32() }),
  pair: Type.Object({ x: Int32(), y: Type.Optional(Int32()) }),
  both: Type.Object({ x: Int32(), y: Int32() }),
  moved: Type.Object({ z: Int32({ renamedFrom: ['x'] }) }),
  filled: Type.Object({ x: Int32(), w: Int32({ default: 1 }) }),
  closed: Type.Object({ x: Int32() }, { additionalProperties: false }),
  list: Type.Array(Type.Integer()),
  small: Type.Array(Int32(), { maxItems: 2 }),
  set: Type.Array(Type.Integer(), { uniqueItems: true }),
  map: Type.Record(Type.String(), Type.Integer()),
  smallMap: Type.Record(Type.String(), Int32()),
  points: Type.Record(Type.String(), Type.Object({ x: Int32() })),
  movedPoints: Type.Record(Type.String(), Type.Object({ z: Int32({ renamedFrom: ['x'] }) })),
  lists: Type.Record(Type.String(), Type.Array(Type.Object({ x: Int32() }))),
  movedLists: Type.Record(Type.String(), Type.Array(Type.Object({ z: Int32({ renamedFrom: ['x'] }) }))),
} satisfies { readonly [name: string]: Defined };

const [version] = contractOf([{ version: '1.0', properties: defined }]).events[0]?.versions ?? [];
const foreign: { [name: string]: JsonSchema } = {
  anything: {},
  none: { not: {} } as JsonSchema,
  nullable: { type: ['string', 'null'] },
  exactly: { const: 3 },
  mixed: { enum: [1, 'a', null] },
  oneOf: { oneOf: [{ type: 'string' }, { maxLength: 3 }] } as JsonSchema,
};
const schemas: [name: string, schema: JsonSchema][] = [
  ...Object.entries(version?.document.properties ?? {}),
  ...Object.entries(foreign),
];

const pool: JsonValue[] = schemas.flatMap(([, schema]) => schemas.flatMap(([, other]) => valuesOf(schema, other)));
const values = [...new Map(pool.map((value) => [JSON.stringify(value), value])).values()];
function judging(schema: JsonSchema): (value: JsonValue) => boolean {
  const oracle = oracleOf(schema as AnySchema, { assertFormat: true });
  return (value) => oracle?.accepts(value) === true;
}

const oracles = new Map(schemas.map(([name, schema]) => [name, judging(schema)]));
/** What a producer sends that was generated from the schema. */
const writers = new Map(schemas.map(([name, schema]) => [name, judging(closed(schema))]));

const plain = [
  'action < text',
  'both < pair',
  'click < action',
  'code < short',
  'email < text',
  'exactly < positive',
  'int32 < int64',
  'int64 < float',
  'money < bigMoney',
  'lists < movedLists',
  'pair < point',
  'point < closed',
  'point < filled',
  'point < moved',
  'point < smallMap',
  'points < movedPoints',
  'set < list',
  'small < list',
  'smallMap < map',
  'tens < fives',
  'text < anything',
  'uuid < text',
];

function takes(name: string, schema: JsonSchema, value: JsonValue): boolean {
  const { event, conflict } = upcast(schema, value, true);
  return !conflict && oracles.get(name)?.(event) === true;
}

const told = new Map(
  schemas.map(([name, before]) => [name, schemas.map(([other, after]) => ({ other, after, ...asked(before, after) }))]),
);

function asked(before: JsonSchema, after: JsonSchema) {
  const found = rejectedValues(before, after);
  return { kind: found.kind, found: found.kind === 'values' ? [...found.values].slice(0, 2) : [] };
}

describe('rejected values', () => {
  it.each(schemas)('proves nothing of %s that a value contradicts', (name) => {
    const accepted = values.filter((value) => writers.get(name)?.(value));
    const wrong = (told.get(name) ?? [])
      .filter(({ kind }) => kind === 'none')
      .flatMap(({ other, after }) =>
        accepted.filter((value) => !takes(other, after, value)).map((value) => ({ before: name, after: other, value })),
      );
    expect(wrong).toEqual([]);
  });

  it.each(plain)('proves that %s', (claim) => {
    const [before, after] = claim.split(' < ').map((name) => schemas.find(([other]) => other === name)?.[1]);
    expect(rejectedValues(before as JsonSchema, after as JsonSchema)).toEqual({ kind: 'none' });
  });

  it.each(schemas)('gives values that tell %s from others', (name) => {
    const wrong = (told.get(name) ?? [])
      .filter(({ other }) => !other.startsWith('moved'))
      .flatMap(({ other, after, found }) => found.map((value) => ({ other, after, value })))
      .filter(({ other, after, value }) => !writers.get(name)?.(value) || takes(other, after, value));
    expect(wrong).toEqual([]);
  });

  it('speaks of the older names', () => {
    const before: JsonSchema = { type: 'object', properties: { a: { type: 'string' } } };
    const now: JsonSchema = { type: 'string', maxLength: 1, 'x-sluice': { renamedFrom: ['a'] } };
    const found = rejectedValues(before, { type: 'object', properties: { b: now } });
    expect(found.kind === 'values' && [...found.values].slice(0, 1)).toEqual([{ a: 'aa' }]);
  });

  it('names what stood in the way', () => {
    const list = (items: JsonSchema): JsonSchema => ({ type: 'array', minItems: 1, items });
    const found = rejectedValues(
      list({ type: 'string', pattern: '^a+$' }),
      list({ type: 'string', pattern: '^(a)\\1*$' }),
    );
    const keyword = String.raw`pattern "^(a)\\1*$"`;
    expect(found).toEqual({ kind: 'unknown', obstacle: { keyword, path: [] } });
  });
});
