import { ExactNumber, type JsonObject, type JsonSchema, type JsonValue } from '@sluice/contract';
import { aliasesOf, mapValueOf, propertyNames, propertyOf, sameJson } from '../changes/schema.js';

/** An event in the words of a version, or the keys that lead to a field whose old and new name disagree. */
export interface Upcast {
  readonly event: JsonValue;
  readonly conflict?: readonly string[];
}

interface Context {
  readonly fillDefaults: boolean;
  conflict?: readonly string[];
}

/**
 * Replaces old names by new ones at every depth and, where asked for, fills in defaults. Old and new name with equal
 * values: the new one stays. With different values: a conflict, and such an event is refused.
 */
export function upcast(schema: JsonSchema, event: JsonValue, fillDefaults: boolean): Upcast {
  const context: Context = { fillDefaults };
  return { event: renew(schema, event, [], context), ...context };
}

function renew(schema: JsonSchema, value: JsonValue, path: readonly string[], context: Context): JsonValue {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((one, index) => renew(items, one, [...path, String(index)], context)) : value;
  }
  return value !== null && typeof value === 'object' && !(value instanceof ExactNumber)
    ? renewObject(schema, value, path, context)
    : value;
}

function renewObject(schema: JsonSchema, old: JsonObject, path: readonly string[], context: Context): JsonObject {
  const object: JsonObject = { ...old };
  for (const name of propertyNames(schema)) {
    const field = propertyOf(schema, name) as JsonSchema;
    for (const alias of aliasesOf(field)) takeAlias(schema, object, { name, alias, path }, context);
    if (context.fillDefaults && field.default !== undefined && !Object.hasOwn(object, name))
      object[name] = field.default;
  }
  for (const [name, value] of Object.entries(object)) {
    const inner = propertyOf(schema, name) ?? mapValueOf(schema);
    if (inner) object[name] = renew(inner, value, [...path, name], context);
  }
  return object;
}

interface Alias {
  readonly name: string;
  readonly alias: string;
  readonly path: readonly string[];
}

/** A name that a field of the schema bears is no alias, whatever another field says. */
function takeAlias(schema: JsonSchema, object: JsonObject, { name, alias, path }: Alias, context: Context): void {
  if (!Object.hasOwn(object, alias) || propertyOf(schema, alias)) return;
  const value = object[alias] as JsonValue;
  if (!Object.hasOwn(object, name)) object[name] = value;
  else if (!sameJson(object[name], value)) context.conflict = [...path, name];
  delete object[alias];
}
