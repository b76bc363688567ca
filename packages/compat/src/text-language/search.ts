import type { Fuel } from './dfa.js';
import { firstState, type Product } from './product.js';

/** A word as numbers of letters in the product's alphabet. */
export type Word = readonly number[];

/** What is known of a product's states: `complete` if nothing is left to explore. */
export interface Explored {
  /** Targets by letter of every state; -1 for none. */
  readonly targets: Int32Array[];
  readonly complete: boolean;
}

interface Visit {
  readonly state: number;
  readonly letter: number;
  readonly from: Visit | undefined;
  readonly length: number;
}

/** How many states are looked at for more words once the first one is found. */
const furtherVisits = 100;

/**
 * Walks the states breadth first and yields the word that leads to each accepting one, shortest first. Returns what it
 * has seen; it is not complete if the fuel ran out or only longer words than allowed are left.
 */
export function* shortestWords(product: Product, fuel: Fuel): Generator<Word, Explored> {
  const targets: Int32Array[] = [];
  const queue: Visit[] = [{ state: firstState, letter: -1, from: undefined, length: 0 }];
  const visited = new Set([firstState]);
  let further = Number.POSITIVE_INFINITY;
  for (let visit = queue[0], i = 0; visit; i++, visit = queue[i]) {
    if (fuel.left <= 0 || further <= 0) return { targets, complete: false };
    fuel.left -= 1;
    further -= 1;
    if (isWanted(visit, product)) {
      yield wordOf(visit);
      further = Math.min(further, furtherVisits);
    }
    targets[visit.state] = expand(visit, product, visited, queue);
  }
  return { targets, complete: true };
}

function isWanted({ state, length }: Visit, { bounds, accepts }: Product): boolean {
  return length >= bounds.from && length <= bounds.to && accepts(state, length);
}

/** Queues the neighbours not seen before. A state first reached beyond the greatest length is of no use to any word. */
function expand(visit: Visit, product: Product, visited: Set<number>, queue: Visit[]): Int32Array {
  const targets = new Int32Array(product.alphabet.letters.length).fill(-1);
  if (visit.length >= product.bounds.to) return targets;
  for (let letter = 0; letter < targets.length; letter++) {
    const state = product.after(visit.state, letter);
    targets[letter] = state;
    if (state < 0 || visited.has(state)) continue;
    visited.add(state);
    queue.push({ state, letter, from: visit, length: visit.length + 1 });
  }
  return targets;
}

function wordOf(visit: Visit): Word {
  const word: number[] = [];
  for (let at: Visit | undefined = visit; at?.from; at = at.from) word.push(at.letter);
  return word.reverse();
}
