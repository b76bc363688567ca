import type { ContractModel, EventVersion, JsonSchema } from '@sluice/contract';
import { aliasesOf, mapValueOf } from '../changes/schema.js';
import { policyOf } from './policy-change.js';
import { resolvedSchema } from './resolved-schema.js';

/**
 * What a version accepts, as a JSON Schema that every validator reads: with the envelope's fields, with every old name beside the new
 * one, without demanding what has a default, and closed where what is not declared is refused. That old and new name must agree
 * where an event has both cannot be said in JSON Schema.
 */
export function acceptedSchema(model: ContractModel, version: EventVersion): JsonSchema {
  return accepted(resolvedSchema(model, version), policyOf(version) === 'reject');
}

function accepted(schema: JsonSchema, closed: boolean): JsonSchema {
  const inside = (one: JsonSchema) => accepted(one, closed);
  const held = mapValueOf(schema);
  return {
    ...schema,
    ...(schema.properties && fields(schema, schema.properties, closed)),
    ...(schema.items && { items: inside(schema.items) }),
    ...(held && { additionalProperties: inside(held) }),
  };
}

function fields(schema: JsonSchema, properties: { readonly [name: string]: JsonSchema }, closed: boolean): JsonSchema {
  const named = Object.entries(properties).map(([name, field]) => [name, accepted(field, closed)] as const);
  const old = named.flatMap(([, field]) => aliasesOf(field).map((alias) => [alias, field] as const));
  const required = (schema.required ?? []).filter((name) => properties[name]?.default === undefined);
  const names = (name: string) => [name, ...aliasesOf(properties[name] ?? {})];
  const either = required.filter((name) => names(name).length > 1);
  return {
    properties: Object.fromEntries([...old, ...named]),
    required: required.filter((name) => !either.includes(name)),
    ...(either.length > 0 && {
      allOf: either.map((name) => ({ anyOf: names(name).map((one) => ({ required: [one] })) })),
    }),
    ...(closed && { additionalProperties: false }),
  };
}
