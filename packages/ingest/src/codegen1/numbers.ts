import { LAST_MILLI } from './dates.js';

const INT64 = /^-?(?:0|[1-9]\d{0,18})$/;
const MAX_INT64 = '9223372036854775807';
const MIN_INT64 = '-9223372036854775808';

/** A text of digits within the signed 64-bit range: an int64 that travels as a string. */
export function id64(value: unknown): value is string {
  return typeof value === 'string' && INT64.test(value) && inInt64Range(value);
}

/** Whether a text of digits without leading zeros lies within the signed 64-bit range. */
export function inInt64Range(digits: string): boolean {
  const negative = digits.charCodeAt(0) === 45;
  const limit = negative ? MIN_INT64 : MAX_INT64;
  return digits.length < limit.length || (digits.length === limit.length && digits <= limit);
}

/** A 32-bit integer. */
export function int(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

/** An integer that a double holds exactly: ±(2^53 − 1). */
export function long(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** A finite number. */
export function double(value: unknown): value is number {
  return Number.isFinite(value);
}

/** Epoch milliseconds: an integer from 0 to the end of year 9999. */
export function millis(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LAST_MILLI;
}

/** `true` or `false`. */
export function bool(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Any string. */
export function text(value: unknown): value is string {
  return typeof value === 'string';
}

/** The parts of a decimal number's plain notation: sign, whole digits, decimals. */
export const DECIMAL_TEXT = /^-?(0|[1-9]\d*)(?:\.(\d+))?$/;

/** A decimal in plain notation with at most `whole` digits before the point and `scale` behind it. */
export function decimalText(value: unknown, whole: number, scale: number): value is string {
  if (typeof value !== 'string') return false;
  const parts = DECIMAL_TEXT.exec(value);
  if (parts === null) return false;
  const [, digits = '', decimals = ''] = parts;
  return decimals.length <= scale && (digits === '0' || digits.length <= whole);
}

/** Most digits for which every decimal has a double of its own, so that the round trip below proves the scale. */
const EXACT_DIGITS = 15;
/** Smaller numbers are written with an exponent. */
const PLAIN_SCALE = 6;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i) as readonly number[];

/**
 * Whether `String(value)` is a decimal with at most `whole` digits before the point and `scale` behind it. Up to 15
 * digits, a double equals its rounding to `scale` decimals exactly when its shortest text has no more of them.
 */
export function decimalNumber(value: number, whole: number, scale: number): boolean {
  if (whole + scale > EXACT_DIGITS || scale > PLAIN_SCALE) return decimalText(String(value), whole, scale);
  const power = POWERS[scale] as number;
  return Math.abs(value) < (POWERS[whole] as number) && Math.round(value * power) / power === value;
}
