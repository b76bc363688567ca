import type { JsonSchema } from './json.js';
import type { ContractModel, EventVersion } from './model.js';

/**
 * The JSON Schema (draft-07) of a whole event on the wire: the newest envelope's properties and the version's own. Old
 * names are not in it: it is what must hold after they were resolved.
 */
export function wireSchema(model: ContractModel, version: EventVersion): JsonSchema {
  const envelope = model.envelopes.at(-1)?.document.properties ?? {};
  const { document } = version;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: document.title ?? `${version.event} ${version.version}`,
    type: 'object',
    properties: { ...envelope, ...document.properties },
    ...(document.required && { required: document.required }),
  };
}
