import { ExactNumber, type JsonObject, type JsonValue } from '@sluice/contract';
import type { AnySchema } from '../../src/engine/types.js';
import { isObject } from './places.js';
import type { Random } from './random.js';
import { names, type SchemaObject } from './schemas.js';

const texts = ['', 'a', 'b', 'ab', 'bc', 'abc', 'xb', '12', '123', 'aa', 'abx', '😀', 'new'];
const numbers = [-3, -1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 5, 6, 7, 10, 0.1, 1e6];

/** Any value. */
function anyValue(random: Random, depth = 2): JsonValue {
  const kind = random.below(depth > 0 ? 8 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(0.5);
  if (kind <= 3) return random.chance(0.5) ? random.pick(numbers) : random.pick(texts);
  if (kind === 4) return random.pick<JsonValue>([[], {}, { a: 1 }, [1]]);
  if (kind <= 5) return Array.from({ length: random.below(4) }, () => anyValue(random, depth - 1));
  return Object.fromEntries(random.some(names, 0.4).map((name) => [name, anyValue(random, depth - 1)]));
}

interface Sampling {
  readonly root: AnySchema;
  readonly random: Random;
}

/** A value that a schema probably accepts, or one near by. */
export function sample(schema: AnySchema, random: Random): JsonValue {
  const value = sampleOf(schema, { root: schema, random }, 6);
  return random.chance(0.35) ? disturbed(value, random) : value;
}

function sampleOf(schema: unknown, sampling: Sampling, depth: number): JsonValue {
  const { random } = sampling;
  if (!isObject(schema) || depth <= 0 || random.chance(0.03)) return anyValue(random, Math.min(depth, 2));
  const flat = flattened(schema, sampling, 5);
  if (Array.isArray(flat.enum) && flat.enum.length > 0) return random.pick(flat.enum as JsonValue[]);
  if (flat.const !== undefined) return flat.const as JsonValue;
  const type = random.pick([flat.type ?? guessed(flat, random)].flat()) as string;
  return (makers[type] ?? anyValue)(random, flat as never, sampling as never, depth as never);
}

/** The schema with a choice made in each union, references followed and conjunctions laid over each other. */
function flattened(schema: SchemaObject, sampling: Sampling, depth: number): SchemaObject {
  if (depth <= 0) return schema;
  const { random } = sampling;
  const branches = [
    ...(typeof schema.$ref === 'string' ? [targetOf(schema.$ref, sampling.root)] : []),
    ...((schema.allOf as unknown[]) ?? []),
    ...[schema.anyOf, schema.oneOf].filter(Array.isArray).map((list) => random.pick(list as unknown[])),
    ...(schema.if !== undefined ? (random.chance(0.5) ? [schema.if, schema.then] : [schema.else]) : []),
  ];
  return branches
    .filter(isObject)
    .reduce((merged, branch) => laid(merged, flattened(branch, sampling, depth - 1)), schema);
}

/** One schema laid over another: properties and requirements of both. */
function laid(below: SchemaObject, above: SchemaObject): SchemaObject {
  const both = { ...below, ...above };
  if (below.properties && above.properties) both.properties = { ...below.properties, ...above.properties };
  if (below.required && above.required) both.required = [below.required, above.required].flat();
  return both;
}

function targetOf(reference: string, root: AnySchema): unknown {
  let value: unknown = root;
  for (const step of reference.split('/').slice(1)) value = isObject(value) ? value[step] : undefined;
  return value;
}

const hints: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  ['object', ['properties', 'required', 'patternProperties', 'additionalProperties', 'propertyNames', 'minProperties']],
  ['array', ['items', 'prefixItems', 'contains', 'minItems', 'maxItems', 'uniqueItems']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
  ['string', ['minLength', 'maxLength', 'pattern']],
];

function guessed(schema: SchemaObject, random: Random): string {
  const likely = hints.filter(([, keywords]) => keywords.some((keyword) => keyword in schema)).map(([type]) => type);
  return likely.length > 0 && random.chance(0.8) ? random.pick(likely) : 'any';
}

type Make = (random: Random, schema: SchemaObject, sampling: Sampling, depth: number) => JsonValue;

const makers: { readonly [type: string]: Make } = {
  null: () => null,
  boolean: (random) => random.chance(0.5),
  integer: (random, schema) => Math.trunc(numberNear(random, schema)),
  number: (random, schema) => numberNear(random, schema),
  string: (random, { minLength, maxLength }) => {
    const length = random.pick([minLength, maxLength, undefined]);
    return typeof length === 'number' && length < 1000
      ? 'a'.repeat(length + random.pick([0, 0, 1]))
      : random.pick(texts);
  },
  array: (random, schema, sampling, depth) => {
    const fixed = (Array.isArray(schema.items) ? schema.items : (schema.prefixItems ?? [])) as unknown[];
    const rest = Array.isArray(schema.items) ? schema.additionalItems : schema.items;
    const least = typeof schema.minItems === 'number' ? Math.min(schema.minItems, 10) : 0;
    return Array.from({ length: least + random.below(3) }, (_, index) =>
      random.chance(0.25) && isObject(schema.contains)
        ? sampleOf(schema.contains, sampling, depth - 1)
        : sampleOf(fixed[index] ?? rest, sampling, depth - 1),
    );
  },
  object: (random, schema, sampling, depth) => objectOf(random, schema, sampling, depth),
};

function numberNear(random: Random, schema: SchemaObject): number {
  const near = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].map((key) => schema[key]);
  const bound = random.pick([...near.filter((value) => typeof value === 'number'), random.pick(numbers)]);
  return bound + random.pick([0, 0, 1, -1, 0.5]);
}

function objectOf(random: Random, schema: SchemaObject, sampling: Sampling, depth: number): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  const rest = schema.additionalProperties ?? schema.unevaluatedProperties;
  const optional = random.some(Object.keys(properties), 0.5);
  const others = rest === false ? [] : random.some(names, 0.12);
  const keys = [...new Set([...required.filter(() => random.chance(0.98)), ...optional, ...others])];
  return Object.fromEntries(
    keys.map((key) => [key, sampleOf(Object.hasOwn(properties, key) ? properties[key] : rest, sampling, depth - 1)]),
  );
}

/** The value with one change: a member gone, another value somewhere, an element twice. */
function disturbed(value: JsonValue, random: Random): JsonValue {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber || random.chance(0.1))
    return anyValue(random);
  if (Array.isArray(value)) return disturbedList(value, random);
  const keys = Object.keys(value);
  const key = keys.length > 0 && random.chance(0.8) ? random.pick(keys) : random.pick(names);
  if (random.chance(0.4)) return Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
  const member = Object.hasOwn(value, key) ? disturbed(value[key] as JsonValue, random) : anyValue(random);
  return Object.fromEntries([...Object.entries(value), [key, member]]);
}

function disturbedList(value: readonly JsonValue[], random: Random): JsonValue {
  const index = random.below(value.length + 1);
  if (index >= value.length)
    return [...value, value.length > 0 && random.chance(0.5) ? random.pick(value) : anyValue(random)];
  if (random.chance(0.4)) return value.filter((_, at) => at !== index);
  return value.map((member, at) => (at === index ? disturbed(member, random) : member));
}
