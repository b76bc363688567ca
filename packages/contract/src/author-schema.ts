import { argumentAdvice, fieldNameFor, keywordAdvice } from './author-advice.js';
import { refuseBadBounds } from './author-bounds.js';
import { refuseBadForms, refuseTooDeep } from './author-forms.js';
import { type AuthorSchema, refuseOptional, refuseRuntimeTypes, refuseType, unheard } from './author-refusals.js';
import { assertedFormats, constraintFrom } from './constraint.js';
import { ContractError, takeAll } from './errors.js';
import type { FieldBlock, JsonSchema } from './json.js';
import { fieldNamePattern, nearest } from './names.js';
import { sensitivities, stricter } from './sensitivity.js';

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
const stringFormats: readonly string[] = assertedFormats.filter(
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
function fromAuthor(schema: object, path: string): JsonSchema {
  refuseBadBounds(schema, path);
  refuseBadForms(schema, path);
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
  const misused = argumentAdvice(schema['x-sluice'], schema.enum);
  if (misused) throw new ContractError({ code: 'wrong-arguments', path, ...misused });
  if (schema['x-sluice']?.type) return schema;
  const values = literalTexts(schema);
  if (values) {
    const { anyOf = [], const: _const, ...rest } = schema;
    const marks = [schema, ...(anyOf as AuthorSchema[])].flatMap(({ sensitivity }) => sensitivity ?? []);
    const unknown = marks.find((mark) => !sensitivities.includes(mark));
    const mark = marks.length > 0 && { sensitivity: unknown ?? marks.reduce(stricter) };
    return { ...rest, ...mark, type: 'string', enum: values, 'x-sluice': { type: 'enum' } };
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

function refuseUnknownKeywords(schema: AuthorSchema, path: string): void {
  const type = schema['x-sluice']?.type ?? '';
  const allowed = [...(keywordsOf[type] ?? []), ...annotations, 'x-sluice'];
  const lost = (schema[unheard] as readonly string[] | undefined) ?? [];
  for (const key of [...Object.keys(schema), ...lost]) {
    if (allowed.includes(key) && !lost.includes(key)) continue;
    const guess = lost.includes(key) ? undefined : nearest(key, allowed);
    throw new ContractError({
      code: 'unknown-keyword',
      path: `${path}.${key}`,
      message: `"${key}" means nothing on a ${type} field.`,
      fix:
        keywordAdvice(key, type) ??
        (guess
          ? `Did you mean "${guess}"?`
          : `Take it out; a ${type} field knows ${allowed.filter((word) => word !== 'x-sluice' && !lost.includes(word)).join(', ')}.`),
    });
  }
}

function keywords(schema: AuthorSchema, path: string): JsonSchema {
  const kept: { [key: string]: unknown } = {};
  for (const key of keywordsOf[schema['x-sluice']?.type ?? ''] ?? []) {
    if (schema[key] !== undefined) kept[key] = schema[key];
  }
  if (schema.properties) kept.properties = propertiesFrom(schema.properties, `${path}.properties`);
  if (kept.type === 'array') {
    if (!schema.items) refuseType(schema.items, `${path}.items`);
    refuseOptional(schema.items, 'an item of a list', `${path}.items`);
    kept.items = fromAuthor(schema.items, `${path}.items`);
  }
  if (typeof schema.additionalProperties === 'object') {
    refuseOptional(schema.additionalProperties, 'a value of a map', `${path}.additionalProperties`);
    kept.additionalProperties = fromAuthor(schema.additionalProperties, `${path}.additionalProperties`);
  }
  return kept as JsonSchema;
}

/** `{ __proto__: … }` is no property in JavaScript: the field would be gone without a word. */
function refuseInheritance(properties: object, path: string): void {
  const prototype: unknown = Object.getPrototypeOf(properties);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return;
  throw new ContractError({
    code: 'field-name',
    path: `${path}.__proto__`,
    message: '"__proto__" in an object literal sets what the object inherits from, and is no field.',
    fix: 'Rename the field, e.g. proto.',
  });
}

/** The properties of a definition or of a struct: names checked, each with a description. */
export function propertiesFrom(properties: { [name: string]: object }, path: string): { [name: string]: JsonSchema } {
  const result: { [name: string]: JsonSchema } = {};
  takeAll([
    () => refuseInheritance(properties, path),
    ...Object.entries(properties).map(([name, schema]) => () => {
      result[name] = propertyFrom(name, schema, `${path}.${name}`);
    }),
  ]);
  return result;
}

function propertyFrom(name: string, schema: object, path: string): JsonSchema {
  checkName(name, path);
  refuseTooDeep(schema, path);
  const field = fromAuthor(schema, path);
  if (field.description?.trim()) return field;
  throw new ContractError({
    code: 'description-missing',
    path,
    message: `"${name}" has no description.`,
    fix: `Add one: { description: 'What ${name} means.' }.`,
  });
}

function checkName(name: string, path: string): void {
  if (fieldNamePattern.test(name) && name.length <= 100) return;
  throw new ContractError({
    code: 'field-name',
    path,
    message: `"${name}" is not a field name: names on the wire are camelCase letters and digits, 100 at most.`,
    fix: `Rename the field, e.g. ${fieldNameFor(name)}.`,
  });
}

function block(schema: AuthorSchema): FieldBlock {
  const result: FieldBlock = { ...schema['x-sluice'] };
  for (const key of blockKeys) {
    if (schema[key] !== undefined) Object.assign(result, { [key]: schema[key] });
  }
  return result;
}
