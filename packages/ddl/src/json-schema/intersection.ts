import { type AnyNumber, compareNumbers, writeJson } from '@sluice/contract';
import { type AnySchema, exactIn, isSchema, requiredIn } from './schema.js';

type Rule = (a: unknown, b: unknown) => unknown;

const larger: Rule = (a, b) => (compareNumbers(numberOf(a), numberOf(b)) < 0 ? b : a);
const smaller: Rule = (a, b) => (compareNumbers(numberOf(a), numberOf(b)) > 0 ? b : a);
const both: Rule = (a, b) => ({ allOf: [a, b] });
const appended: Rule = (a, b) => [...(Array.isArray(a) ? a : []), ...(Array.isArray(b) ? b : [])];

/** What two schemas that both apply say together, keyword by keyword; of any other keyword the first counts. */
const rules: { readonly [keyword: string]: Rule } = {
  minimum: larger,
  exclusiveMinimum: larger,
  minLength: larger,
  maximum: smaller,
  exclusiveMaximum: smaller,
  maxLength: smaller,
  items: both,
  additionalProperties: both,
  required: appended,
  anyOfs: appended,
  type: commonTypes,
  enum: commonValues,
  properties: commonProperties,
};

const numeric = new Set(['minimum', 'maximum', 'minLength', 'maxLength', 'exclusiveMinimum', 'exclusiveMaximum']);

/**
 * One schema for two that both apply. Types and values that only one of them allows are left out: none may be left, which
 * {@link contradicts} tells.
 */
export function intersected(a: AnySchema, b: AnySchema): AnySchema {
  const result: { [keyword: string]: unknown } = { ...b, ...a };
  for (const [keyword, rule] of Object.entries(rules)) {
    if (!Object.hasOwn(a, keyword) || !Object.hasOwn(b, keyword)) continue;
    if (numeric.has(keyword) && (exactIn(a, keyword) === undefined || exactIn(b, keyword) === undefined)) continue;
    result[keyword] = rule(a[keyword], b[keyword]);
  }
  return result;
}

/** Whether no value can fit: two schemas that were merged allow nothing in common. */
export function contradicts(schema: AnySchema): boolean {
  return (
    (Array.isArray(schema.type) && schema.type.length === 0) || (Array.isArray(schema.enum) && schema.enum.length === 0)
  );
}

/** Of a bound that is known to be one. */
function numberOf(bound: unknown): AnyNumber {
  return exactIn({ bound }, 'bound') ?? 0;
}

function commonTypes(a: unknown, b: unknown): unknown {
  const [first, second] = [a, b].map((type) => (Array.isArray(type) ? type : [type]));
  const common = (first ?? []).filter(
    (type) => second?.includes(type) || (type === 'integer' && second?.includes('number')),
  );
  const narrowed = (second ?? []).filter((type) => type === 'integer' && first?.includes('number'));
  return [...new Set([...common, ...narrowed])];
}

function commonValues(a: unknown, b: unknown): unknown {
  if (!Array.isArray(a) || !Array.isArray(b)) return Array.isArray(a) ? a : b;
  const known = new Set(b.map((value) => writeJson(value)));
  return a.filter((value) => known.has(writeJson(value)));
}

function commonProperties(a: unknown, b: unknown): unknown {
  if (!isSchema(a) || !isSchema(b)) return isSchema(a) ? a : b;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(
    names.map((name) => {
      const [one, other] = [a, b].map((map) => (Object.hasOwn(map, name) ? map[name] : undefined));
      return [name, one !== undefined && other !== undefined ? { allOf: [one, other] } : (one ?? other)];
    }),
  );
}

/** The names that both of two lists require. */
export function requiredByAll(schemas: readonly AnySchema[]): string[] {
  const [first, ...rest] = schemas.map(requiredIn);
  return (first ?? []).filter((name) => rest.every((names) => names.includes(name)));
}
