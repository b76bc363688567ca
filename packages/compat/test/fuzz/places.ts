import type { SchemaObject } from './schemas.js';

const single = [
  ...['not', 'if', 'then', 'else', 'items', 'additionalItems', 'contains', 'unevaluatedItems'],
  ...['additionalProperties', 'propertyNames', 'unevaluatedProperties'],
];
const lists = ['allOf', 'anyOf', 'oneOf', 'items', 'prefixItems'];
const maps = ['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas'];

/** Whether a value is a schema written as an object. */
export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A subschema, and how to put another one in its place in a copy of the whole. */
export interface Spot {
  readonly schema: SchemaObject;
  replace(schema: unknown): unknown;
}

/** Every schema object inside a schema, itself first. */
export function spotsOf(schema: unknown): Spot[] {
  if (!isObject(schema)) return [];
  const own: Spot = { schema, replace: (other) => other };
  return [own, ...Object.keys(schema).flatMap((keyword) => spotsUnder(schema, keyword))];
}

function spotsUnder(schema: SchemaObject, keyword: string): Spot[] {
  const value = schema[keyword];
  const put = (next: unknown) => ({ ...schema, [keyword]: next });
  if (lists.includes(keyword) && Array.isArray(value))
    return value.flatMap((member, index) =>
      nested(member, (next) => put(value.map((other, at) => (at === index ? next : other)))),
    );
  if (single.includes(keyword)) return nested(value, put);
  if (!maps.includes(keyword) || !isObject(value)) return [];
  return Object.keys(value).flatMap((name) => nested(value[name], (next) => put({ ...value, [name]: next })));
}

function nested(member: unknown, put: (next: unknown) => unknown): Spot[] {
  return spotsOf(member).map(({ schema, replace }) => ({ schema, replace: (other) => put(replace(other)) }));
}
