import { type AnyNumber, decimalOf, digitsAt } from '@sluice/contract';

/** Whether a number is a whole multiple of another, as the decimals they are written as: 19.99 is one of 0.01. */
export function isMultipleOf(value: AnyNumber, divisor: AnyNumber): boolean {
  const [dividend, unit] = [decimalOf(value), decimalOf(divisor)];
  const exponent = Math.min(dividend.exponent, unit.exponent);
  return digitsAt(dividend, exponent) % digitsAt(unit, exponent) === 0n;
}
