import { createRequire } from 'node:module';
import type { JsonSchema, JsonValue } from '@sluice/contract';
import type * as ajvPackage from 'ajv';
import { sampleNumber } from './sample-number.js';
import { formatSamples, sampleText } from './sample-text.js';

type Schema = JsonSchema | boolean;
type Part = { readonly [keyword: string]: unknown };

/** Ajv is loaded when a field asks for it: most contracts never do. */
const load = createRequire(import.meta.url);

/** Candidates that are tried for one schema. */
const MOST = 40;

let ajv: ajvPackage.Ajv | undefined;

function compile(schema: Schema): (value: unknown) => unknown {
  const { Ajv } = load('ajv') as typeof ajvPackage;
  ajv ??= new Ajv({ strict: false, validateSchema: false, validateFormats: false, logger: false });
  return ajv.compile(schema);
}

/** A value that a JSON Schema of draft-07 accepts; undefined where none was found. */
export function sampleSchema(schema: Schema): JsonValue | undefined {
  const accepts = compile(schema);
  let tried = 0;
  for (const candidate of candidates(schema, 0)) {
    if (accepts(candidate)) return candidate;
    if (++tried >= MOST) return undefined;
  }
  return undefined;
}

const DEEPEST = 12;

/** Values that a schema may accept, likely ones first. */
function* candidates(schema: Schema, depth: number): Generator<JsonValue> {
  if (typeof schema === 'boolean') {
    if (schema) yield {};
    return;
  }
  const { allOf, anyOf, oneOf, if: when, then, else: otherwise, ...rest } = schema as Part;
  const all = ((allOf ?? []) as Schema[]).reduce(both, rest as JsonSchema);
  const [ways] = [anyOf, oneOf].filter(Boolean) as Schema[][];
  if (depth > DEEPEST || typeof all === 'boolean') return;
  if (ways) {
    const others = anyOf && oneOf ? { oneOf } : {};
    for (const way of ways) yield* candidates(both(both(all, way), { ...others } as JsonSchema), depth + 1);
  } else if (when !== undefined) {
    const passed = both(both(all, when as Schema), (then ?? true) as Schema);
    yield* candidates(passed, depth + 1);
    yield* candidates(both(all, (otherwise ?? true) as Schema), depth + 1);
  } else if (allOf) yield* candidates(all, depth + 1);
  else yield* plain(all, depth);
}

/** What two schemas say together, as far as examples need it: bounds meet, the later one wins elsewhere. */
function both(a: Schema, b: Schema): Schema {
  if (a === false || b === false) return false;
  if (a === true || b === true) return a === true ? b : a;
  const [one, other] = [a as Part, b as Part];
  const result: { [keyword: string]: unknown } = { ...one, ...other };
  for (const key of Object.keys(one).filter((name) => Object.hasOwn(other, name))) {
    result[key] = (Object.hasOwn(MEET, key) ? MEET[key] : undefined)?.(one[key], other[key]) ?? other[key];
  }
  return result as JsonSchema;
}

const larger = (a: unknown, b: unknown) => Math.max(a as number, b as number);
const smaller = (a: unknown, b: unknown) => Math.min(a as number, b as number);
const joined = (a: unknown, b: unknown) => [...(a as unknown[]), ...(b as unknown[])];

function members(a: unknown, b: unknown): unknown {
  const [one, other] = [a, b] as { readonly [name: string]: Schema }[];
  const merged = Object.entries(other ?? {}).map(([name, schema]) => [
    name,
    both(own(one ?? {}, name) ?? true, schema),
  ]);
  return { ...one, ...Object.fromEntries(merged) };
}

/** How two of the same keyword become one. */
const MEET: { readonly [keyword: string]: (a: unknown, b: unknown) => unknown } = {
  ...each(larger, 'minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'),
  ...each(smaller, 'maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'),
  ...each(joined, 'required', 'allOf'),
  properties: members,
  items: (a, b) => (Array.isArray(a) || Array.isArray(b) ? b : both(a as Schema, b as Schema)),
  type: (a, b) => [a].flat().filter((type) => [b].flat().includes(type)),
  enum: (a, b) => (a as unknown[]).filter((value) => (b as unknown[]).includes(value)),
};

function each<T>(way: T, ...keywords: readonly string[]): { [keyword: string]: T } {
  return Object.fromEntries(keywords.map((keyword) => [keyword, way]));
}

/** A schema without branches. */
function* plain(schema: JsonSchema, depth: number): Generator<JsonValue> {
  const { const: only, examples, default: fallback, enum: values } = schema as JsonSchema & Part;
  if (Array.isArray(examples)) yield* examples as JsonValue[];
  if (fallback !== undefined) yield fallback as JsonValue;
  if (only !== undefined) yield only as JsonValue;
  if (values) yield* values as JsonValue[];
  const types = schema.type === undefined ? typesOf(schema) : [schema.type].flat();
  for (const type of types) yield* (Object.hasOwn(MAKERS, type) ? MAKERS[type] : undefined)?.(schema, depth) ?? [];
}

