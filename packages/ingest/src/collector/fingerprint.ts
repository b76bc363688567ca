import { exactly } from '../codegen1/index.js';

/** What the way of an event adds or repeats: the same event has the same fingerprint with and without them. */
const NOT_PAYLOAD: ReadonlySet<string> = new Set(['event', 'eventId', 'sentAt', 'receivedAt']);

const SEED = 0x811c9dc5;

/**
 * 32 bits that follow from an event's payload, whatever the order of its keys, the white space between them and the way a number is
 * written. Numbers count with all digits of the text that the event was parsed from. Every stored event passes here. Events nest {@link MAX_DEPTH} levels at most, so the recursion ends soon.
 */
export function fingerprint(sent: { readonly [key: string]: unknown }, text: string): number {
  const event = exactly(text) ?? sent;
  let sum = 0;
  for (const key in event) if (!NOT_PAYLOAD.has(key)) sum += member(key, event[key]);
  return mixed(sum | 0);
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

function print(value: unknown): number {
  if (typeof value === 'string') return value.startsWith(MARK) ? printDigits(value.slice(1)) : printText(value, SEED);
  if (typeof value === 'number') {
    // Minus zero is no other number.
    double[0] = value + 0;
    return mixed((words[0] as number) ^ Math.imul(words[1] as number, 0x9e3779b1));
  }
  if (typeof value !== 'object' || value === null) return mixed(value === null ? 1 : value === true ? 2 : 3);
  if (Array.isArray(value)) {
    let hash = 5;
    for (const item of value) hash = mixed(Math.imul(hash, 31) + print(item));
    return hash;
  }
  let sum = 7;
  for (const key in value) sum += member(key, (value as { readonly [key: string]: unknown })[key]);
  return mixed(sum | 0);
}

/** What {@link exactly} puts before the digits of a number; a stored event has no text with it. */
const MARK = '\u0000';

/** A number as it was sent: as the double where it is the same number, else by its digits. */
function printDigits(sent: string): number {
  const digits = plainDigits(sent);
  const value = Number(sent);
  return digits === plainDigits(String(value)) ? print(value) : printText(digits, 11);
}

/** Sign, digits without zeros at either end, and the power of ten behind them: the same for `1.50`, `15e-1` and `0.15E1`. */
function plainDigits(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = withoutZeros(all);
  if (digits === '') return '0';
  return `${sign}${digits}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(all.length - digits.length)}`;
}

/** Without zeros at the end; a search for them by an expression would take the square of their number. */
function withoutZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

function member(key: string, value: unknown): number {
  return mixed(printText(key, 9) ^ Math.imul(print(value), 0x85ebca6b));
}

function printText(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

function mixed(value: number): number {
  const hash = Math.imul(value ^ (value >>> 15), 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}
