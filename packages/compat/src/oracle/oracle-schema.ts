import type { JsonValue } from '@sluice/contract';
import { type Draft, draftOf, refStandsAlone, speaks } from '../engine/compile/dialect.js';
import { below, isRecord } from '../engine/compile/pointer.js';
import { assertedFormats } from '../engine/compile/strings.js';
import { equalityKey } from '../engine/json-equality.js';
import type { AnySchema } from '../engine/types.js';

type SchemaObject = { readonly [keyword: string]: unknown };

/** Keywords that hold schemas by name. */
export const schemaMaps: readonly string[] = [
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependentSchemas',
  'dependencies',
];
const schemas: readonly string[] = [
  ...['not', 'if', 'then', 'else', 'items', 'additionalItems', 'prefixItems', 'contains', 'unevaluatedItems'],
  ...['additionalProperties', 'propertyNames', 'unevaluatedProperties', 'allOf', 'anyOf', 'oneOf'],
];
const ids: readonly string[] = ['$id', 'id'];
const plain: readonly string[] = [
  ...['$ref', '$anchor', '$recursiveRef', '$recursiveAnchor', '$dynamicRef', '$dynamicAnchor', 'type'],
  ...['const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
  ...['pattern', 'minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains', 'required', 'minProperties'],
  ...['maxProperties', 'dependentRequired'],
];

/** The draft a schema is judged by; undefined for an unknown one. */
export function oracleDraft(schema: AnySchema): Draft | undefined {
  if (typeof schema === 'boolean' || typeof schema.$schema !== 'string') return 'undeclared';
  return draftOf(schema.$schema);
}

/**
 * The schema as Ajv has to see it: only what its draft knows (Ajv knows more, such as `nullable`), what a `$ref` silences
 * gone, an empty `enum` as the `not` it amounts to, and the older spellings of an undeclared draft in those of 2020-12.
 */
export function oracleSchema(schema: AnySchema, draft: Draft): AnySchema {
  return typeof schema === 'boolean' ? schema : new Cleaner(draft, referencesIn(schema)).clean(schema, true);
}

class Cleaner {
  constructor(
    readonly draft: Draft,
    readonly references: readonly string[],
  ) {}

  clean(schema: SchemaObject, isRoot = false): SchemaObject {
    const alone = refStandsAlone(this.draft) && typeof schema.$ref === 'string';
    const kept: [string, unknown][] = [];
    for (const [keyword, value] of Object.entries(schema)) {
      if (!speaks(this.draft, keyword)) continue;
      const stays = !alone || ['$ref', 'definitions', '$defs'].includes(keyword) || (isRoot && keyword === '$id');
      if (stays) kept.push(...this.#keyword(keyword, value));
    }
    if (kept.some(([keyword, value]) => keyword === 'enum' && Array.isArray(value) && value.length === 0))
      return { ...Object.fromEntries(kept.filter(([keyword]) => keyword !== 'enum')), not: {} };
    const cleaned = Object.fromEntries(kept);
    const apart = isRoot ? cleaned : referenceApart(cleaned);
    const spelled = prototypeApart(this.draft === 'undeclared' ? respelled(apart) : apart);
    return this.references.some((reference) => reference.includes('/contains')) ? spelled : containsApart(spelled);
  }

  #keyword(keyword: string, value: unknown): [string, unknown][] {
    if (schemaMaps.includes(keyword)) return [[keyword, this.#map(value)]];
    if (schemas.includes(keyword)) return [[keyword, this.#schemas(value)]];
    if (plain.includes(keyword)) return [[keyword, value]];
    if (ids.includes(keyword)) return typeof value === 'string' ? [[keyword, value]] : [];
    if (keyword === 'enum' && Array.isArray(value)) return [[keyword, distinct(value)]];
    if (keyword === 'x-sluice' && isRecord(value)) return [[keyword, value]];
    if (keyword === 'format' && assertedFormats.includes(value as string)) return [[keyword, value]];
    return this.#isReferred(keyword, value) ? [[keyword, this.#schemas(value)]] : [];
  }

  /** A keyword of no draft counts only as a place that a reference leads into. */
  #isReferred(keyword: string, value: unknown): boolean {
    const step = below('', keyword);
    return typeof value === 'object' && this.references.some((reference) => decodeURI(reference).includes(step));
  }

  #map(value: unknown): unknown {
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, this.#schemas(schema)]));
  }

  #schemas(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#schemas(one));
    return isRecord(value) ? this.clean(value) : value;
  }
}

/** Lists of `items`, boolean bounds: what an undeclared draft may take from the older ones. */
function respelled(schema: SchemaObject): SchemaObject {
  const { items, additionalItems, ...rest } = schema;
  const listed = Array.isArray(items);
  const elements = listed ? additionalItems : items;
  return {
    ...sharpened(sharpened(rest, 'minimum', 'exclusiveMinimum'), 'maximum', 'exclusiveMaximum'),
    ...(listed && items.length > 0 ? { prefixItems: items } : {}),
    ...(elements === undefined ? {} : { items: elements }),
  };
}

function sharpened(schema: SchemaObject, inclusive: string, exclusive: string): SchemaObject {
  const { [inclusive]: bound, [exclusive]: sharp, ...rest } = schema;
  if (typeof sharp !== 'boolean') return schema;
  return bound === undefined ? rest : { ...rest, [sharp ? exclusive : inclusive]: bound };
}

/** Ajv follows a reference beside an identifier, into what has that identifier, until the stack is full. */
function referenceApart(schema: SchemaObject): SchemaObject {
  const { $ref, allOf, ...rest } = schema;
  if (typeof schema.$id !== 'string' || typeof $ref !== 'string') return schema;
  return { ...rest, allOf: [...(Array.isArray(allOf) ? allOf : []), { $ref }] };
}

/** Ajv skips `contains` for an empty array where elements are listed by position beside it. */
function containsApart(schema: SchemaObject): SchemaObject {
  const { contains, minContains, maxContains, allOf, ...rest } = schema;
  if (contains === undefined || !(Array.isArray(schema.items) || schema.prefixItems !== undefined)) return schema;
  const apart = Object.entries({ contains, minContains, maxContains }).filter(([, value]) => value !== undefined);
  return { ...rest, allOf: [...(Array.isArray(allOf) ? allOf : []), Object.fromEntries(apart)] };
}

/** Ajv passes over a property, or a pattern, that is written like the prototype of an object. */
function prototypeApart(schema: SchemaObject): SchemaObject {
  const name = '__proto__';
  const { properties, patternProperties } = schema;
  const patterns = isRecord(patternProperties) ? Object.entries(patternProperties) : [];
  const own = isRecord(properties) && Object.hasOwn(properties, name) ? [[`^${name}$`, properties[name]] as const] : [];
  if (own.length === 0 && !patterns.some(([pattern]) => pattern === name)) return schema;
  const spelled = patterns.map(([pattern, inner]) => [pattern === name ? `(?:${name})` : pattern, inner] as const);
  return { ...schema, patternProperties: Object.fromEntries([...spelled, ...own]) };
}

/** Draft-04's meta-schema refuses repetitions, which assert nothing. */
function distinct(values: readonly JsonValue[]): JsonValue[] {
  return [...new Map(values.map((value) => [equalityKey(value), value])).values()];
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = isRecord(value) && typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}