/** Types to try where none is asked for: those first of which something is said. */
function typesOf(schema: JsonSchema): string[] {
  const said = Object.keys(HINTS).filter((type) => (HINTS[type] as readonly string[]).some((key) => key in schema));
  return [...new Set([...said, ...Object.keys(MAKERS)])];
}

const HINTS: { readonly [type: string]: readonly string[] } = {
  object: ['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames', 'minProperties'],
  array: ['items', 'contains', 'minItems', 'maxItems', 'uniqueItems'],
  string: ['pattern', 'format', 'minLength', 'maxLength'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
};

type Maker = (schema: JsonSchema, depth: number) => Iterable<JsonValue>;

const MAKERS: { readonly [type: string]: Maker } = {
  *object(schema, depth) {
    for (const sparse of [false, true]) yield objectOf(schema, depth, sparse);
  },
  string: ({ format = '', ...shape }) => [formatSamples[format] ?? sampleText(shape) ?? [], 'text'].flat(),
  integer: (schema) => [sampleNumber({ multipleOf: 1, ...schema }, 1)],
  number: (schema) => [sampleNumber(schema, 1), sampleNumber(schema, 0.5)],
  *array(schema, depth) {
    for (const full of [false, true]) yield arrayOf(schema, depth, full);
  },
  boolean: () => [true, false],
  null: () => [null],
};

/** Keywords under which the first candidate may be wrong. */
const RISKY: readonly string[] = [
  ...['not', 'oneOf', 'anyOf', 'allOf', 'if', 'dependencies', 'patternProperties', 'propertyNames', 'contains'],
  ...['pattern', 'uniqueItems', 'maxItems', 'maxProperties'],
];

/** A value for one place. Where nothing speaks against the first candidate it is taken; what holds it is tried in any case. */
function first(schema: Schema, depth: number): JsonValue | undefined {
  if (depth > DEEPEST) return undefined;
  if (typeof schema === 'object' && RISKY.some((keyword) => keyword in schema)) return sampleSchema(schema);
  const [candidate] = candidates(schema, depth);
  return candidate;
}

/** With all that is declared, or (`sparse`) only with what there must be. */
function objectOf(schema: JsonSchema, depth: number, sparse: boolean): JsonValue {
  const { properties = {}, required = [], minProperties = 0 } = schema;
  const { patternProperties = {}, propertyNames, additionalProperties: rest = {} } = schema as Part;
  const result = new Map<string, JsonValue>();
  const add = (name: string, inner: Schema) => {
    const value = result.has(name) ? undefined : first(inner, depth + 1);
    if (value !== undefined) result.set(name, value);
  };
  for (const name of required) add(name, own(properties, name) ?? (rest as Schema));
  if (!sparse) for (const [name, inner] of Object.entries(properties)) add(name, inner);
  const named = Object.entries(patternProperties as { [pattern: string]: Schema });
  for (const [pattern, inner] of sparse ? [] : named) add(sampleText({ pattern }) ?? 'key', inner);
  for (let i = 1; result.size < minProperties && i <= minProperties; i++) {
    const name =
      propertyNames === undefined ? `key${i}` : first(both({ type: 'string' }, propertyNames as Schema), depth);
    add(String(name), rest as Schema);
  }
  return Object.fromEntries(result);
}

/** Names of properties may be those that every object inherits. */
function own<T>(members: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function arrayOf(schema: JsonSchema, depth: number, full: boolean): JsonValue[] {
  const { items = {}, minItems = 0 } = schema;
  const { contains } = schema as Part;
  const list: JsonValue[] = [];
  const places = (Array.isArray(items) ? items : []) as Schema[];
  const add = (inner: Schema) => {
    const value = first(inner, depth + 1);
    if (value !== undefined) list.push(value);
  };
  if (contains !== undefined && places.length === 0) add(both(items as Schema, contains as Schema));
  for (const place of places) add(place);
  const each = Array.isArray(items) ? true : (items as Schema);
  while (list.length < Math.max(minItems, full ? 1 : 0) && list.length < MOST) {
    const before = list.length;
    add(each);
    if (list.length === before) break;
  }
  return distinct(list, schema);
}

/** Where elements have to differ, numbers count up and texts get a number. */
function distinct(list: readonly JsonValue[], { uniqueItems }: JsonSchema): JsonValue[] {
  if (!uniqueItems) return [...list];
  return list.map((value, i) =>
    typeof value === 'number' ? value + i : typeof value === 'string' && i ? `${value}${i}` : value,
  );
}
