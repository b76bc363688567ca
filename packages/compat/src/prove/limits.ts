import type { JsonSchema } from '@sluice/contract';
import { mayBe, obstacle, type Prover } from './prover.js';

const numeric = ['number', 'integer'];

/** A numeric limit is kept where the older schema's own limits are at least as strict. */
const number =
  (keyword: string, keeps: (before: JsonSchema, after: JsonSchema) => boolean): Prover =>
  (before, after) =>
    obstacle(keyword, !mayBe(before, ...numeric) || keeps(before, after));

const atLeast = (limit: number | undefined, other = Number.NaN) => limit !== undefined && limit >= other;
const atMost = (limit: number | undefined, other = Number.NaN) => limit !== undefined && limit <= other;
const above = (limit: number | undefined, other = Number.NaN) => limit !== undefined && limit > other;
const below = (limit: number | undefined, other = Number.NaN) => limit !== undefined && limit < other;

type Count = 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties';

const least =
  (keyword: Count, type: string): Prover =>
  (before, after) =>
    obstacle(keyword, !mayBe(before, type) || (before[keyword] ?? 0) >= (after[keyword] ?? 0));

const most =
  (keyword: Count, type: string): Prover =>
  (before, after) =>
    obstacle(keyword, !mayBe(before, type) || atMost(before[keyword], after[keyword]));

/** Provers of the keywords that draw a numeric limit. */
export const limits: { readonly [keyword: string]: Prover } = {
  minimum: number(
    'minimum',
    (before, { minimum }) => atLeast(before.minimum, minimum) || atLeast(before.exclusiveMinimum, minimum),
  ),
  maximum: number(
    'maximum',
    (before, { maximum }) => atMost(before.maximum, maximum) || atMost(before.exclusiveMaximum, maximum),
  ),
  exclusiveMinimum: number(
    'exclusiveMinimum',
    (before, after) =>
      above(before.minimum, after.exclusiveMinimum) || atLeast(before.exclusiveMinimum, after.exclusiveMinimum),
  ),
  exclusiveMaximum: number(
    'exclusiveMaximum',
    (before, after) =>
      below(before.maximum, after.exclusiveMaximum) || atMost(before.exclusiveMaximum, after.exclusiveMaximum),
  ),
  multipleOf: number(
    'multipleOf',
    ({ multipleOf: old }, { multipleOf: now }) =>
      old === now || (whole(old) && whole(now) && Number(old) % Number(now) === 0),
  ),
  minLength: least('minLength', 'string'),
  maxLength: most('maxLength', 'string'),
  minItems: least('minItems', 'array'),
  maxItems: most('maxItems', 'array'),
  minProperties: least('minProperties', 'object'),
  maxProperties: most('maxProperties', 'object'),
  uniqueItems: (before, after) =>
    obstacle('uniqueItems', after.uniqueItems !== true || before.uniqueItems === true || !mayBe(before, 'array')),
};

/** Divisibility is proven for integers only: what a validator makes of 0.3 and 0.1 is nobody's proof. */
function whole(limit: number | undefined): boolean {
  return Number.isSafeInteger(limit);
}
