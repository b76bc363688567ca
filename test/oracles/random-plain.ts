import type { randomFrom } from '../../packages/ddl/test/random-values.js';

type Random = ReturnType<typeof randomFrom>;

const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)] as T;

/** A plain JSON Schema and a maker of values that it allows. */
export interface PlainShape {
  readonly schema: { readonly [keyword: string]: unknown } | boolean;
  value(random: Random): unknown;
}

type Maker = (random: Random, depth: number) => PlainShape;

const texts = ['', ' ', 'a', 'null', '0', 'é', '😀', '漢字', 'a"b\\c/', '\t\n', "it's", '{"a":1}', 'x'.repeat(300)];
const fixed =
  (schema: PlainShape['schema'], values: readonly unknown[]): Maker =>
  () => ({ schema, value: (random) => pick(random, values) });

const times = [
  '2026-11-20T10:00:00Z',
  '1969-12-31T23:59:59.999Z',
  '2024-02-29T23:30:00.5+05:30',
  '2026-01-01T00:00:00-08:00',
];
const any = [0, -1.5, 'a', true, [], [1, 'b'], {}, { a: { b: null } }];

const scalars: readonly Maker[] = [
  fixed({ type: 'boolean' }, [true, false]),
  fixed({ type: 'integer' }, [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]),
  fixed({ type: 'integer', minimum: -(2 ** 31), exclusiveMaximum: 2 ** 31 }, [0, 2 ** 31 - 1, -(2 ** 31)]),
  fixed({ type: 'integer', minimum: 0, maximum: 2 ** 31 }, [0, 2 ** 31]),
  fixed({ type: 'number' }, [0, 1.5, -0.1, 1e300, 5e-324, 3]),
  fixed({ type: 'number', multipleOf: 0.01, minimum: -1000, maximum: 1000 }, [0, 0.5, -999.99, 1000, 12.25]),
  fixed({ type: 'number', multipleOf: 5 }, [0, 5, -100]),
  fixed({ type: ['integer', 'number'] }, [1, 1.5]),
  fixed({ type: 'string' }, texts),
  fixed({ type: 'string', maxLength: 2 }, ['', 'ab', '😀😀']),
  fixed({ type: 'string', format: 'date' }, ['2024-02-29', '1970-01-01', '9999-12-31']),
  fixed({ type: 'string', format: 'date-time' }, times),
  fixed({ type: 'string', format: 'uuid' }, ['6ba7b810-9dad-11d1-80b4-00c04fd430c8']),
  fixed({ enum: ['click', 'früh', ''] }, ['click', 'früh', '']),
  fixed({ enum: [1, 2 ** 31] }, [1, 2 ** 31]),
  fixed({ enum: [1, 'a', null] }, [1, 'a', null]),
  fixed({ const: 'only' }, ['only']),
  fixed({ type: ['string', 'null'] }, ['a', null]),
  fixed({ type: ['string', 'integer', 'object'] }, ['a', 7, { b: [1] }]),
  fixed({ type: 'object' }, [{}, { a: [null, { b: 1 }] }]),
  fixed({ type: 'array' }, [[], [1, 'a', null]]),
  fixed(true, any),
  fixed({}, any),
  fixed({ $ref: '#/$defs/tree' }, [{}, { kids: [] }, { kids: [{ leaf: 'a' }, { kids: [{ leaf: 'b' }] }] }]),
  fixed({ $ref: '#/$defs/point' }, [{ xAxis: 1 }, { xAxis: -2.5, order: 'first' }]),
];

function list(random: Random, depth: number): PlainShape {
  const items = shape(random, depth + 1);
  return {
    schema: { type: 'array', items: items.schema },
    value: (from) => repeated(from, 3, () => items.value(from)),
  };
}

function tuple(random: Random, depth: number): PlainShape {
  const places = [shape(random, depth + 1), shape(random, depth + 1)];
  return {
    schema: { type: 'array', prefixItems: places.map(({ schema }) => schema), items: false },
    value: (from) => places.slice(0, from(3)).map((place) => place.value(from)),
  };
}

function map(random: Random, depth: number): PlainShape {
  const value = shape(random, depth + 1);
  const keys = ['k', 'Key', 'a.b', 'ü', '😀', '__proto__', 'null'];
  return {
    schema: { type: 'object', additionalProperties: value.schema },
    value: (from) => Object.fromEntries(keys.filter(() => from(3) === 0).map((key) => [key, value.value(from)])),
  };
}

const names = ['aB', 'a_b', 'order', 'x y', '1st', 'Ünï', 'constructor', 'c'];

/** An object of named properties, some of them required. */
export function plainObject(random: Random, depth = 0): PlainShape {
  const own = names.filter(() => random(2) === 0).map((name) => ({ name, shape: shape(random, depth + 1) }));
  const all = own.length > 0 ? own : [{ name: 'c', shape: shape(random, depth + 1) }];
  const required = new Set(all.filter(() => random(2) === 0).map(({ name }) => name));
  const properties = Object.fromEntries(all.map(({ name, shape: { schema } }) => [name, schema]));
  return {
    schema: { type: 'object', properties, required: [...required] },
    value: (from) => {
      const present = all.filter(({ name }) => required.has(name) || from(2) === 0);
      return Object.fromEntries(present.map(({ name, shape: { value } }) => [name, value(from)]));
    },
  };
}

function alternatives(random: Random, depth: number): PlainShape {
  const branches = repeated(random, 2, () => shape(random, depth + 1), 1);
  return {
    schema: { anyOf: branches.map(({ schema }) => schema) },
    value: (from) => pick(from, branches).value(from),
  };
}

function both(random: Random, depth: number): PlainShape {
  const { schema, value } = shape(random, depth + 1);
  return { schema: { allOf: [schema, { description: 'Said.' }] }, value };
}

function repeated<T>(random: Random, most: number, make: () => T, least = 0): T[] {
  return Array.from({ length: least + random(most + 1) }, make);
}

/** Properties of its own, and further ones of one of two alternatives. */
function variants(random: Random, depth: number): PlainShape {
  const base = plainObject(random, depth);
  const branches = ['left', 'right'].map((side) => suffixed(plainObject(random, depth), side));
  return {
    schema: { ...(base.schema as object), anyOf: branches.map(({ schema }) => schema) },
    value: (from) => ({ ...(base.value(from) as object), ...(pick(from, branches).value(from) as object) }),
  };
}

function suffixed({ schema, value }: PlainShape, side: string): PlainShape {
  const renamed = (map: object) =>
    Object.fromEntries(Object.entries(map).map(([name, one]) => [`${name} ${side}`, one]));
  const { properties = {}, required = [] } = schema as { properties?: object; required?: readonly string[] };
  return {
    schema: { properties: renamed(properties), required: required.map((name) => `${name} ${side}`) },
    value: (random) => renamed(value(random) as object),
  };
}

const nested: readonly Maker[] = [list, tuple, map, plainObject, alternatives, variants, both];

function shape(random: Random, depth: number): PlainShape {
  return pick(random, depth < 4 && random(2) === 0 ? nested : scalars)(random, depth);
}

/** A document: an object at the root, with what its references point at. */
export function plainDocument(random: Random): PlainShape {
  const { schema, value } = plainObject(random);
  const point = { type: 'object', properties: { xAxis: { type: 'number' }, order: { type: 'string' } } };
  const kids = { type: 'array', items: { $ref: '#/$defs/tree' } };
  const tree = { type: 'object', properties: { leaf: { type: 'string' }, kids } };
  return { schema: { ...(schema as object), $defs: { point, tree } }, value };
}
