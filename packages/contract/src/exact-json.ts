import { ExactNumber, exactly } from './exact-number.js';
import type { JsonObject, JsonValue } from './json.js';

/** What a double may not hold as it is written: 16 digits or more, or an exponent. It may stand in a text, which costs time only. */
const suspicious = /\d[\d.]{15}|\d[eE]/;
const tokens = /"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*|[[\]{}:,]|true|false|null/g;

/**
 * Reads JSON, as `JSON.parse` does, but keeps numbers that a double would change: they come as {@link ExactNumber}. Throws
 * what `JSON.parse` throws.
 */
export function readJson(text: string): JsonValue {
  const value = JSON.parse(text) as JsonValue;
  return suspicious.test(text) ? exactValue(text) : value;
}

/** A list or an object that is being read; `key` is the name that comes next in an object. */
interface Open {
  readonly into: JsonValue[] | JsonObject;
  key?: string;
}

/** Reads a text that is known to be JSON, without recursion: it may be nested deeper than the stack. */
function exactValue(text: string): JsonValue {
  const open: Open[] = [{ into: [] }];
  const root = (open[0] as Open).into as JsonValue[];
  for (const [token] of text.matchAll(tokens)) {
    const top = open.at(-1) as Open;
    if (token === ',' || token === ':') continue;
    if (token === ']' || token === '}') open.pop();
    else if (token.startsWith('"') && !Array.isArray(top.into) && top.key === undefined) top.key = JSON.parse(token);
    else {
      const value = token === '[' ? [] : token === '{' ? {} : scalar(token);
      put(top, value);
      if (token === '[' || token === '{') open.push({ into: value as JsonValue[] | JsonObject });
    }
  }
  return root[0] as JsonValue;
}

function scalar(token: string): JsonValue {
  return /^[-\d]/.test(token) ? exactly(token) : (JSON.parse(token) as JsonValue);
}

/** `__proto__` is a name like any other. */
function put(top: Open, value: JsonValue): void {
  if (Array.isArray(top.into)) top.into.push(value);
  else {
    const property = { value, enumerable: true, configurable: true, writable: true };
    Object.defineProperty(top.into, top.key as string, property);
    delete top.key;
  }
}

/** Whether a number that no double holds stands in a value, at any depth. */
export function holdsExact(value: unknown): boolean {
  return exactIn(value) !== undefined;
}

/** A number that no double holds, from anywhere in a value; undefined where there is none. */
export function exactIn(value: unknown): ExactNumber | undefined {
  const waiting = [value];
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (next instanceof ExactNumber) return next;
    if (typeof next === 'object' && next !== null) {
      for (const inner of Object.values(next)) if (typeof inner === 'object' && inner !== null) waiting.push(inner);
    }
  }
  return undefined;
}

/** Writes JSON, as `JSON.stringify` does, with every number as it was written. Undefined where `JSON.stringify` gives that. */
export function writeJson(value: unknown, space = 0): string {
  if (!holdsExact(value)) return JSON.stringify(value, null, space);
  return written(value, space, '\n') ?? 'null';
}

function written(value: unknown, space: number, line: string): string | undefined {
  if (value instanceof ExactNumber) return value.text;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = line + ' '.repeat(space);
  if (Array.isArray(value)) {
    return enclosed(
      '[',
      value.map((member) => written(member, space, inner) ?? 'null'),
      ']',
      space,
      line,
    );
  }
  const colon = space > 0 ? ': ' : ':';
  const members = Object.entries(value).flatMap(([key, member]) => {
    const text = written(member, space, inner);
    return text === undefined ? [] : [`${JSON.stringify(key)}${colon}${text}`];
  });
  return enclosed('{', members, '}', space, line);
}

function enclosed(open: string, members: readonly string[], close: string, space: number, line: string): string {
  if (members.length === 0) return open + close;
  const inner = space > 0 ? line + ' '.repeat(space) : '';
  return `${open}${inner}${members.join(`,${inner}`)}${space > 0 ? line : ''}${close}`;
}
