import type { JsonSchema } from '@sluice/contract';
import type { Random } from './random.js';

const SAFE = Number.MAX_SAFE_INTEGER;
const NAMES = ['a', 'userName', 'constructor', 'toString', "it's", 'a"b\\c', 'e', 'v', 'ü', 'x/y~z', '\u2028'];
const DECIMALS = [
  [10, 2],
  [15, 0],
  [6, 6],
  [15, 9],
  [38, 10],
  [3, 1],
] as const;

type Maker = (random: Random, depth: number) => JsonSchema;

const decimal: Maker = (random) => {
  const [precision, scale] = random.pick(DECIMALS);
  const whole = precision - scale;
  const digits = whole > 0 ? `(0|[1-9]\\d{0,${whole - 1}})` : '0';
  const pattern = `^-?${digits}${scale > 0 ? `(\\.\\d{1,${scale}})?` : ''}$`;
  const block = { 'x-sluice': { type: 'decimal', precision, scale } };
  if (precision > 15) return { type: 'string', pattern, ...block };
  const limit = Number(`${'9'.repeat(whole) || '0'}${scale > 0 ? `.${'9'.repeat(scale)}` : ''}`);
  return { type: ['string', 'number'], pattern, minimum: -limit, maximum: limit, ...block };
};

/** One maker for every logical type and spelling. */
export const MAKERS: { readonly [name: string]: Maker } = {
  boolean: () => ({ type: 'boolean', 'x-sluice': { type: 'boolean' } }),
  int32: () => ({ type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1, 'x-sluice': { type: 'int32' } }),
  int64: () => ({ type: 'integer', minimum: -SAFE, maximum: SAFE, 'x-sluice': { type: 'int64', wire: 'number' } }),
  bounded: (random) => ({
    type: 'integer',
    ...(random.oneIn(2) ? { minimum: 0 } : { exclusiveMinimum: 0 }),
    ...(random.oneIn(2) ? { maximum: 100 } : { exclusiveMaximum: 100 }),
    ...(random.oneIn(3) && { multipleOf: 5 }),
    'x-sluice': { type: 'int64', wire: 'number' },
  }),
  id64: () => ({ type: 'string', pattern: '^-?(0|[1-9]\\d{0,18})$', 'x-sluice': { type: 'int64', wire: 'string' } }),
  float64: (random) => ({ type: 'number', ...(random.oneIn(2) && { maximum: 1.5 }), 'x-sluice': { type: 'float64' } }),
  decimal,
  string: (random) => ({
    type: 'string',
    ...(random.oneIn(2) && { maxLength: random.below(6) }),
    ...(random.oneIn(3) && { minLength: random.below(3) }),
    ...(random.oneIn(4) && { pattern: random.pick(['^\\p{L}+$', '^.$', 'a"b', '</']) }),
    'x-sluice': { type: 'string' },
  }),
  formatted: (random) => ({
    type: 'string',
    format: random.pick(['email', 'uri', 'ipv4', 'ipv6', 'time', 'hostname', 'json-pointer']),
    'x-sluice': { type: 'string' },
  }),
  enum: (random) => ({
    type: 'string',
    enum: random.pick([
      ['click', 'view'],
      ['a"b', '\\', '\u2028'],
      ['1', '2', '3', '4', '5', '6'],
    ]),
    'x-sluice': { type: 'enum' },
  }),
  uuid: () => ({ type: 'string', format: 'uuid', 'x-sluice': { type: 'uuid' } }),
  date: () => ({ type: 'string', format: 'date', 'x-sluice': { type: 'date' } }),
  rfc3339: () => ({ type: 'string', format: 'date-time', 'x-sluice': { type: 'timestamp', wire: 'rfc3339' } }),
  millis: () => ({
    type: 'integer',
    minimum: 0,
    maximum: 253_402_300_799_999,
    'x-sluice': { type: 'timestamp', wire: 'epochMillis' },
  }),
  struct: (random, depth) => ({
    ...randomObject(random, depth + 1),
    ...(random.oneIn(4) && { additionalProperties: false }),
    'x-sluice': { type: 'struct' },
  }),
  list: (random, depth) => ({
    type: 'array',
    items: randomSchema(random, depth + 1),
    ...(random.oneIn(3) && { minItems: 1 }),
    ...(random.oneIn(3) && { maxItems: 2 }),
    ...(random.oneIn(3) && { uniqueItems: true }),
    'x-sluice': { type: 'list' },
  }),
  map: (random, depth) => ({
    type: 'object',
    additionalProperties: randomSchema(random, depth + 1),
    ...(random.oneIn(3) && { minProperties: 1 }),
    ...(random.oneIn(3) && { maxProperties: 2 }),
    'x-sluice': { type: 'map' },
  }),
  json: () => ({ 'x-sluice': { type: 'json' } }),
  nullable: (random) => ({
    type: ['string', 'null'],
    ...(random.oneIn(2) && { maxLength: 3 }),
    'x-sluice': { type: 'string' },
  }),
};

const SCALARS = Object.keys(MAKERS).filter((name) => !['struct', 'list', 'map'].includes(name));

/** The schema of one value; nested at most three levels deep. */
function randomSchema(random: Random, depth: number): JsonSchema {
  const name = random.pick(depth > 2 ? SCALARS : Object.keys(MAKERS));
  return (MAKERS[name] as Maker)(random, depth);
}

/** An object schema with published columns, some fields required, some renamed. */
export function randomObject(random: Random, depth: number): JsonSchema {
  const entries: [string, JsonSchema][] = [];
  const required: string[] = [];
  const names = NAMES.filter(() => random.oneIn(3)).map((name) => (depth === 0 ? `own ${name}` : name));
  for (const [index, name] of (depth === 0 && random.oneIn(2) ? [...names, 'constructor'] : names).entries()) {
    const schema = randomSchema(random, depth);
    const renamedFrom = random.oneIn(4) ? [`old ${name}`, ...(random.oneIn(2) ? ['valueOf'] : [])] : undefined;
    const block = {
      ...schema['x-sluice'],
      column: `c${index}`,
      ordinal: index + 1,
      ...(renamedFrom && { renamedFrom }),
    };
    entries.push([name, { ...schema, 'x-sluice': block }]);
    if (random.oneIn(2)) required.push(name);
  }
  return { type: 'object', properties: Object.fromEntries(entries), ...(required.length > 0 && { required }) };
}
