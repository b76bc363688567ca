import type { JsonSchema } from '@sluice/contract';
import { mapValueOf } from '../changes/schema.js';

/**
 * The schema with every object closed whose fields are declared. What it then refuses in addition are values it would
 * not know; and it is how a producer that was generated from the schema reads it.
 */
export function closed(schema: JsonSchema): JsonSchema {
  const result = { ...schema };
  if (schema.items) result.items = closed(schema.items);
  const held = mapValueOf(schema);
  if (held) result.additionalProperties = closed(held);
  if (schema.properties) {
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, field]) => [name, closed(field)]),
    );
    if (!held) result.additionalProperties = false;
  }
  return result;
}
