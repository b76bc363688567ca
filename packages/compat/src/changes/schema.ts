import type { FieldBlock, JsonObject, JsonSchema, JsonValue } from '@sluice/contract';

/** A schema's keyword by name; undefined where it is absent. */
export function keywordOf(schema: JsonSchema, keyword: string): JsonValue | undefined {
  return (schema as JsonObject)[keyword];
}

/** The field's `x-sluice` block; empty where there is none. */
export function blockOf(schema: JsonSchema): FieldBlock {
  return schema['x-sluice'] ?? {};
}

/** The old names a field still answers to, newest first. */
export function aliasesOf(schema: JsonSchema): readonly string[] {
  return blockOf(schema).renamedFrom ?? [];
}

/** The schema of a declared property, never one that every object inherits. */
export function propertyOf(schema: JsonSchema, name: string): JsonSchema | undefined {
  const properties = schema.properties ?? {};
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The schema of a map's values; undefined where additional properties are merely open or closed. */
export function mapValueOf(schema: JsonSchema): JsonSchema | undefined {
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** The names of a schema's declared properties, in their written order. */
export function propertyNames(schema: JsonSchema): string[] {
  return Object.keys(schema.properties ?? {});
}

/** Whether a property must be present. */
export function isRequired(schema: JsonSchema, name: string): boolean {
  return (schema.required ?? []).includes(name);
}

/** The JSON types a schema names, as a list; undefined where it names none and therefore allows all. */
export function jsonTypes(schema: JsonSchema): readonly string[] | undefined {
  if (schema.type === undefined) return undefined;
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}

/** Whether two JSON values are equal, whatever the order of their keys. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && sameJson((left as JsonObject)[key], (right as JsonObject)[key]),
  );
}

/** Keywords that describe and never decide what is accepted. */
export const annotations: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'examples',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
]);
