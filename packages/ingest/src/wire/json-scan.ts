/** Deepest nesting of an event: external tables nest no deeper (Redshift, "CREATE EXTERNAL TABLE": 100 levels). */
export const MAX_DEPTH = 100;

/** One value inside the root of a JSON text: where it stands, and how deep it nests. */
interface Member {
  /** The member's key, unescaped; absent in an array. */
  readonly key?: string;
  /** The value exactly as written, without surrounding white space. */
  readonly text: string;
  /** Levels of objects and arrays in the value: 0 for a scalar, 1 for a flat object. */
  readonly depth: number;
}

/** The members of a root object or array, in order. */
export interface Scan {
  readonly members: readonly Member[];
  /** Levels of objects and arrays in the whole text. */
  readonly depth: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

/**
 * Cuts a valid JSON text into its root's members without rewriting them, so that an event can be stored as it was
 * sent: numbers keep their digits. The text must have passed `JSON.parse`; duplicate keys are all listed.
 */
export function scanJson(text: string): Scan {
  const members: Member[] = [];
  let level = 0;
  let deepest = 0;
  let memberDeepest = 0;
  let start = 0;
  let key: string | undefined;
  const finish = (end: number): void => {
    const value = text.slice(start, end).trim();
    if (value !== '') members.push({ ...(key === undefined ? {} : { key }), text: value, depth: memberDeepest });
    key = undefined;
    start = end + 1;
    memberDeepest = 0;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) i = endOfString(text, i);
    else if (c === COMMA && level === 1) finish(i);
    else if (c === COLON && level === 1) {
      key = JSON.parse(text.slice(start, i)) as string;
      start = i + 1;
    } else if (opens(c)) {
      level++;
      if (level === 1) start = i + 1;
      if (level - 1 > memberDeepest) memberDeepest = level - 1;
      if (level > deepest) deepest = level;
    } else if (closes(c)) {
      level--;
      if (level === 0) finish(i);
    }
  }
  return { members, depth: deepest };
}

/** Where the value that begins at `start` of a valid JSON text ends: the place behind it. */
export function endOfValue(text: string, start: number): number {
  let level = 0;
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      i = endOfString(text, i);
      if (level === 0) return i + 1;
    } else if (opens(c)) level++;
    else if (closes(c)) {
      if (level === 0) return i;
      if (--level === 0) return i + 1;
    } else if (level === 0 && (c === COMMA || c === COLON || c <= 0x20)) return i;
  }
  return text.length;
}

/**
 * The text of an object without the members of this name; the others stay as written, but for white space and the escapes of
 * their keys. The text must have passed `JSON.parse`.
 */
export function withoutMember(text: string, name: string): string {
  const kept = scanJson(text).members.filter(({ key }) => key !== name);
  return `{${kept.map((member) => `${JSON.stringify(member.key)}:${member.text}`).join(',')}}`;
}

/**
 * How deep a JSON text nests where that is deeper than `limit`, else undefined. The text must have passed `JSON.parse`. Costs
 * next to nothing for texts with no more brackets than the limit, which is nearly all of them.
 */
export function deeperThan(text: string, limit: number): number | undefined {
  if (text.length <= 2 * limit) return undefined;
  const lists = countUpTo(limit, text, '[');
  // A level of objects takes five characters at least: {"":}
  if (lists + (text.length - 2 * lists) / 5 <= limit || lists + countUpTo(limit, text, '{') <= limit) return undefined;
  const { depth } = scanJson(text);
  return depth > limit ? depth : undefined;
}

function countUpTo(limit: number, text: string, bracket: string): number {
  let found = 0;
  for (let at = text.indexOf(bracket); at >= 0 && found <= limit; at = text.indexOf(bracket, at + 1)) found++;
  return found;
}

function opens(c: number): boolean {
  return c === 0x7b || c === 0x5b;
}

function closes(c: number): boolean {
  return c === 0x7d || c === 0x5d;
}

function endOfString(text: string, quote: number): number {
  let end = text.indexOf('"', quote + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}
