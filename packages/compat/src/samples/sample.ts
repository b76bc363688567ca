import type { JsonObject, JsonSchema, JsonValue } from '@sluice/contract';
import { jsonTypes, mapValueOf, propertyNames, propertyOf } from '../changes/schema.js';
import { numbersOf } from './numbers.js';
import { stringsOf } from './strings.js';

/** How much a sample holds: what is required, or every field there is. */
export type SampleSize = 'smallest' | 'fullest';

type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null';

const jsonTypeNames: readonly JsonType[] = ['integer', 'number', 'string', 'boolean', 'object', 'array', 'null'];

/** More elements than this make no better witness. */
const mostElements = 2000;

const values: { readonly [T in JsonType]: (schema: JsonSchema, other: JsonSchema) => JsonValue[] } = {
  string: stringsOf,
  integer: (schema, other) => numbersOf(schema, other, true),
  number: (schema, other) => numbersOf(schema, other, false),
  boolean: () => [true, false],
  object: (schema) => [objectOf(schema, 'smallest'), objectOf(schema, 'fullest')],
  array: arraysOf,
  null: () => [null],
};

/**
 * An instance made to be valid: required fields only, or all. It follows the keywords of definitions; whether it really
 * is valid is for the judge to say. A schema that nothing can be made for gives null.
 */
export function sampleOf(schema: JsonSchema, size: SampleSize = 'smallest'): JsonValue {
  const known = samples[size].get(schema);
  if (known !== undefined) return known;
  const sample = newSample(schema, size);
  samples[size].set(schema, sample);
  return sample;
}

/** The same sample stands in many events: nobody changes one. */
const samples: { readonly [S in SampleSize]: WeakMap<JsonSchema, JsonValue> } = {
  smallest: new WeakMap(),
  fullest: new WeakMap(),
};

function newSample(schema: JsonSchema, size: SampleSize): JsonValue {
  if (isObject(schema)) return objectOf(schema, size);
  if (schema.const !== undefined || schema.enum) return valuesOf(schema)[0] ?? null;
  for (const type of typesOf(schema)) {
    const [first] = values[type](schema, {});
    if (first !== undefined) return first;
  }
  return null;
}

/**
 * Instances around the limits of a schema and of another one it is compared with, the plainest first: where two
 * versions differ, one of these is likely to show it.
 */
export function valuesOf(schema: JsonSchema, other: JsonSchema = {}): JsonValue[] {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return [...schema.enum];
  return typesOf(schema).flatMap((type) => values[type](schema, other));
}

function typesOf(schema: JsonSchema): readonly JsonType[] {
  const wanted = jsonTypes(schema);
  return wanted ? jsonTypeNames.filter((type) => wanted.includes(type)) : jsonTypeNames;
}

function isObject(schema: JsonSchema): boolean {
  const types = jsonTypes(schema);
  return types?.length === 1 && types[0] === 'object' && !schema.enum && schema.const === undefined;
}

function objectOf(schema: JsonSchema, size: SampleSize): JsonObject {
  const required = schema.required ?? [];
  const names = size === 'fullest' ? [...new Set([...propertyNames(schema), ...required])] : required;
  const object: JsonObject = {};
  for (const name of names) object[name] = sampleOf(propertyOf(schema, name) ?? {}, size);
  const held = mapValueOf(schema);
  const missing = Math.max(schema.minProperties ?? 0, size === 'fullest' && held ? 1 : 0) - names.length;
  for (let index = 0; index < missing; index += 1) object[`key${index + 1}`] = sampleOf(held ?? {}, size);
  return object;
}

function arraysOf(schema: JsonSchema, other: JsonSchema): JsonValue[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const around = [other.minItems, other.maxItems].flatMap((limit) =>
    limit === undefined ? [] : [limit - 1, limit + 1],
  );
  const counts = [...new Set([minItems, minItems + 1, schema.maxItems ?? minItems, 2, ...around])];
  return counts
    .filter((count) => count >= minItems && count <= maxItems && count <= mostElements)
    .map((count) => elements(schema, count));
}

/** Equal elements show more than different ones, where they are allowed. */
function elements({ items = {}, uniqueItems }: JsonSchema, count: number): JsonValue[] {
  const choice = uniqueItems ? valuesOf(items) : [sampleOf(items)];
  return Array.from({ length: count }, (_, index) => choice[index % choice.length] ?? null);
}
