import { isDay, isWithinYears } from './calendar.js';
import { canonicalJson } from './canonical.js';
import type { JsonSchema, JsonValue } from './json.js';
import { safeTest } from './patterns/safe-test.js';

type Check = (schema: JsonSchema, value: JsonValue) => string | undefined;

/** Why a value does not fit a field's schema, in words; undefined where it fits. Covers what definitions can say. */
export function instanceProblem(schema: JsonSchema, value: JsonValue): string | undefined {
  for (const check of checks) {
    const problem = check(schema, value);
    if (problem) return problem;
  }
  return undefined;
}

const typeTests: { readonly [type: string]: (value: JsonValue) => boolean } = {
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  null: (value) => value === null,
};

const checks: readonly Check[] = [
  ({ type }, value) => {
    const types = type === undefined ? [] : [type].flat();
    return types.length > 0 && !types.some((name) => typeTests[name]?.(value))
      ? `it must be ${types.join(' or ')}`
      : undefined;
  },
  ({ enum: values }, value) =>
    values && !values.some((one) => sameJson(one, value))
      ? `it must be one of ${values.map(shown).join(', ')}`
      : undefined,
  numberProblem,
  textProblem,
  listProblem,
  objectProblem,
  branchProblem,
];

function sameJson(a: JsonValue, b: JsonValue): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a free field says with schemas in schemas, as far as it can be told here: the rest is left to the validators. */
function branchProblem(schema: JsonSchema, value: JsonValue): string | undefined {
  const { allOf = [], anyOf, oneOf } = schema as { readonly [K in 'allOf' | 'anyOf' | 'oneOf']?: readonly Branch[] };
  if (schema.const !== undefined && !sameJson(schema.const, value)) return `it must be ${shown(schema.const)}`;
  const fits = (branch: Branch): boolean => problemOf(branch, value) === undefined;
  for (const branch of allOf) if (!fits(branch)) return problemOf(branch, value);
  return [anyOf, oneOf].some((ways) => ways && !ways.some(fits))
    ? 'it fits none of the schemas to choose from'
    : undefined;
}

type Branch = JsonSchema | boolean;

function problemOf(schema: Branch, value: JsonValue): string | undefined {
  if (typeof schema === 'boolean') return schema ? undefined : 'nothing may stand here';
  return instanceProblem(schema, value);
}

function numberProblem(schema: JsonSchema, value: JsonValue): string | undefined {
  if (typeof value !== 'number') return undefined;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return `it must be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `it must be at most ${maximum}`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return `it must be above ${exclusiveMinimum}`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return `it must be below ${exclusiveMaximum}`;
  if (multipleOf !== undefined && value % multipleOf !== 0) return `it must be a multiple of ${multipleOf}`;
  const isDecimal = schema['x-sluice']?.type === 'decimal';
  return isDecimal && !safeTest(schema.pattern ?? '', 'code points')(String(value))
    ? 'it has too many digits'
    : undefined;
}

function textProblem({ minLength, maxLength, pattern, format }: JsonSchema, value: JsonValue): string | undefined {
  if (typeof value !== 'string') return undefined;
  const length = [...value].length;
  if (minLength !== undefined && length < minLength) return `it must have at least ${minLength} characters`;
  if (maxLength !== undefined && length > maxLength) return `it must have at most ${maxLength} characters`;
  if (pattern !== undefined && !safeTest(pattern, 'code points')(value)) return `it must match ${pattern}`;
  return format !== undefined && formats[format]?.(value) === false ? `it is no ${format}` : undefined;
}

/** Formats that the row writer reads; the others are text to it. */
const formats: { readonly [format: string]: (text: string) => boolean } = {
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  date: (text) => isDay(text) && isWithinYears(text),
  'date-time': (text) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    isDay(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text)) &&
    isWithinYears(text),
};

function listProblem({ items, minItems, maxItems }: JsonSchema, value: JsonValue): string | undefined {
  if (!Array.isArray(value)) return undefined;
  if (minItems !== undefined && value.length < minItems) return `it must have at least ${minItems} elements`;
  if (maxItems !== undefined && value.length > maxItems) return `it must have at most ${maxItems} elements`;
  return (
    items &&
    firstProblem(
      value.map((element): [string, JsonValue] => ['an element', element]),
      () => items,
    )
  );
}

function objectProblem(schema: JsonSchema, value: JsonValue): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `"${missing}" is missing`;
  const isRest = typeof schema.additionalProperties === 'object' && !Object.hasOwn(schema, 'patternProperties');
  const values = isRest ? (schema.additionalProperties as JsonSchema) : undefined;
  const { properties = {} } = schema;
  return firstProblem(Object.entries(value), (name) => (Object.hasOwn(properties, name) ? properties[name] : values));
}

function firstProblem(
  members: readonly (readonly [name: string, value: JsonValue])[],
  schemaOf: (name: string) => JsonSchema | undefined,
): string | undefined {
  for (const [name, member] of members) {
    const schema = schemaOf(name);
    const problem = schema && instanceProblem(schema, member);
    if (problem) return `${name}: ${problem}`;
  }
  return undefined;
}
