import { lineTerminators } from './char-classes.js';
import { complementOf } from './char-set.js';
import { type Cursor, cursorOf, depthOf, skip, type TextUnits, take, takeCode } from './cursor.js';
import { characterClass } from './parse-class.js';
import { characterEscape, classEscape } from './parse-escape.js';
import { choice, end, type Node, nothingMore, sequence, start, withoutConditions } from './syntax.js';

/** Groups within each other beyond this depth are not followed: every level takes room on the stack. */
const deepest = 200;

/**
 * Reads an ECMAScript regular expression. It must be one that `new RegExp` accepts in this reading: what is not valid is
 * not noticed here. https://tc39.es/ecma262/#sec-patterns and, for units, annex B.1.2.
 */
export function parse(source: string, reading: TextUnits): Node {
  const cursor = cursorOf(source, reading);
  return depthOf(source) > deepest ? { kind: 'opaque', within: anything(cursor), unread: true } : alternatives(cursor);
}

function alternatives(cursor: Cursor): Node {
  const options = [terms(cursor)];
  while (skip(cursor, '|')) options.push(terms(cursor));
  return choice(options);
}

function terms(cursor: Cursor): Node {
  const items: Node[] = [];
  while (cursor.at < cursor.source.length && !'|)'.includes(cursor.source[cursor.at] as string)) {
    items.push(quantified(term(cursor), cursor));
  }
  return sequence(items);
}

function quantified(body: Node, cursor: Cursor): Node {
  const found = take(cursor, /(?:[*+?]|\{(\d+)(,(\d*))?\})(\?)?/y);
  if (!found) return body;
  const [text, least, open, most, lazily] = found;
  const repeat = (min: number, max: number): Node => ({
    kind: 'repeat',
    body,
    min,
    max,
    ...(lazily && { lazy: true }),
  });
  if (least === undefined) return repeat(text[0] === '+' ? 1 : 0, text[0] === '?' ? 1 : Number.POSITIVE_INFINITY);
  const min = Number(least);
  return repeat(min, open === undefined ? min : most ? Number(most) : Number.POSITIVE_INFINITY);
}

function term(cursor: Cursor): Node {
  if (skip(cursor, '^')) return start;
  if (skip(cursor, '$')) return end;
  if (skip(cursor, '(')) return group(cursor);
  if (skip(cursor, '[')) return { kind: 'chars', set: characterClass(cursor) };
  if (skip(cursor, '.')) return { kind: 'chars', set: complementOf(lineTerminators, cursor.last) };
  if (cursor.source[cursor.at] === '\\') return escaped(cursor);
  return character(takeCode(cursor));
}

function character(code: number): Node {
  return { kind: 'chars', set: [code, code] };
}

function anything(cursor: Cursor): Node {
  return { kind: 'repeat', body: { kind: 'chars', set: [0, cursor.last] }, min: 0, max: Number.POSITIVE_INFINITY };
}

function escaped(cursor: Cursor): Node {
  const set = classEscape(cursor);
  if (set) return { kind: 'chars', set };
  cursor.at += 1;
  const boundary = take(cursor, /[bB]/y);
  if (boundary) return { kind: 'assertion', test: { kind: 'word', negative: boundary[0] === 'B' } };
  return backReference(cursor) ?? character(characterEscape(cursor, false));
}

/** `\1`, `\k<name>`: contained in what the group matches or nothing, if the group is closed here; else in anything. */
function backReference(cursor: Cursor): Node | undefined {
  const name = cursor.named || cursor.reading === 'code points' ? take(cursor, /k<([^>]*)>/y) : null;
  const key = name?.[1] ?? numbered(cursor);
  if (key === undefined) return undefined;
  const body = cursor.groups.get(key);
  return { kind: 'opaque', within: body ? choice([nothingMore, withoutConditions(body)]) : anything(cursor) };
}

function numbered(cursor: Cursor): string | undefined {
  const from = cursor.at;
  const found = take(cursor, /[1-9]\d*/y)?.[0];
  if (found === undefined || cursor.reading === 'code points' || Number(found) <= cursor.capturing) return found;
  cursor.at = from;
  return undefined;
}

function group(cursor: Cursor): Node {
  const look = take(cursor, /\?(<?)([=!])/y);
  if (look) return { kind: 'look', behind: look[1] === '<', negative: look[2] === '!', body: closed(cursor) };
  if (skip(cursor, '?:')) return closed(cursor);
  // Modifiers such as (?i:…) change what the characters within mean; they are not followed.
  if (take(cursor, /\?[a-z-]+:/y)) return modified(cursor);
  return captured(cursor, take(cursor, /\?<([^>]*)>/y)?.[1]);
}

function modified(cursor: Cursor): Node {
  const outside = new Set(cursor.groups.keys());
  closed(cursor);
  for (const key of cursor.groups.keys()) if (!outside.has(key)) cursor.groups.set(key, undefined);
  return { kind: 'opaque', within: anything(cursor), unread: true };
}

function captured(cursor: Cursor, name: string | undefined): Node {
  cursor.opened += 1;
  const key = String(cursor.opened);
  const body = closed(cursor);
  cursor.groups.set(key, body);
  // A name that two alternatives share stands for either group: nothing is known about what it holds.
  if (name !== undefined) cursor.groups.set(name, cursor.groups.has(name) ? undefined : body);
  return body;
}

function closed(cursor: Cursor): Node {
  const body = alternatives(cursor);
  cursor.at += 1;
  return body;
}
