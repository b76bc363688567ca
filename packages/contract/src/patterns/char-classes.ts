import { type CharSet, charSet, complementOf, lastCodePoint } from './char-set.js';

/** `\d`: ASCII digits, with and without the flag u. */
export const digits: CharSet = [0x30, 0x39];

/** `\w` without the flag i. */
export const wordCharacters: CharSet = charSet([
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]);

/** What ends a line and `.` therefore does not match: https://tc39.es/ecma262/#prod-LineTerminator */
export const lineTerminators: CharSet = [0x0a, 0x0a, 0x0d, 0x0d, 0x2028, 0x2029];

/** `\s`: https://tc39.es/ecma262/#prod-WhiteSpace and the line terminators. */
export const spaces: CharSet = charSet([
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]);

/** The set behind `\d \D \w \W \s \S`; undefined for any other letter. */
export function classOf(letter: string, last: number): CharSet | undefined {
  const set = { d: digits, w: wordCharacters, s: spaces }[letter.toLowerCase()];
  if (!set) return undefined;
  return letter === letter.toLowerCase() ? set : complementOf(set, last);
}

const properties = new Map<string, CharSet>();

/** The code points of `\p{…}` or `\P{…}`, as the engine that runs this knows them: asked once per property, then kept. */
export function propertyOf(property: string): CharSet {
  const known = properties.get(property) ?? askEngine(property);
  properties.set(property, known);
  return known;
}

/** Asks about each code point; surrogates count too, as members of no text. */
function askEngine(property: string): CharSet {
  const member = new RegExp(`^${property}$`, 'u');
  const flat: number[] = [];
  let inside = false;
  for (let code = 0; code <= lastCodePoint; code++) {
    if (member.test(String.fromCodePoint(code)) === inside) continue;
    flat.push(inside ? code - 1 : code);
    inside = !inside;
  }
  return inside ? [...flat, lastCodePoint] : flat;
}
