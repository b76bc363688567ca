import { ContractError } from './errors.js';
import type { FieldBlock, JsonSchema, Sensitivity } from './json.js';
import type { Field, LogicalKind, LogicalType } from './model.js';
import { markOf, stricter } from './sensitivity.js';

/** `around`: what is said of everything inside the value; public where nothing is. */
type Reader = (schema: JsonSchema, block: FieldBlock, path: string, around: Sensitivity) => LogicalType;

/** How each logical type is read back from its JSON Schema and `x-sluice` block. */
const readers: { readonly [K in LogicalKind]: Reader } = {
  boolean: () => ({ kind: 'boolean' }),
  int32: () => ({ kind: 'int32' }),
  int64: (_, block) => ({ kind: 'int64', wire: block.wire === 'string' ? 'string' : 'number' }),
  float64: () => ({ kind: 'float64' }),
  decimal: (_, block) => ({ kind: 'decimal', precision: block.precision ?? 38, scale: block.scale ?? 0 }),
  string: ({ maxLength }) => (maxLength === undefined ? { kind: 'string' } : { kind: 'string', maxLength }),
  enum: (schema) => ({ kind: 'enum', values: (schema.enum ?? []).map(String) }),
  uuid: () => ({ kind: 'uuid' }),
  date: () => ({ kind: 'date' }),
  timestamp: (_, block) => ({ kind: 'timestamp', wire: block.wire === 'epochMillis' ? 'epochMillis' : 'rfc3339' }),
  struct: (schema, _, path, around) => ({ kind: 'struct', fields: fieldsOf(schema, path, around) }),
  list: ({ items = {} }, _, path, around) => ({ kind: 'list', element: logicalType(items, `${path}/items`, around) }),
  map: (schema, _, path, around) => ({
    kind: 'map',
    value: logicalType(mapValue(schema), `${path}/additionalProperties`, around),
  }),
  json: () => ({ kind: 'json' }),
};

function mapValue(schema: JsonSchema): JsonSchema {
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
}

/**
 * The logical type that a registry document's field schema says in its `x-sluice` block; keys inside are as personal as `around`, or
 * more. Throws where it says none.
 */
function logicalType(schema: JsonSchema, path: string, around: Sensitivity = 'public'): LogicalType {
  const block = schema['x-sluice'];
  const reader = Object.hasOwn(readers, block?.type ?? '') ? readers[block?.type as LogicalKind] : undefined;
  if (block && reader) return reader(schema, block, path, around);
  throw new ContractError({
    code: 'no-logical-type',
    path,
    message: `x-sluice.type is ${JSON.stringify(block?.type)}, which is no logical type.`,
    fix: 'Restore the file from git: its columns are frozen there. Only where the version was never published, move the file away and run sluice generate.',
  });
}

/** The fields of a registry document or struct, by ordinal; each is as personal as what stands `around` them, or more. */
export function fieldsOf(
  schema: Pick<JsonSchema, 'properties' | 'required'>,
  path: string,
  around: Sensitivity = 'public',
): Field[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {})
    .map(([name, field]) =>
      fieldOf({ name, schema: field, required: required.has(name), around }, `${path}/properties/${name}`),
    )
    .sort((a, b) => a.ordinal - b.ordinal || (a.name < b.name ? -1 : 1));
}

const defaultSensitivity: Sensitivity = 'internal';

interface FieldParts {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly around: Sensitivity;
}

function fieldOf({ name, schema, required, around }: FieldParts, path: string): Field {
  const mark = stricter(markOf(schema) ?? 'public', around);
  const block = schema['x-sluice'] ?? {};
  if (block.column === undefined || block.ordinal === undefined) {
    throw new ContractError({
      code: 'not-frozen',
      path,
      message: 'The field has no column and ordinal: the document was not published.',
      fix: 'Run sluice generate.',
    });
  }
  return {
    name,
    column: block.column,
    ordinal: block.ordinal,
    type: logicalType(schema, path, mark),
    required,
    description: schema.description ?? '',
    renamedFrom: block.renamedFrom ?? [],
    sensitivity: stricter(block.sensitivity ?? defaultSensitivity, mark),
    ...(block.deprecated && { deprecated: block.deprecated }),
    ...(schema.default !== undefined && { default: schema.default }),
    examples: schema.examples ?? [],
    schema,
  };
}
