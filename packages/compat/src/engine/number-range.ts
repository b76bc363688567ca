import { type AnyNumber, ExactNumber } from '@sluice/contract';

/** The largest exponent, up and down, and the most digits of a number that is reckoned with: exact arithmetic writes them all. */
const [mostExponent, mostDigits] = [1000, 1000];

/** The limits in words. */
export const rangeOfNumbers = `of at most ${mostDigits} digits and an exponent up to ${mostExponent}`;

/** Whether a value is a number that is reckoned with. */
export function inRange(value: unknown): value is AnyNumber {
  if (typeof value === 'number') return Number.isFinite(value);
  if (!(value instanceof ExactNumber)) return false;
  return value.text.length <= mostDigits && Math.abs(value.decimal.exponent) <= mostExponent;
}

/** Whether all numbers in a value are. */
export function areInRange(value: unknown): boolean {
  if (typeof value === 'number' || value instanceof ExactNumber) return inRange(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(areInRange);
}
