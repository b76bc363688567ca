import { lastCodePoint, lastUnit } from './char-set.js';
import type { Node } from './syntax.js';

/** How a pattern is read: with the flag u over code points, without it over UTF-16 units. */
export type TextUnits = 'code points' | 'units';

/** Where the parser stands in a pattern, and what it knows of the groups. */
export interface Cursor {
  readonly source: string;
  readonly reading: TextUnits;
  /** The greatest character of the reading. */
  readonly last: number;
  readonly capturing: number;
  readonly named: boolean;
  /** Bodies of the capturing groups by number and by name; undefined while a group is open. */
  readonly groups: Map<string, Node | undefined>;
  opened: number;
  at: number;
}

/** A cursor before the first character of a pattern that the engine accepts in this reading. */
export function cursorOf(source: string, reading: TextUnits): Cursor {
  const openings = source.match(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?<(?![=!])|(?!\?))/g) ?? [];
  const groups = openings.filter((text) => text.startsWith('('));
  return {
    source,
    reading,
    last: reading === 'units' ? lastUnit : lastCodePoint,
    capturing: groups.length,
    named: groups.some((text) => text.length > 1),
    groups: new Map(),
    opened: 0,
    at: 0,
  };
}

/** How deeply groups stand within each other. */
export function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of source.matchAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|[()]/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Steps over the text if it stands here. */
export function skip(cursor: Cursor, text: string): boolean {
  if (!cursor.source.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}

/** Steps over what the sticky expression matches here. */
export function take(cursor: Cursor, sticky: RegExp): RegExpExecArray | null {
  sticky.lastIndex = cursor.at;
  const match = sticky.exec(cursor.source);
  if (match) cursor.at += match[0].length;
  return match;
}

/** Steps over one character of the reading and returns its code. */
export function takeCode(cursor: Cursor): number {
  const code =
    cursor.reading === 'units' ? cursor.source.charCodeAt(cursor.at) : (cursor.source.codePointAt(cursor.at) as number);
  cursor.at += code > lastUnit ? 2 : 1;
  return code;
}
