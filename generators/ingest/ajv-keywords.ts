import { constraintFrom, type JsonSchema } from '@sluice/contract';

/** Keywords of draft-07 that the generator writes no check for. */
const UNWRITTEN: readonly string[] = [
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'contains', 'propertyNames', 'patternProperties', 'dependencies'],
];

/** Keywords that mean nothing, or something else, without the one that is left to Ajv. */
const COMPANIONS: { readonly [keyword: string]: readonly string[] } = {
  if: ['then', 'else'],
  patternProperties: ['additionalProperties'],
  items: ['additionalItems'],
};

/** Keywords that say nothing where the one they belong to is missing. */
const IDLE: ReadonlyMap<string, string> = new Map([
  ['then', 'if'],
  ['else', 'if'],
  ['additionalItems', 'items'],
]);

/** Without one of these, nothing is left to Ajv. */
const SUSPECTS: ReadonlySet<string> = new Set([...UNWRITTEN, ...IDLE.keys(), 'items', 'multipleOf']);

/** The part of a schema that Ajv asserts in place of the generator. */
export interface LeftToAjv {
  /** The keywords that the generator must not look at any more. */
  readonly keywords: ReadonlySet<string>;
  readonly schema: JsonSchema;
}

/** What is left to Ajv, or nothing. Throws where it holds what Ajv would ignore. */
export function leftToAjv(schema: JsonSchema, path: string): LeftToAjv | undefined {
  const names = Object.keys(schema);
  if (!names.some((keyword) => SUSPECTS.has(keyword))) return undefined;
  const named = new Map(Object.entries(schema));
  const left = names.filter((keyword) => isLeft(keyword, named));
  if (left.length === 0) return undefined;
  const keywords = new Set(left.flatMap((keyword) => [keyword, ...(COMPANIONS[keyword] ?? [])]));
  const part = Object.fromEntries([...keywords].flatMap((key) => (named.has(key) ? [[key, named.get(key)]] : [])));
  const known = keywords.has('additionalProperties') ? { properties: anything(schema.properties) } : {};
  return { keywords, schema: spelled(constraintFrom({ ...part, ...known }, path)) as JsonSchema };
}

/** Keywords under which values stand, no schemas. */
const VALUES: readonly string[] = ['enum', 'const', 'default', 'examples', 'required'];

/** Ajv skips `contains` for an empty list where elements are listed by position beside it, so it goes under an `allOf`. */
function spelled(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(spelled);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, VALUES.includes(key) ? value : spelled(value)]);
  const { contains, allOf = [], ...rest } = Object.fromEntries(entries);
  if (contains === undefined || !Array.isArray(rest.items)) return Object.fromEntries(entries);
  return { ...rest, allOf: [...allOf, { contains }] };
}

function isLeft(keyword: string, schema: ReadonlyMap<string, unknown>): boolean {
  if (UNWRITTEN.includes(keyword)) return true;
  const partner = IDLE.get(keyword);
  if (partner !== undefined) return !schema.has(partner) || partner === 'items';
  const value = schema.get(keyword);
  if (keyword === 'items') return Array.isArray(value) || typeof value === 'boolean';
  return keyword === 'multipleOf' && !Number.isInteger(value);
}

/** The names of properties, without what is said of each: that is asserted elsewhere. */
function anything(properties: JsonSchema['properties']): object {
  return Object.fromEntries(Object.keys(properties ?? {}).map((name) => [name, true]));
}
