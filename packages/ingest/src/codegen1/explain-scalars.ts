import type { Fault } from './faults.js';
import { FORMATS } from './formats.js';
import { DECIMAL_TEXT, id64, inInt64Range } from './numbers.js';
import { show } from './show.js';
import type { ValueNode } from './table.js';
import { characters } from './text.js';

/** What is wrong with a number. */
export function numberFaults(node: ValueNode, value: number): Fault[] {
  const unsafe = unsafeFault(node, value);
  if (unsafe) return [unsafe];
  const text = String(value);
  return [
    ...boundFaults(node, value),
    ...decimalFaults(node, text, text),
    ...(node.decimal ? patternFaults(node, text) : []),
  ];
}

/** What is wrong with a string. */
export function stringFaults(node: ValueNode, value: string): Fault[] {
  return [
    ...lengthFaults(node, value),
    ...decimalFaults(node, value, show(value)),
    ...int64Faults(node, value),
    ...patternFaults(node, value),
    ...formatFaults(node, value),
  ];
}

/** JSON.parse has already rounded such a number; the bounds of an int64 on the wire refuse it. */
function unsafeFault({ minimum = -Infinity, maximum = Infinity }: ValueNode, value: number): Fault | undefined {
  const beyond = !Number.isSafeInteger(value) && Number.isInteger(value);
  if (!beyond || (value >= minimum && value <= maximum)) return undefined;
  if (minimum !== Number.MIN_SAFE_INTEGER && maximum !== Number.MAX_SAFE_INTEGER) return undefined;
  return {
    code: 'unsafe-integer',
    message: `Whole numbers beyond ±9007199254740991 lose digits in JSON, found about ${value}. Define the field as Id64 and send it as a string.`,
  };
}

type Bound = readonly [
  keyof ValueNode & ('minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum' | 'multipleOf'),
  string,
  string,
  (value: number, limit: number) => boolean,
];

const BOUNDS: readonly Bound[] = [
  ['minimum', 'minimum', 'at least', (value, limit) => value >= limit],
  ['maximum', 'maximum', 'at most', (value, limit) => value <= limit],
  ['exclusiveMinimum', 'exclusive-minimum', 'more than', (value, limit) => value > limit],
  ['exclusiveMaximum', 'exclusive-maximum', 'less than', (value, limit) => value < limit],
  ['multipleOf', 'multiple-of', 'a multiple of', (value, limit) => value % limit === 0],
];

function boundFaults(node: ValueNode, value: number): Fault[] {
  return BOUNDS.flatMap(([keyword, code, phrase, holds]) => {
    const limit = node[keyword];
    if (limit === undefined || holds(value, limit)) return [];
    return [{ code, message: `Must be ${phrase} ${limit}, found ${value}.` }];
  });
}

function decimalFaults({ decimal }: ValueNode, text: string, shown: string): Fault[] {
  if (!decimal) return [];
  const [whole, scale] = decimal;
  const parts = DECIMAL_TEXT.exec(text);
  if (!parts) {
    const message = `Must be a decimal number in plain notation with at most ${scale} decimals, found ${shown}.`;
    return [{ code: 'decimal', message }];
  }
  const [, digits = '', decimals = ''] = parts;
  const faults: Fault[] = [];
  if (decimals.length > scale) {
    faults.push({ code: 'decimal-scale', message: `Must have at most ${scale} decimals, found ${shown}.` });
  }
  if (digits !== '0' && digits.length > whole) {
    const message = `Must have at most ${whole} digits before the point, found ${shown}.`;
    faults.push({ code: 'decimal-precision', message });
  }
  return faults;
}

function int64Faults({ int64 }: ValueNode, text: string): Fault[] {
  if (!int64 || id64(text)) return [];
  if (/^-?[1-9]\d*$/.test(text) && !inInt64Range(text)) {
    return [{ code: 'int64-range', message: `Must lie within the signed 64-bit range, found ${show(text)}.` }];
  }
  return [
    { code: 'pattern', message: `Must be a whole number in digits, without leading zeros, found ${show(text)}.` },
  ];
}

function lengthFaults({ minLength = 0, maxLength = Infinity }: ValueNode, text: string): Fault[] {
  const length = characters(text);
  if (length < minLength) {
    return [
      { code: 'min-length', message: `Must have at least ${minLength} characters, found ${length}: ${show(text)}.` },
    ];
  }
  if (length <= maxLength) return [];
  return [
    { code: 'max-length', message: `Must have at most ${maxLength} characters, found ${length}: ${show(text)}.` },
  ];
}

function patternFaults({ pattern }: ValueNode, text: string): Fault[] {
  if (pattern === undefined || new RegExp(pattern, 'u').test(text)) return [];
  return [{ code: 'pattern', message: `Must match ${pattern}, found ${show(text)}.` }];
}

function formatFaults({ format }: ValueNode, text: string): Fault[] {
  const holds = format !== undefined && FORMATS[format as keyof typeof FORMATS];
  if (!holds || holds(text)) return [];
  return [{ code: 'format', message: `Must be a valid ${format}, found ${show(text)}.` }];
}
