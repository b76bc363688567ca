import { canonicalJson, type JsonSchema } from '@sluice/contract';

type Rule = (before: JsonSchema, after: JsonSchema) => boolean;
type Bound =
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'minProperties'
  | 'maxProperties';

const free: Rule = () => true;

/** Whether what one schema says in a keyword follows from what the other says. Objects, lists and maps are walked elsewhere. */
const rules: { readonly [K in keyof Required<JsonSchema>]: Rule } = {
  $schema: free,
  $id: free,
  title: free,
  description: free,
  examples: free,
  default: free,
  'x-sluice': free,
  properties: free,
  required: free,
  additionalProperties: free,
  items: free,
  type: ({ type: before }, { type: after }) =>
    before !== undefined &&
    typesOf(before).every((one) => typesOf(after).includes(one) || isWhole(one, typesOf(after))),
  enum: ({ enum: before, const: only }, { enum: after }) =>
    (before ?? (only === undefined ? undefined : [only]))?.every((value) => contains(after, value)) ?? false,
  const: same('const'),
  minimum: atLeast('minimum'),
  maximum: atMost('maximum'),
  exclusiveMinimum: atLeast('exclusiveMinimum'),
  exclusiveMaximum: atMost('exclusiveMaximum'),
  multipleOf: same('multipleOf'),
  minLength: atLeast('minLength'),
  maxLength: atMost('maxLength'),
  pattern: (before, after) => same('pattern')(before, after) || (isDecimal(before) && isDecimal(after)),
  format: same('format'),
  minItems: atLeast('minItems'),
  maxItems: atMost('maxItems'),
  uniqueItems: ({ uniqueItems: before }, { uniqueItems: after }) => before === true || after === false,
  minProperties: atLeast('minProperties'),
  maxProperties: atMost('maxProperties'),
  allOf: same('allOf'),
  anyOf: same('anyOf'),
};

/** Whether no keyword of the second schema refuses what the first accepts; a keyword that is not known here counts as one that does. */
export function keywordsFit(before: JsonSchema, after: JsonSchema): boolean {
  const keywords = Object.keys(after) as (keyof JsonSchema)[];
  return keywords.every((keyword) => after[keyword] === undefined || (rules[keyword]?.(before, after) ?? false));
}

function atLeast(keyword: Bound): Rule {
  return (before, after) => (before[keyword] ?? Number.NEGATIVE_INFINITY) >= (after[keyword] ?? 0);
}

function atMost(keyword: Bound): Rule {
  return (before, after) => (before[keyword] ?? Number.POSITIVE_INFINITY) <= (after[keyword] ?? 0);
}

function same(keyword: keyof JsonSchema): Rule {
  return (before, after) =>
    before[keyword] !== undefined && canonicalJson(before[keyword]) === canonicalJson(after[keyword]);
}

/** The digits of a decimal follow from its precision and scale, which the types compare. */
function isDecimal(schema: JsonSchema): boolean {
  return schema['x-sluice']?.type === 'decimal';
}

function typesOf(type: string | readonly string[] | undefined): readonly string[] {
  return typeof type === 'string' ? [type] : (type ?? []);
}

function isWhole(type: string, allowed: readonly string[]): boolean {
  return type === 'integer' && allowed.includes('number');
}

function contains(values: readonly unknown[] | undefined, value: unknown): boolean {
  return (values ?? []).some((one) => canonicalJson(one) === canonicalJson(value));
}
