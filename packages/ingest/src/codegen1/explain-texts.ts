import { noteDecimal } from './explain-decimal.js';
import { type FaultPath, type Findings, type Key, note } from './faults.js';
import { FORMATS } from './formats.js';
import { id64, inInt64Range } from './numbers.js';
import { matcherOf } from './patterns.js';
import { show } from './show.js';
import type { ValueNode } from './table.js';
import { characters, sized } from './text.js';

/** Adds what is wrong with a string. */
export function explainText(
  node: ValueNode,
  value: string,
  place: FaultPath | undefined,
  key: Key,
  found: Findings,
): void {
  const { minLength = 0, maxLength = Infinity, decimal, int64, pattern, format } = node;
  const add = (code: string, message: string) => note(found, code, `${message}, found ${show(value)}.`, place, key);
  if (!sized(value, minLength, maxLength)) {
    const length = characters(value);
    const [code, wanted] =
      length < minLength ? ['min-length', `least ${minLength}`] : ['max-length', `most ${maxLength}`];
    note(found, code, `Must have at ${wanted} characters, found ${length}: ${show(value)}.`, place, key);
  }
  if (decimal) noteDecimal(decimal, value, show(value), place, key, found);
  if (int64 && !id64(value)) add(...wrongId(value));
  if (pattern !== undefined) notePattern(node, value, place, key, found);
  if (format !== undefined && !FORMATS[format as keyof typeof FORMATS]?.(value)) {
    add('format', `Must be a valid ${format}`);
  }
}

function notePattern(node: ValueNode, value: string, place: FaultPath | undefined, key: Key, found: Findings): void {
  const matcher = matcherOf(node);
  if (matcher.test(value)) return;
  const { most = Infinity } = matcher;
  const length = characters(value);
  if (length <= most) note(found, 'pattern', `Must match ${node.pattern}, found ${show(value)}.`, place, key);
  else {
    const why = `a longer text could take too long to hold against ${node.pattern}`;
    note(found, 'pattern-length', `Can have at most ${most} characters, found ${length}: ${why}.`, place, key);
  }
}

function wrongId(text: string): [code: string, message: string] {
  return /^-?[1-9]\d*$/.test(text) && !inInt64Range(text)
    ? ['int64-range', 'Must lie within the signed 64-bit range']
    : ['pattern', 'Must be a whole number in digits, without leading zeros'];
}
