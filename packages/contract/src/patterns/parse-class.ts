import { type CharSet, charSet, complementOf, unionOf } from './char-set.js';
import { type Cursor, skip, takeCode } from './cursor.js';
import { characterEscape, classEscape } from './parse-escape.js';

/** A class after its opening bracket, up to and with the closing one. */
export function characterClass(cursor: Cursor): CharSet {
  const negative = skip(cursor, '^');
  const members: CharSet[] = [[]];
  while (!skip(cursor, ']')) members.push(...member(cursor));
  const set = unionOf(members);
  return negative ? complementOf(set, cursor.last) : set;
}

/** One member or a range. Without the flag u a "range" with `\w` at one end is its ends and the dash. */
function member(cursor: Cursor): CharSet[] {
  const from = classAtom(cursor);
  const dash = cursor.source[cursor.at] === '-' && cursor.source[cursor.at + 1] !== ']';
  if (!dash) return [setOf(from)];
  cursor.at += 1;
  const to = classAtom(cursor);
  if (typeof from === 'number' && typeof to === 'number') return [charSet([[from, to]])];
  return [setOf(from), [0x2d, 0x2d], setOf(to)];
}

function classAtom(cursor: Cursor): number | CharSet {
  const set = classEscape(cursor);
  if (set) return set;
  if (!skip(cursor, '\\')) return takeCode(cursor);
  return skip(cursor, 'b') ? 8 : characterEscape(cursor, true);
}

function setOf(atom: number | CharSet): CharSet {
  return typeof atom === 'number' ? [atom, atom] : atom;
}
