import { firstState, type Product } from './product.js';
import type { Word } from './search.js';

/** How many letters are tried as the favourite one, and how far a walk goes beyond the least length. */
const favourites = 6;
const beyond = 64;

/** Longer least lengths than this are not walked to. */
const farthest = 5000;

/**
 * Straight walks that take a favourite letter wherever that leads on: they find long words where there are too many
 * states to look at them all. What they do not find says nothing.
 */
export function* probes(product: Product): Generator<Word> {
  const letters = product.alphabet.letters.length;
  if (product.bounds.from > farthest) return;
  for (let favourite = 0; favourite < Math.min(letters, favourites); favourite++) {
    const word = walk(product, favourite);
    if (word) yield word;
  }
}

function walk(product: Product, favourite: number): Word | undefined {
  const { bounds, accepts } = product;
  const word: number[] = [];
  let state = firstState;
  for (const last = Math.min(bounds.to, bounds.from + beyond); word.length <= last; ) {
    if (word.length >= bounds.from && accepts(state, word.length)) return word;
    const letter = onwards(product, state, favourite);
    if (letter < 0) return undefined;
    word.push(letter);
    state = product.after(state, letter);
  }
  return undefined;
}

/** The favourite letter if it leads on, else the first that does; -1 if none does. */
function onwards({ alphabet, after }: Product, state: number, favourite: number): number {
  if (after(state, favourite) >= 0) return favourite;
  return alphabet.letters.findIndex((_, letter) => after(state, letter) >= 0);
}
