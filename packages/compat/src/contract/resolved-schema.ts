import {
  type ContractModel,
  type EventVersion,
  type Field,
  type JsonSchema,
  type LogicalType,
  wireFields,
  wireSchema,
} from '@sluice/contract';
import { aliasesOf, mapValueOf, propertyOf } from '../changes/schema.js';

/**
 * The schema of a whole event on the wire, in which every field carries all the old names it still answers to, also
 * those of earlier renames in the chain: what an upcast needs to know.
 */
export function resolvedSchema(model: ContractModel, version: EventVersion): JsonSchema {
  return withAliases(wireSchema(model, version), wireFields(model, version));
}

function withAliases(schema: JsonSchema, fields: readonly Field[]): JsonSchema {
  const properties = { ...schema.properties };
  for (const field of fields) {
    const own = propertyOf(schema, field.name);
    if (own) properties[field.name] = aliased(own, field);
  }
  return { ...schema, properties };
}

function aliased(schema: JsonSchema, { renamedFrom, type }: Field): JsonSchema {
  if (renamedFrom.length === 0 && aliasesOf(schema).length === 0 && isPlain(type)) return schema;
  const { renamedFrom: _, ...block } = schema['x-sluice'] ?? {};
  const names = renamedFrom.length > 0 ? { renamedFrom: [...renamedFrom] } : {};
  return { ...inner(schema, type), 'x-sluice': { ...block, ...names } };
}

/** Whether nothing in a type can have a name. */
function isPlain(type: LogicalType): boolean {
  if (type.kind === 'list') return isPlain(type.element);
  return type.kind === 'map' ? isPlain(type.value) : type.kind !== 'struct';
}

/** Structs stand below lists and maps, too. */
function inner(schema: JsonSchema, type: LogicalType): JsonSchema {
  if (type.kind === 'struct') return withAliases(schema, type.fields);
  if (type.kind === 'list' && schema.items) return { ...schema, items: inner(schema.items, type.element) };
  const held = mapValueOf(schema);
  return type.kind === 'map' && held ? { ...schema, additionalProperties: inner(held, type.value) } : schema;
}
