import type { Direction } from '../engine/types.js';

/** Every keyword by which a validator can turn a value down, over all drafts. */
export type AssertionKeyword =
  | 'type'
  | 'enum'
  | 'const'
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'multipleOf'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'format'
  | 'properties'
  | 'required'
  | 'additionalProperties'
  | 'patternProperties'
  | 'unevaluatedProperties'
  | 'propertyNames'
  | 'minProperties'
  | 'maxProperties'
  | 'dependencies'
  | 'dependentRequired'
  | 'dependentSchemas'
  | 'items'
  | 'prefixItems'
  | 'additionalItems'
  | 'unevaluatedItems'
  | 'contains'
  | 'minContains'
  | 'maxContains'
  | 'minItems'
  | 'maxItems'
  | 'uniqueItems'
  | 'allOf'
  | 'anyOf'
  | 'oneOf'
  | 'not'
  | 'if'
  | 'false schema'
  | 'x-sluice';

type Rules = { readonly [D in Direction]: string };

const limit: Rules = { backward: 'bound-tightened', forward: 'bound-loosened' };
const values: Rules = { backward: 'enum-value-removed', forward: 'enum-value-added' };
const type: Rules = { backward: 'type-changed', forward: 'type-changed' };
const closed: Rules = { backward: 'field-removed', forward: 'field-added' };
const other: Rules = { backward: 'keyword-changed', forward: 'keyword-changed' };

/**
 * The rule a finding about two schemas is filed under, by the keyword that turned its witness down: one of the new
 * schema's (`backward`) or of the old one's (`forward`).
 */
export const keywordRules: { readonly [K in AssertionKeyword]: Rules } = {
  type,
  enum: values,
  const: values,
  minimum: limit,
  maximum: limit,
  exclusiveMinimum: limit,
  exclusiveMaximum: limit,
  multipleOf: limit,
  minLength: limit,
  maxLength: limit,
  pattern: limit,
  format: limit,
  minProperties: limit,
  maxProperties: limit,
  minItems: limit,
  maxItems: limit,
  uniqueItems: limit,
  required: { backward: 'field-made-required', forward: 'field-made-optional' },
  dependentRequired: { backward: 'field-made-required', forward: 'field-made-optional' },
  additionalProperties: closed,
  unevaluatedProperties: closed,
  'false schema': closed,
  properties: other,
  patternProperties: other,
  propertyNames: other,
  dependencies: other,
  dependentSchemas: other,
  items: other,
  prefixItems: other,
  additionalItems: other,
  unevaluatedItems: other,
  contains: other,
  minContains: other,
  maxContains: other,
  allOf: other,
  anyOf: other,
  oneOf: other,
  not: other,
  if: other,
  'x-sluice': type,
};

/** The rule for a keyword; `incompatible` for one that no draft knows. */
export function ruleOfKeyword(keyword: string, direction: Direction): string {
  return Object.hasOwn(keywordRules, keyword) ? keywordRules[keyword as AssertionKeyword][direction] : 'incompatible';
}
