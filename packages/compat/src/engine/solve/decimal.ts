import { type AnyNumber, decimalOf, exactly, plainDecimal } from '@sluice/contract';

/** How many decimal places a number has as it is written: none where it is whole. */
export function scaleOf(number: AnyNumber): number {
  return Math.max(0, -decimalOf(number).exponent);
}

/** The digits of a number at a scale at least as large as its own. */
export function digitsAtScale(number: AnyNumber, scale: number): bigint {
  const { digits, exponent } = decimalOf(number);
  return digits * 10n ** BigInt(exponent + scale);
}

/** The double nearest to digits at a scale. */
export function numberOf(digits: bigint, scale: number): number {
  return Number(plainDecimal({ digits, exponent: -scale }));
}

/** The number of digits at a scale, without loss. */
export function exactOf(digits: bigint, scale: number): AnyNumber {
  const text = plainDecimal({ digits, exponent: -scale });
  return exactly(scale > 0 ? text.replace(/\.?0+$/, '') : text);
}

/** Least common multiple of positive numbers. */
export function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
