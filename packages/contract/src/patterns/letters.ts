import { type CharSet, holds } from './char-set.js';

const plain = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ -_./:@,;+*=!?#%&()<>[]{}|~^$\'"`\\';

/** Characters that no set of a pattern tells apart, and one of them, a plain one if there is any. */
export interface Letter {
  readonly character: number;
  /** Which of the sets have them. */
  readonly sets: ReadonlySet<number>;
}

/** The cuts between the ranges of all sets: between two of them no set begins or ends. */
export function cutsOf(sets: readonly CharSet[]): number[] {
  const cuts = new Set([0]);
  for (const set of sets) for (let i = 0; i < set.length; i++) cuts.add((set[i] as number) + (i % 2));
  return [...cuts].sort((a, b) => a - b);
}

/** Every kind of character that the sets tell apart. */
export function lettersOf(sets: readonly CharSet[]): Letter[] {
  const letters = new Map<string, Letter>();
  const candidates = [...Array.from(plain, (char) => char.charCodeAt(0)), ...cutsOf(sets)];
  for (const character of candidates) {
    if (character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff)) continue;
    const members = [...sets.keys()].filter((set) => holds(sets[set] as CharSet, character));
    const key = members.join();
    if (!letters.has(key)) letters.set(key, { character, sets: new Set(members) });
  }
  return [...letters.values()];
}
