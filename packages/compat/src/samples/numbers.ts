import type { JsonSchema } from '@sluice/contract';
import { blockOf } from '../changes/schema.js';

const usual = [0, 1, -1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER];
const fractions = [0.5, 0.1, 0.001, 1e21, 1e-7];

/** Numbers that a schema accepts or nearly does, around its own limits and those of the schema it is compared with. */
export function numbersOf(schema: JsonSchema, other: JsonSchema, integer: boolean): number[] {
  const wanted = [
    ...steps(schema),
    ...limitsOf(schema),
    ...limitsOf(other),
    ...usual,
    ...(integer ? [] : finer(schema)),
  ];
  const numbers = integer ? wanted.filter(Number.isInteger) : wanted;
  return [...new Set(numbers)].filter((number) => isWithin(number, schema)).sort((a, b) => Math.abs(a) - Math.abs(b));
}

function limitsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): number[] {
  return [minimum, maximum, exclusiveMinimum, exclusiveMaximum].flatMap((limit) =>
    limit === undefined ? [] : [limit, Math.trunc(limit), limit - 1, limit + 1, limit - 0.5, limit + 0.5],
  );
}

function steps({ multipleOf }: JsonSchema): number[] {
  return multipleOf === undefined ? [] : [0, multipleOf, 2 * multipleOf, 3 * multipleOf];
}

function finer(schema: JsonSchema): number[] {
  const { type, scale } = blockOf(schema);
  return type === 'decimal' && scale ? [Number(`0.${'0'.repeat(scale - 1)}1`)] : fractions;
}

function isWithin(number: number, schema: JsonSchema): boolean {
  const { minimum = number, maximum = number, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  return (
    number >= minimum &&
    number <= maximum &&
    (exclusiveMinimum === undefined || number > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || number < exclusiveMaximum) &&
    (multipleOf === undefined || number % multipleOf === 0)
  );
}
