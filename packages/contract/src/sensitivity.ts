import type { JsonSchema, Sensitivity } from './json.js';
import type { LogicalType } from './model.js';

/** From nobody to secrets. */
export const sensitivities: readonly Sensitivity[] = ['public', 'internal', 'pseudonymous', 'personal', 'secret'];

/** Whether the first is as personal as the second, or more. */
export function isAtLeast(sensitivity: Sensitivity, other: Sensitivity): boolean {
  return sensitivities.indexOf(sensitivity) >= sensitivities.indexOf(other);
}

/** The more personal of two. */
export function stricter(a: Sensitivity, b: Sensitivity): Sensitivity {
  return isAtLeast(a, b) ? a : b;
}

/** How personal a value of this type is as a whole: what its field says, or what stands inside it, whichever is more. */
export function strictestIn(type: LogicalType, own: Sensitivity): Sensitivity {
  if (type.kind === 'list') return strictestIn(type.element, own);
  if (type.kind === 'map') return strictestIn(type.value, own);
  if (type.kind !== 'struct') return own;
  return type.fields.reduce((strictest, field) => stricter(strictest, strictestIn(field.type, field.sensitivity)), own);
}

/**
 * What a field's schema says of its value as a whole: its own mark, or the strictest one on the items of a list, the values of a map,
 * or anywhere in the schema of a free value, all of which are stored in one piece. Keys of structs have marks of their own. Undefined
 * where nothing is said.
 */
export function markOf(schema: JsonSchema): Sensitivity | undefined {
  const { type, sensitivity } = schema['x-sluice'] ?? {};
  if (type === 'json') return strictestOf([sensitivity, ...marksAnywhere(schema)]);
  const { items, additionalProperties: values } = schema;
  return strictestOf([sensitivity, items && markOf(items), typeof values === 'object' ? markOf(values) : undefined]);
}

function strictestOf(marks: readonly (Sensitivity | undefined)[]): Sensitivity | undefined {
  const said = marks.filter((mark) => mark !== undefined);
  return said.length > 0 ? said.reduce(stricter) : undefined;
}

/** Keywords whose values are data: what looks like a mark there is none. */
const data: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples']);

function marksAnywhere(schema: object): Sensitivity[] {
  return Object.entries(schema).flatMap(([key, part]: [string, unknown]) => {
    if (typeof part !== 'object' || part === null || data.has(key)) return [];
    if (key !== 'x-sluice') return marksAnywhere(part);
    const { sensitivity } = part as { sensitivity?: Sensitivity };
    return sensitivity !== undefined && sensitivities.includes(sensitivity) ? [sensitivity] : [];
  });
}
