import { type JsonValue, writeJson } from '@sluice/contract';

/** What a keyword asks for, in the words of Ajv. */
const asked: { readonly [keyword: string]: (value: unknown, name: string) => string } = {
  type: (type) => `must be ${[type].flat().join(',')}`,
  enum: () => 'must be equal to one of the allowed values',
  const: () => 'must be equal to constant',
  minimum: (bound) => `must be >= ${written(bound)}`,
  maximum: (bound) => `must be <= ${written(bound)}`,
  exclusiveMinimum: (bound) => `must be > ${written(bound)}`,
  exclusiveMaximum: (bound) => `must be < ${written(bound)}`,
  multipleOf: (divisor) => `must be multiple of ${written(divisor)}`,
  minLength: (count) => `must NOT have fewer than ${count} characters`,
  maxLength: (count) => `must NOT have more than ${count} characters`,
  pattern: (pattern) => `must match pattern "${pattern}"`,
  format: (format) => `must match format "${format}"`,
  minItems: (count) => `must NOT have fewer than ${count} items`,
  maxItems: (count) => `must NOT have more than ${count} items`,
  uniqueItems: () => 'must NOT have duplicate items',
  contains: () => 'must contain as many valid items as it should',
  items: () => 'must NOT have more items',
  additionalItems: () => 'must NOT have more items',
  unevaluatedItems: () => 'must NOT have unevaluated items',
  required: (_, name) => `must have required property '${name}'`,
  dependentRequired: (_, name) => `must have property ${name} when another one is present`,
  dependencies: (_, name) => `must have property ${name} when another one is present`,
  additionalProperties: () => 'must NOT have additional properties',
  unevaluatedProperties: () => 'must NOT have unevaluated properties',
  propertyNames: () => 'property name must be valid',
  minProperties: (count) => `must NOT have fewer than ${count} properties`,
  maxProperties: (count) => `must NOT have more than ${count} properties`,
  anyOf: () => 'must match a schema in anyOf',
  oneOf: () => 'must match exactly one schema in oneOf',
  not: () => 'must NOT be valid',
  if: () => 'must match the schema that its condition asks for',
  'false schema': () => 'boolean schema is false',
};

/** The sentence for a keyword with its value; `name` is the property that is missing. */
export function messageOf(keyword: string, value: unknown, name = ''): string {
  return asked[keyword]?.(value, name) ?? `must pass "${keyword}" keyword validation`;
}

/** A number with the digits that the schema has. */
function written(value: unknown): string {
  return writeJson(value as JsonValue);
}
