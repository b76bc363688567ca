/** An exact decimal: `digits × 10^exponent`. */
export interface DecimalValue {
  readonly digits: bigint;
  readonly exponent: number;
}

/** A number as JSON writes it, that no double holds: 9007199254740993, 1e400, or more digits than a double has. */
export class ExactNumber {
  /** As it was written. */
  readonly text: string;
  readonly #decimal: DecimalValue;

  /** Takes the text of a JSON number; {@link exactly} tells whether one is needed. */
  constructor(text: string) {
    this.text = text;
    this.#decimal = parsed(text);
  }

  /** Its value; no digit at the end is 0. */
  get decimal(): DecimalValue {
    return this.#decimal;
  }

  /** Equal for equal numbers, however they are written. */
  toString(): string {
    return `${this.#decimal.digits}e${this.#decimal.exponent}`;
  }

  /** Its digits as a text, since `JSON.stringify` has no way to write them as a number; `writeJson` has. */
  toJSON(): string {
    return this.text;
  }
}

/** A number without loss: a double where it prints as what is meant. */
export type AnyNumber = number | ExactNumber;

/** Whether a value is a number, of either kind. */
export function isAnyNumber(value: unknown): value is AnyNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** The number that a JSON text writes. It is a double if that prints as the same decimal. */
export function exactly(text: string): AnyNumber {
  const number = Number(text);
  if (String(number) === text) return number;
  const exact = new ExactNumber(text);
  const { digits, exponent } = exact.decimal;
  if (digits === 0n) return number;
  const held = Number.isFinite(number) ? parsed(String(number)) : undefined;
  return held?.digits === digits && held.exponent === exponent ? number : exact;
}

/** The decimal that a number is written as: for a double the shortest that reads back as it, not the binary fraction behind it. */
export function decimalOf(number: AnyNumber): DecimalValue {
  return typeof number === 'number' ? parsed(String(number)) : number.decimal;
}

function parsed(text: string): DecimalValue {
  const [mantissa = '0', power = '0'] = text.toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const written = whole + fraction;
  const kept = written.replace(/0+$/, '');
  const digits = kept === '' || kept === '-' ? 0n : BigInt(kept);
  return digits === 0n
    ? { digits, exponent: 0 }
    : { digits, exponent: Number(power) - fraction.length + written.length - kept.length };
}

/** Below 0, 0 or above 0, as the first number is smaller than, equal to or larger than the second. */
export function compareNumbers(a: AnyNumber, b: AnyNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const [one, other] = [decimalOf(a), decimalOf(b)];
  const signs = signOf(one) - signOf(other);
  if (signs !== 0) return signs;
  const sizes = (sizeOf(one) - sizeOf(other)) * signOf(one);
  if (sizes !== 0 || one.digits === 0n) return sizes;
  const exponent = Math.min(one.exponent, other.exponent);
  const [left, right] = [digitsAt(one, exponent), digitsAt(other, exponent)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function signOf({ digits }: DecimalValue): number {
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** The position of the first digit: numbers of one sign with different ones need no exact arithmetic. */
function sizeOf({ digits, exponent }: DecimalValue): number {
  return String(digits < 0n ? -digits : digits).length + exponent;
}

/** The digits of a decimal at an exponent that is not above its own. */
export function digitsAt({ digits, exponent }: DecimalValue, wanted: number): bigint {
  return digits * 10n ** BigInt(exponent - wanted);
}

/** Whether a number is whole. */
export function isWhole(number: AnyNumber): boolean {
  return typeof number === 'number' ? Number.isInteger(number) : number.decimal.exponent >= 0;
}

/** The largest whole number that is not above this one. For numbers of a bounded exponent: it writes all digits. */
export function floorOf(number: AnyNumber): bigint {
  const { digits, exponent } = decimalOf(number);
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  if (String(digits).length <= -exponent) return digits < 0n ? -1n : 0n;
  const unit = 10n ** BigInt(-exponent);
  const quotient = digits / unit;
  return digits < 0n && digits % unit !== 0n ? quotient - 1n : quotient;
}

/** The text of a decimal without an exponent. For decimals of a bounded exponent. */
export function plainDecimal({ digits, exponent }: DecimalValue): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits);
  if (exponent >= 0) return `${sign}${text}${'0'.repeat(digits === 0n ? 0 : exponent)}`;
  const padded = text.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
