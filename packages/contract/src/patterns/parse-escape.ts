import { classOf, propertyOf } from './char-classes.js';
import type { CharSet } from './char-set.js';
import { type Cursor, skip, take, takeCode } from './cursor.js';

const controls: { readonly [letter: string]: number } = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** An escape that stands for a set (`\d`, `\p{L}`); undefined, and nothing consumed, if another one stands here. */
export function classEscape(cursor: Cursor): CharSet | undefined {
  if (cursor.reading === 'code points') {
    const property = take(cursor, /\\[pP]\{[^}]*\}/y);
    if (property) return propertyOf(property[0]);
  }
  const letter = take(cursor, /\\([dDwWsS])/y);
  return letter ? classOf(letter[1] as string, cursor.last) : undefined;
}

/** An escape that stands for one character, after its backslash; what is no escape there is read as the engine does. */
export function characterEscape(cursor: Cursor, inClass: boolean): number {
  const control = take(cursor, inClass && cursor.reading === 'units' ? /c([A-Za-z0-9_])/y : /c([A-Za-z])/y);
  if (control) return (control[1] as string).charCodeAt(0) % 32;
  if (cursor.source[cursor.at] === 'c') return 0x5c;
  const hex = hexEscape(cursor);
  if (hex !== undefined) return hex;
  const octal = octalEscape(cursor);
  if (octal !== undefined) return octal;
  const code = takeCode(cursor);
  return controls[String.fromCodePoint(code)] ?? code;
}

function hexEscape(cursor: Cursor): number | undefined {
  if (cursor.reading === 'code points') {
    const braced = take(cursor, /u\{([0-9a-fA-F]+)\}/y);
    if (braced) return Number.parseInt(braced[1] as string, 16);
    const pair = take(cursor, /u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/y);
    if (pair) return pairOf(Number.parseInt(pair[1] as string, 16), Number.parseInt(pair[2] as string, 16));
  }
  const plain = take(cursor, /u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})/y);
  return plain ? Number.parseInt((plain[1] ?? plain[2]) as string, 16) : undefined;
}

function pairOf(high: number, low: number): number {
  return 0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00);
}

/** `\0`, and without the flag u also the old octal escapes: https://tc39.es/ecma262/#prod-annexB-LegacyOctalEscapeSequence */
function octalEscape(cursor: Cursor): number | undefined {
  if (cursor.reading === 'code points') return skip(cursor, '0') ? 0 : undefined;
  const octal = take(cursor, /[0-3][0-7]{0,2}|[4-7][0-7]?/y);
  return octal ? Number.parseInt(octal[0], 8) : undefined;
}
