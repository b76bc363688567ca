import type { ContractModel, EventSource, JsonValue } from '@sluice/contract';
import {
  Date_,
  Decimal,
  defineEnvelope,
  defineEvent,
  Enum,
  EpochMillis,
  Id64,
  Int32,
  Json,
  modelOf,
  publish,
  Type,
  Uuid,
} from '@sluice/contract';

/** A small deterministic source of random numbers (mulberry32). */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

type Random = (limit: number) => number;
type Schema = EventSource['properties'][string];

/** A value as the transform writes it, and as a query has to give it back. */
interface RandomValue {
  /** JSON text. */
  readonly text: string;
  readonly want: JsonValue;
}

/** A type and how its values are made; whole numbers inside other values come back as strings. */
export interface RandomType {
  readonly schema: Schema;
  /** What a query gives for a value that is not there. */
  value(random: Random, isNested: boolean): RandomValue;
}

const description = 'Random.';
const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)] as T;
const said = (value: string | number | boolean): RandomValue => ({ text: JSON.stringify(value), want: value });

const texts = [
  '',
  ' ',
  'a',
  'null',
  '0',
  '1e5',
  'é',
  '😀🏳️‍🌈',
  '漢字',
  '\u2028\u2029',
  'a"b\\c/',
  '\t\r\n',
  "it's",
  '{"a":1}',
  '\u200b',
  'x'.repeat(5000),
  '-1.50',
];
const integers = [
  '0',
  '-1',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '-9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
  '2103807459595387724',
];
const doubles = [
  0, 1.5, -0.1, 1e-7, 123456789.125, 1e300, 5e-324, 1.7976931348623157e308, 0.30000000000000004, 9007199254740992, -3,
];

function digits(random: Random, most: number): string {
  return (
    Array.from({ length: random(most + 1) }, () => random(10))
      .join('')
      .replace(/^0+/, '') || '0'
  );
}

function decimal(precision: number, scale: number): RandomType {
  return {
    schema: Decimal(precision, scale, { description }),
    value: (random) => {
      const whole = random(4) === 0 ? '9'.repeat(precision - scale) || '0' : digits(random, precision - scale);
      const places = random(scale + 1);
      const fraction = Array.from({ length: places }, () => random(10)).join('');
      const isZero = /^0*$/.test(whole + fraction);
      const sign = random(3) === 0 && !isZero ? '-' : '';
      const want = `${sign}${whole}${scale > 0 ? `.${fraction.padEnd(scale, '0')}` : ''}`;
      return { text: `${sign}${whole}${places > 0 ? `.${fraction}` : ''}`, want };
    },
  };
}

const scalars: readonly RandomType[] = [
  { schema: Type.Boolean({ description }), value: (random) => said(random(2) === 0) },
  { schema: Int32({ description }), value: (random) => said(pick(random, [0, 1, -1, 2147483647, -2147483648])) },
  {
    schema: Id64({ description }),
    value: (random, isNested) => {
      const text = pick(random, integers);
      return { text, want: isNested || !Number.isSafeInteger(Number(text)) ? text : Number(text) };
    },
  },
  { schema: Type.Number({ description }), value: (random) => said(pick(random, doubles)) },
  decimal(10, 2),
  decimal(15, 9),
  decimal(38, 10),
  decimal(38, 0),
  decimal(18, 18),
  { schema: Type.String({ description }), value: (random) => said(pick(random, texts)) },
  { schema: Enum(['click', 'früh'], { description }), value: (random) => said(pick(random, ['click', 'früh'])) },
  { schema: Uuid({ description }), value: () => said('6ba7b810-9dad-11d1-80b4-00c04fd430c8') },
  {
    schema: Date_({ description }),
    value: (random) => said(pick(random, ['2024-02-29', '1970-01-01', '0999-12-31', '9999-12-31'])),
  },
  {
    schema: EpochMillis({ description }),
    value: (random) =>
      said(pick(random, ['1970-01-01 00:00:00.001', '2026-11-20 23:59:59.999', '9999-12-31 23:59:59.999'])),
  },
  {
    schema: Json({ description }),
    value: (random) => said(pick(random, ['null', '{"a":[1.10,{"b":null}]}', '[]', '"x"', '1e400'])),
  },
];

const keys = [
  'k',
  'Key',
  'key',
  'KEY',
  '',
  ' ',
  'a.b',
  'ü',
  '😀',
  '"',
  '\\',
  '\u2028',
  '1',
  'null',
  '$.x',
  '__proto__',
];

function list(element: RandomType): RandomType {
  return {
    schema: Type.Array(element.schema, { description }),
    value: (random) => {
      const values = Array.from({ length: random(4) }, () => element.value(random, true));
      return { text: `[${values.map(({ text }) => text)}]`, want: values.map(({ want }) => want) };
    },
  };
}

function map(element: RandomType): RandomType {
  return {
    schema: Type.Record(Type.String(), element.schema, { description }),
    value: (random) => {
      const own = keys.filter(() => random(4) === 0).map((key) => ({ key, of: element.value(random, true) }));
      const text = own.map(({ key, of }) => `${JSON.stringify(key)}:${of.text}`);
      return { text: `{${text}}`, want: own.map(({ key, of }) => ({ key, value: of.want })) };
    },
  };
}

function struct(fields: readonly RandomType[]): RandomType {
  const properties = fields.map(({ schema }, at) => [`innerKey${at}`, Type.Optional(schema)] as const);
  return {
    schema: Type.Object(Object.fromEntries(properties), { description }),
    value: (random) => {
      const values = fields.map((field) => (random(4) === 0 ? undefined : field.value(random, true)));
      const text = values.flatMap((one, at) => (one ? [`"inner_key${at}":${one.text}`] : []));
      return {
        text: `{${text}}`,
        want: Object.fromEntries(values.map((one, at) => [`inner_key${at}`, one ? one.want : null])),
      };
    },
  };
}

/** A type; nested at most three levels deep. */
export function randomType(random: Random, depth = 0): RandomType {
  const kind = depth < 3 ? random(7) : 9;
  if (kind === 0) return list(randomType(random, depth + 1));
  if (kind === 1) return map(randomType(random, depth + 1));
  if (kind === 2) return struct(Array.from({ length: 1 + random(3) }, () => randomType(random, depth + 1)));
  return pick(random, scalars);
}

const optional = Type.Optional(Type.String({ description }));

/** A contract of one event `random` with a field `field<n>` for each type. */
export function modelWith(types: readonly RandomType[]): ContractModel {
  const envelope = defineEnvelope({
    version: '1.0',
    owner: 'o',
    description,
    properties: {
      eventId: Type.Optional(Uuid({ description })),
      event: optional,
      version: optional,
      timestamp: Type.Optional(EpochMillis({ column: 'occurred_at', description })),
      receivedAt: Type.Optional(EpochMillis({ description })),
    },
  });
  const properties = Object.fromEntries(types.map(({ schema }, at) => [`field${at}`, Type.Optional(schema)]));
  return modelOf(
    publish([envelope, defineEvent({ name: 'random', version: '1.0', owner: 'o', description, properties })]),
  );
}
