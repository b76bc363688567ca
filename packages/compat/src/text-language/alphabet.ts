import type { TextUnits } from '@sluice/contract/patterns';
import {
  type CharSet,
  charSet,
  complementOf,
  holds,
  holdsSurrogates,
  lastCodePoint,
  lastUnit,
  rangesOf,
  wordCharacters,
} from '@sluice/contract/patterns';

/** The distinct character sets of all automata that run together, by number. Number 0 is `\w`. */
export class SetPool {
  readonly sets: CharSet[] = [];
  private readonly numbers = new Map<string, number>();

  constructor() {
    this.add(wordCharacters);
  }

  /** The number of the set; equal sets have one number. */
  add(set: CharSet): number {
    const key = set.join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.sets.length);
    return this.sets.push(set) - 1;
  }
}

/** Characters that no automaton can tell apart: the atoms they consist of (two for a surrogate pair) and some of them, the plainest first. */
interface Letter {
  readonly atoms: readonly number[];
  readonly characters: readonly string[];
}

/** All characters of JSON text in classes. `has[set][atom]` is 1 if the set has the characters of the atom. */
export interface Alphabet {
  readonly letters: readonly Letter[];
  readonly has: readonly Uint8Array[];
}

interface Atom {
  readonly members: readonly boolean[];
  readonly ranges: [number, number][];
}

const plain = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./:@ ,;+*=!?#%&()<>[]{}|~^$\'"`\\';
const fewCharacters = 12;
const highSurrogates: CharSet = [0xd800, 0xdbff];
const lowSurrogates: CharSet = [0xdc00, 0xdfff];

/** Splits the characters into the classes that the sets of the pool make; letters with plain characters come first. */
export function alphabetOf(pool: SetPool, reading: TextUnits): Alphabet {
  const paired = reading === 'units';
  const atoms = atomsOf(
    paired ? [...pool.sets, highSurrogates, lowSurrogates] : pool.sets,
    paired ? lastUnit : lastCodePoint,
  );
  const has = pool.sets.map((_, set) => Uint8Array.from(atoms, ({ members }) => (members[set] ? 1 : 0)));
  const letters = paired ? unitLetters(atoms, pool.sets.length) : pointLetters(atoms);
  const used = letters.filter(({ characters }) => characters.length > 0);
  return { has, letters: used.sort((a, b) => rankOf(a) - rankOf(b)) };
}

function atomsOf(sets: readonly CharSet[], last: number): Atom[] {
  const cuts = new Set([0]);
  for (const set of sets) for (let i = 0; i < set.length; i++) cuts.add((set[i] as number) + (i % 2));
  const starts = [...cuts].filter((cut) => cut <= last).sort((a, b) => a - b);
  const atoms = new Map<string, Atom>();
  const at = sets.map(() => 0);
  for (const [i, from] of starts.entries()) {
    const members = sets.map((set, k) => isIn(set, from, at, k));
    const key = members.map(Number).join('');
    const range: [number, number] = [from, (starts[i + 1] ?? last + 1) - 1];
    const atom = atoms.get(key);
    if (atom) atom.ranges.push(range);
    else atoms.set(key, { members, ranges: [range] });
  }
  return [...atoms.values()];
}

/** Membership of ascending codes: `at[k]` remembers how far set k has been read. */
function isIn(set: CharSet, code: number, at: number[], k: number): boolean {
  let i = at[k] as number;
  while (i < set.length && (set[i + 1] as number) < code) i += 2;
  at[k] = i;
  return i < set.length && (set[i] as number) <= code;
}

function pointLetters(atoms: readonly Atom[]): Letter[] {
  return atoms.map(({ ranges }, atom) => ({ atoms: [atom], characters: charactersIn(withoutSurrogates(ranges)) }));
}

function unitLetters(atoms: readonly Atom[], high: number): Letter[] {
  const numbered = atoms.map((atom, number) => ({ ...atom, number }));
  const highs = numbered.filter(({ members }) => members[high]);
  const lows = numbered.filter(({ members }) => members[high + 1]);
  const others = numbered.filter(({ members }) => !members[high] && !members[high + 1]);
  return [
    ...others.map(({ ranges, number }) => ({ atoms: [number], characters: charactersIn(ranges) })),
    ...highs.flatMap((first) =>
      lows.map((second) => ({
        atoms: [first.number, second.number],
        characters: edges(first.ranges).flatMap((a) => edges(second.ranges).map((b) => String.fromCharCode(a, b))),
      })),
    ),
  ];
}

function withoutSurrogates(ranges: [number, number][]): [number, number][] {
  if (!holdsSurrogates(ranges.flat())) return ranges;
  const outside = charSet([...rangesOf(complementOf(charSet(ranges), lastCodePoint)), [0xd800, 0xdfff]]);
  return rangesOf(complementOf(outside, lastCodePoint));
}

function edges(ranges: readonly (readonly [number, number])[]): number[] {
  return [...new Set(ranges.flat())].slice(0, 4);
}

/** A few characters of the ranges: plain ones, else the ends of some ranges. */
function charactersIn(ranges: readonly (readonly [number, number])[]): string[] {
  const set = ranges.flat();
  const nice: string[] = [];
  for (let i = 0; i < plain.length && nice.length < fewCharacters; i++) {
    if (holds(set, plain.charCodeAt(i))) nice.push(plain.charAt(i));
  }
  return nice.length > 0 ? nice : edges(ranges).map((code) => String.fromCodePoint(code));
}

function rankOf({ characters: [first] }: Letter): number {
  const rank = plain.indexOf(first as string);
  return rank < 0 ? plain.length + (first as string).length + ((first as string) < ' ' ? 2 : 0) : rank;
}
