/** A set of UUIDs, each with a tag, in one block of memory. A UUID is four words of an array, from `at` on. */
export interface UuidTable {
  /** Slots, for those who keep something beside each. */
  readonly slots: number;
  /** The slot of this UUID with this tag; where it is not there, the complement (`~`) of the slot it would take, or {@link NO_SLOT}. */
  find(words: Uint32Array, at: number, tag: number): number;
  /** Fills a slot that `find` named; `print` is kept beside the UUID. */
  put(slot: number, words: Uint32Array, at: number, tag: number, print: number): void;
  /** What is kept beside the UUID of a slot. */
  print(slot: number): number;
  clear(): void;
}

/** Words of a slot: four of the UUID, the tag, and what is kept beside them. */
const SLOT = 6;

/** Longest search: whoever chooses ids that collide makes the table forget, not the server slow. */
const PROBES = 32;

/** There is no room for it: it cannot be remembered. */
export const NO_SLOT = -0x80000000;

/**
 * A table for so many UUIDs, with open addressing. Most look-ups are of new ids: they end at a free slot's mark, and the marks,
 * a word each, stay in the processor's cache where whole UUIDs would not. Tags are whole numbers from 1.
 */
export function uuidTable(capacity: number): UuidTable {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(8, capacity * 2)));
  const table = new Uint32Array(slots * SLOT);
  // A hash of what fills the slot, never 0; 0 where it is free.
  const marks = new Uint32Array(slots);
  return {
    slots,
    find: (words, at, tag) => {
      const mark = markOf(words, at, tag);
      let slot = (mark >>> 1) & (slots - 1);
      for (let probe = 0; probe < PROBES; probe++) {
        const found = marks[slot];
        if (found === 0) return ~slot;
        if (found === mark && same(table, slot * SLOT, words, at, tag)) return slot;
        slot = (slot + 1) & (slots - 1);
      }
      return NO_SLOT;
    },
    put: (slot, words, at, tag, print) => {
      const place = slot * SLOT;
      for (let i = 0; i < 4; i++) table[place + i] = words[at + i] as number;
      table[place + 4] = tag;
      table[place + 5] = print;
      marks[slot] = markOf(words, at, tag);
    },
    print: (slot) => (table[slot * SLOT + 5] as number) | 0,
    clear: () => void marks.fill(0),
  };
}

function same(a: Uint32Array, at: number, b: Uint32Array, from: number, tag: number): boolean {
  if (a[at + 3] !== b[from + 3] || a[at + 2] !== b[from + 2] || a[at + 1] !== b[from + 1]) return false;
  return a[at] === b[from] && a[at + 4] === tag;
}

/** Mixes all words: of a UUIDv7 the first hold the time, of others any may be constant. */
function markOf(words: Uint32Array, at: number, tag: number): number {
  let hash = Math.imul((words[at + 3] as number) ^ Math.imul(words[at + 2] as number, 0x9e3779b1) ^ tag, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash ^ (words[at + 1] as number) ^ Math.imul(words[at] as number, 0xc2b2ae35), 0x27d4eb2f);
  return ((hash ^ (hash >>> 13)) | 1) >>> 0;
}
