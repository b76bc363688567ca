import type { JsonSchema, JsonValue } from '@sluice/contract';
import { compile } from './judge-ajv.js';
import type { Random } from './random.js';

const TEXTS: readonly string[] = [
  ...[
    '',
    'a',
    'abc',
    'abcdef',
    '😀',
    '😀😀😀',
    '\ud800',
    'a"b',
    '\\',
    '\u0000',
    '</',
    '1',
    'null',
    'click',
    'view',
    '\u2028',
  ],
  ...[
    '0',
    '-0',
    '007',
    '9223372036854775807',
    '9223372036854775808',
    '-9223372036854775808',
    '-9223372036854775809',
    '1e5',
  ],
  ...['35.79', '0.1', '-99999999.99', '100000000', '1.234', '0.0000001', '12345678901234567890.12', '.5', '5.', '+1'],
  ...['2024-02-29', '2023-02-29', '2024-13-01', '2024-04-31', '0000-01-01', '2024-1-1'],
  ...['2024-02-29T12:00:00Z', '2024-02-29t12:00:00.123456z', '2024-02-30T12:00:00Z', '2024-02-29 12:00:00Z'],
  ...['2024-06-30T23:59:60Z', '2024-06-30T22:59:60Z', '2024-06-30T23:59:60+05:30', '2024-07-01T05:29:60+05:30'],
  ...['2024-02-29T12:00:00+0530', '2024-02-29T12:00:00', '2024-02-29T24:00:00Z', '2024-02-29T12:00:00-23:59'],
  ...[
    '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    '6BA7B810-9DAD-11D1-80B4-00C04FD430C8',
    '6ba7b8109dad11d180b400c04fd430c8',
  ],
  ...[
    'urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    '6ba7b810-9dad-11d1-80b4-00c04fd430cg',
    '-ba7b810-9dad-11d1-80b4-00c04fd430c8',
  ],
  ...['a@b.co', 'a@b', 'a.b+c@example.org', '@b.co', 'a@-b.co', 'ä@b.co', 'a b@c.de'],
  ...[
    'http://example.org/a?b=c#d',
    'mailto:a@b.co',
    '//x',
    'http://[::1]/',
    'http://[::g]/',
    'urn:a:b',
    'a b',
    'http://a b',
    'x:%zz',
  ],
  ...[
    '1.2.3.4',
    '256.1.1.1',
    '01.2.3.4',
    '::',
    '::1',
    '1::2::3',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7',
    '::ffff:1.2.3.4',
    'fe80::1%eth0',
  ],
  ...['example.org', 'a.b-c.d', '-a.b', 'a..b', '/a/~1b', '/~2', '12:00:00Z', '23:59:60Z', '24:00:00Z', '12:00:00'],
  ...[
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1::3:4:5:6:7:8',
    '1:2:3:4:5:6:1.2.3.4',
    '12345::',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
  ],
];
const NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 5, 99, 100, 101, 1.5, 0.1, 35.79, 19.99, 0.30000000000000004, 1.005, 1e-7, 1e21, 1e300],
  ...[
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    -(2 ** 31) - 1,
    2 ** 53 - 1,
    2 ** 53,
    -(2 ** 53),
    99999999.99,
    99999999.994,
    1e8,
  ],
  ...[
    123456.123456789, 999999.999999999, 999_999_999_999_999, 1e15, 0.999999, 253_402_300_799_999, 253_402_300_800_000,
  ],
];

const pools = new WeakMap<
  JsonSchema,
  { readonly fitting: readonly JsonValue[]; readonly others: readonly JsonValue[] }
>();

/** The scalars that a schema accepts, and all others. */
function poolOf(schema: JsonSchema) {
  const known = pools.get(schema);
  if (known) return known;
  const accepts = compile(schema);
  const scalars: readonly JsonValue[] = [...TEXTS, ...NUMBERS, true, false, null, ...(schema.enum ?? [])];
  const pool = {
    fitting: scalars.filter((value) => accepts(value)),
    others: scalars.filter((value) => !accepts(value)),
  };
  pools.set(schema, pool);
  return pool;
}

/** A value that fits the schema, but for a fault in one of `sanity` places. */
export function randomInstance(random: Random, schema: JsonSchema, sanity: number): JsonValue {
  if (random.oneIn(sanity)) return anything(random, 2);
  if (schema.type === 'object') return randomFields(random, schema, sanity);
  if (schema.type === 'array') return randomList(random, schema, sanity);
  const { fitting, others } = poolOf(schema);
  return random.pick(fitting.length > 0 && !random.oneIn(sanity) ? fitting : others);
}

function randomList(random: Random, { items = {}, minItems = 0, maxItems = 3 }: JsonSchema, sanity: number): JsonValue {
  const length = random.oneIn(sanity) ? random.below(5) : minItems + random.below(maxItems - minItems + 1);
  return Array.from({ length }, () => randomInstance(random, items, sanity));
}

function randomFields(random: Random, schema: JsonSchema, sanity: number): JsonValue {
  const entries: [string, JsonValue][] = [];
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (random.oneIn(schema.required?.includes(name) ? sanity : 3)) continue;
    const names = [name, ...(field['x-sluice']?.renamedFrom ?? [])];
    const value = randomInstance(random, field, sanity);
    entries.push([random.pick(names), value]);
    if (names.length > 1 && random.oneIn(3))
      entries.push([random.pick(names), !random.oneIn(sanity) ? value : randomInstance(random, field, sanity)]);
  }
  const { additionalProperties: rest } = schema;
  const extra =
    typeof rest === 'object'
      ? random.below(3) + (schema.minProperties ?? 0)
      : random.oneIn(rest === false ? sanity : 5)
        ? 1
        : 0;
  for (let i = 0; i < extra; i++) {
    const key = random.pick(['k1', '__proto__', 'hasOwnProperty', 'k"2', 'e']);
    entries.push([key, typeof rest === 'object' ? randomInstance(random, rest, sanity) : anything(random, 2)]);
  }
  return Object.fromEntries(entries);
}

function anything(random: Random, depth: number): JsonValue {
  const kind = random.below(depth > 0 ? 7 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random.oneIn(2);
  if (kind === 2) return random.pick(NUMBERS);
  if (kind < 5) return random.pick(TEXTS);
  if (kind === 5) return Array.from({ length: random.below(3) }, () => anything(random, depth - 1));
  return Object.fromEntries(
    ['a', 'b', '__proto__'].filter(() => random.oneIn(2)).map((key) => [key, anything(random, depth - 1)]),
  );
}
