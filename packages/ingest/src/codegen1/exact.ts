import { extrasLeft } from './extras.js';
import { obj } from './same.js';
import { constraints, type TableNode } from './table.js';
import { marks } from './text.js';
import type { JsonObject, RuntimeVersion, Stamp } from './types.js';

/** A number outside of texts that a double may not hold as it was sent: 16 digits or more, or an exponent. */
const LONG = /[:[,]\s*-?(?:[\d.]{16}|[\d.]+[eE])/;
/** The escape of the character that marks a number; both doors refuse events that hold it. */
const NUL = /(?:^|[^\\])(?:\\\\)*\\u0000/;
const TOKENS = /"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g;

/**
 * The event of a JSON text with every number that a double changes as a marked text, or undefined where there is none. The
 * text must have passed `JSON.parse`.
 */
export function exactly(text: string): JsonObject | undefined {
  if (!LONG.test(text) || NUL.test(text)) return undefined;
  let changed = false;
  const marked = text.replace(TOKENS, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    changed = true;
    return `"\\u0000${token}"`;
  });
  return changed ? (JSON.parse(marked) as JsonObject) : undefined;
}

/**
 * The row of a checked event (see {@link RuntimeVersion.row}). What is stored as JSON, in `_extra` or in a free column,
 * keeps its numbers as they stand in `text`, from which the event was parsed.
 */
export function writeRow(version: RuntimeVersion, event: JsonObject, stamp: Stamp, text: string): string {
  const row = version.row(event, stamp);
  if (!extrasLeft() && !storesJson(version)) return row;
  const exact = exactly(text);
  if (exact === undefined) return row;
  marks.used = true;
  try {
    return version.row(merged(event, exact, version.schema as TableNode) as JsonObject, stamp);
  } finally {
    marks.used = false;
  }
}

const known = new WeakMap<RuntimeVersion, boolean>();

function storesJson(version: RuntimeVersion): boolean {
  const stores = known.get(version) ?? holdsFree(version.schema as TableNode);
  known.set(version, stores);
  return stores;
}

function isFree(node: TableNode): boolean {
  return node === 'any' || constraints(node).json !== undefined;
}

function holdsFree(node: TableNode): boolean {
  if (isFree(node)) return true;
  const { fields = [], rest = 'none', items } = constraints(node);
  const inner = [...fields.map(([, field]) => field), ...(rest === 'none' ? [] : [rest]), ...(items ? [items] : [])];
  return inner.some(holdsFree);
}

/** The value with what is stored as JSON taken from its exact twin; of a field's names only the first that it came under. */
function merged(value: unknown, exact: unknown, node: TableNode): unknown {
  if (isFree(node)) return exact;
  const { fields = [], rest = 'none', items } = constraints(node);
  if (Array.isArray(value)) {
    return items === undefined ? value : value.map((item, i) => merged(item, (exact as unknown[])[i], items));
  }
  if (!obj(value)) return value;
  const twin = exact as JsonObject;
  const result: JsonObject = { ...twin };
  for (const key of Object.keys(value)) {
    if (rest !== 'none') put(result, key, merged(value[key], twin[key], rest));
  }
  for (const [name, inner, , ...olds] of fields) {
    const [first, ...others] = [name, ...olds].filter((key) => Object.hasOwn(value, key));
    if (first !== undefined) put(result, first, merged(value[first], twin[first], inner));
    for (const key of others) delete result[key];
  }
  return result;
}

function put(into: JsonObject, key: string, value: unknown): void {
  Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
}
