import { assertedFormats, constraintFrom } from './constraint.js';
import { ContractError } from './errors.js';
import type { FieldBlock, JsonSchema } from './json.js';
import { fieldNamePattern, nearest } from './names.js';

/** What TypeBox hands over: JSON Schema keywords, our annotations, and TypeBox's symbols, which are not relied on. */
type AuthorSchema = JsonSchema & FieldBlock & { [key: string | symbol]: unknown };

const annotations = ['description', 'examples', 'default', 'renamedFrom', 'deprecated', 'sensitivity', 'column'];
const blockKeys = ['renamedFrom', 'deprecated', 'sensitivity', 'column'] as const;

/** The keywords a logical type keeps, beside the annotations; any other keyword is refused. */
const keywordsOf: { readonly [type: string]: readonly string[] } = {
  boolean: ['type'],
  int32: ['type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  int64: ['type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'pattern'],
  float64: ['type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  decimal: ['type', 'minimum', 'maximum', 'pattern'],
  string: ['type', 'minLength', 'maxLength', 'pattern', 'format'],
  enum: ['type', 'enum'],
  uuid: ['type', 'format'],
  date: ['type', 'format'],
  timestamp: ['type', 'format', 'minimum', 'maximum'],
  struct: ['type', 'properties', 'required', 'additionalProperties'],
  list: ['type', 'items', 'minItems', 'maxItems', 'uniqueItems'],
  map: ['type', 'additionalProperties', 'minProperties', 'maxProperties'],
  json: [],
};

/** String formats a definition can ask for; the ingestion validators assert each. */
export const stringFormats: readonly string[] = assertedFormats.filter(
  (format) => format !== 'uuid' && format !== 'date' && format !== 'date-time',
);

const plainTypes: { readonly [type: string]: string } = {
  boolean: 'boolean',
  integer: 'int64',
  number: 'float64',
  string: 'string',
  array: 'list',
};

/**
 * Turns what the author wrote with TypeBox into plain JSON Schema with `x-sluice` blocks (logical type and annotations;
 * no columns yet). Properties keep the order they were written in. Throws {@link ContractError} for what has no stable
 * meaning in a table: unions of types, tuples, Date, Transform, Recursive, unknown keywords.
 */
export function fromAuthor(schema: object, path: string): JsonSchema {
  const written = simplified(schema as AuthorSchema, path);
  const free = written['x-sluice']?.type === 'json';
  if (!free) refuseUnknownKeywords(written, path);
  const { description, examples, default: fallback } = written;
  return {
    ...(description !== undefined && { description }),
    ...(examples !== undefined && { examples }),
    ...(fallback !== undefined && { default: fallback }),
    ...(free ? constraintOf(written, path) : keywords(written, path)),
    'x-sluice': block(written),
  };
}

/**
 * What a free field says beside the annotations, as one schema under `allOf`: so that everything that looks for fields
 * below `properties` and `items` finds none there, and every JSON Schema tool reads the same.
 */
function constraintOf(schema: AuthorSchema, path: string): JsonSchema {
  const own = Object.entries(schema).filter(([key]) => key !== 'x-sluice' && !annotations.includes(key));
  if (own.length === 0) return {};
  const constraint = constraintFrom(Object.fromEntries(own), path) as JsonSchema;
  return own.length === 1 && constraint.allOf ? constraint : { allOf: [constraint] };
}

/** Rewrites the spellings that mean the same: unions of texts to `enum`, records to maps, plain types to logical ones. */
function simplified(schema: AuthorSchema, path: string): AuthorSchema {
  refuseRuntimeTypes(schema, path);
  if (schema['x-sluice']?.type) return schema;
  const values = literalTexts(schema);
  if (values) {
    const { anyOf: _anyOf, const: _const, ...rest } = schema;
    return { ...rest, type: 'string', enum: values, 'x-sluice': { type: 'enum' } };
  }
  const { patternProperties, ...rest } = schema as AuthorSchema & { patternProperties?: Record<string, JsonSchema> };
  if (patternProperties)
    return { ...rest, additionalProperties: recordValue(patternProperties, path), 'x-sluice': { type: 'map' } };
  const type = schema.type === 'object' ? 'struct' : plainTypes[schema.type as string];
  if (!type || schema.const !== undefined || Array.isArray(schema.items)) refuseType(schema, path);
  return { ...schema, ...formatted(schema, type as string, path) };
}

function formatted(schema: AuthorSchema, type: string, path: string): Partial<AuthorSchema> {
  if (type === 'int64') {
    const safe = Number.MAX_SAFE_INTEGER;
    return {
      minimum: Math.max(schema.minimum ?? -safe, -safe),
      maximum: Math.min(schema.maximum ?? safe, safe),
      'x-sluice': { type, wire: 'number' },
    };
  }
  if (type !== 'string' || schema.format === undefined) return { 'x-sluice': { type } };
  if (schema.format === 'uuid' || schema.format === 'date') return { 'x-sluice': { type: schema.format } };
  if (schema.format === 'date-time') return { 'x-sluice': { type: 'timestamp', wire: 'rfc3339' } };
  if (stringFormats.includes(schema.format)) return { 'x-sluice': { type } };
  throw new ContractError({
    code: 'unknown-format',
    path,
    message: `format "${schema.format}" is not one that the validators assert.`,
    fix: `Use one of ${[...stringFormats, 'uuid', 'date', 'date-time'].join(', ')}, or a pattern.`,
  });
}

function literalTexts(schema: AuthorSchema): string[] | undefined {
  const options = schema.anyOf ?? (schema.const !== undefined ? [schema] : undefined);
  if (!options || options.length === 0) return undefined;
  const values = options.map((option) => option.const);
  return values.every((value) => typeof value === 'string') ? values : undefined;
}

function recordValue(patterns: { [pattern: string]: JsonSchema }, path: string): JsonSchema {
  const [pattern, value] = Object.entries(patterns)[0] ?? [];
  if (value && Object.keys(patterns).length === 1 && pattern === '^(.*)$') return value;
  throw new ContractError({
    code: 'map-key-not-string',
    path,
    message: 'Only maps with free text keys have a column type.',
    fix: 'Write Type.Record(Type.String(), …).',
  });
}

const runtimeKinds: readonly string[] = [
  'Transform',
  'Recursive',
  'This',
  'Date',
  'Function',
  'Promise',
  'Symbol',
  'Undefined',
  'Void',
];

function refuseRuntimeTypes(schema: AuthorSchema, path: string): void {
  if (schema === null || typeof schema !== 'object') refuseType(schema, path);
  const marks = Object.getOwnPropertySymbols(schema).map((symbol) => symbol.description ?? '');
  const kind = marks.includes('TypeBox.Transform') ? 'Transform' : String(typeBoxKind(schema));
  if (runtimeKinds.includes(kind)) {
    throw new ContractError({
      code: 'no-stable-meaning',
      path,
      message: `Type.${kind} exists in a running program only: JSON on the wire and a table cannot say it.`,
      fix: 'Use Timestamp(), EpochMillis() or Date_() for times, a nested Type.Object for structure, or Json() for anything.',
    });
  }
  if (schema.$ref === undefined && schema.$id === undefined) return;
  throw new ContractError({
    code: 'no-stable-meaning',
    path,
    message: 'A reference leads out of the field: what it stands for could change without a new version.',
    fix: 'Write the schema where it is needed: a nested Type.Object, or a function that returns it.',
  });
}

function typeBoxKind(schema: AuthorSchema): unknown {
  const symbol = Object.getOwnPropertySymbols(schema).find((candidate) => candidate.description === 'TypeBox.Kind');
  return symbol && schema[symbol];
}

function refuseType(schema: AuthorSchema, path: string): never {
  const untyped = schema?.type === undefined && schema?.const === undefined && !schema?.anyOf;
  const found = untyped
    ? 'A field without a type'
    : schema?.anyOf
      ? 'A union of different types'
      : `The type ${JSON.stringify(schema?.const ?? schema?.type ?? null)}`;
  throw new ContractError({
    code: 'no-column-type',
    path,
    message: `${Array.isArray(schema?.items) ? 'A tuple' : found} has no column type.`,
    fix: 'Choose one type (see docs/definitions.md for the list), or write Json() if anything may stand here.',
  });
}

function refuseUnknownKeywords(schema: AuthorSchema, path: string): void {
  const type = schema['x-sluice']?.type ?? '';
  const allowed = [...(keywordsOf[type] ?? []), ...annotations, 'x-sluice'];
  for (const key of Object.keys(schema)) {
    if (allowed.includes(key)) continue;
    const guess = nearest(key, allowed);
    throw new ContractError({
      code: 'unknown-keyword',
      path: `${path}.${key}`,
      message: `"${key}" means nothing on a ${type} field.`,
      fix: guess
        ? `Did you mean "${guess}"?`
        : `Take it out; a ${type} field knows ${allowed.slice(0, -1).join(', ')}.`,
    });
  }
}

function keywords(schema: AuthorSchema, path: string): JsonSchema {
  const kept: { [key: string]: unknown } = {};
  for (const key of keywordsOf[schema['x-sluice']?.type ?? ''] ?? []) {
    if (schema[key] !== undefined) kept[key] = schema[key];
  }
  if (schema.properties) kept.properties = propertiesFrom(schema.properties, `${path}.properties`);
  if (schema.items) kept.items = fromAuthor(schema.items, `${path}.items`);
  if (typeof schema.additionalProperties === 'object') {
    kept.additionalProperties = fromAuthor(schema.additionalProperties, `${path}.additionalProperties`);
  }
  return kept as JsonSchema;
}

/** The properties of a definition or of a struct: names checked, each with a description. */
export function propertiesFrom(properties: { [name: string]: object }, path: string): { [name: string]: JsonSchema } {
  const result: { [name: string]: JsonSchema } = {};
  for (const [name, schema] of Object.entries(properties)) {
    const where = `${path}.${name}`;
    checkName(name, where);
    const field = fromAuthor(schema, where);
    if (!field.description?.trim()) {
      throw new ContractError({
        code: 'description-missing',
        path: where,
        message: `"${name}" has no description.`,
        fix: `Add one: { description: 'What ${name} means.' }.`,
      });
    }
    result[name] = field;
  }
  return result;
}

function checkName(name: string, path: string): void {
  if (fieldNamePattern.test(name) && name.length <= 100) return;
  throw new ContractError({
    code: 'field-name',
    path,
    message: `"${name}" is not a field name: names on the wire are camelCase letters and digits, 100 at most.`,
    fix: 'Rename the field, e.g. productId.',
  });
}

function block(schema: AuthorSchema): FieldBlock {
  const result: FieldBlock = { ...schema['x-sluice'] };
  for (const key of blockKeys) {
    if (schema[key] !== undefined) Object.assign(result, { [key]: schema[key] });
  }
  return result;
}
