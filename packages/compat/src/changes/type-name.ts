import type { FieldBlock, JsonSchema } from '@sluice/contract';
import { blockOf, jsonTypes, mapValueOf } from './schema.js';

const parameters: { readonly [type: string]: (block: FieldBlock) => string } = {
  decimal: ({ precision, scale }) => `(${precision},${scale})`,
  int64: ({ wire }) => (wire === 'string' ? ' (as a string)' : ''),
  timestamp: ({ wire }) => (wire === 'epochMillis' ? ' (epoch milliseconds)' : ''),
};

/**
 * The type of a value as a contract speaks of it: the logical type with its parameters (`decimal(10,2)`), or the JSON
 * types where a schema comes from elsewhere. Two schemas with different names have different types; what containers
 * hold is no part of the name.
 */
export function typeName(schema: JsonSchema): string {
  const block = blockOf(schema);
  if (block.type !== undefined) return block.type + (parameters[block.type]?.(block) ?? '');
  const types = jsonTypes(schema);
  if (types === undefined) return 'any';
  if (types.length === 1 && types[0] === 'object' && mapValueOf(schema) && !schema.properties) return 'map';
  return [...types].sort().join(' or ');
}
