import type { Fuel } from './dfa.js';
import { longerWords } from './long-words.js';
import { probes } from './probe.js';
import type { Product } from './product.js';
import { shortestWords, type Word } from './search.js';

/**
 * How a search ended: `none` if it proved that there is no word; `some` if it found words; else why it gave up.
 */
export type SearchEnd =
  | { readonly kind: 'none' }
  | { readonly kind: 'some' }
  | { readonly kind: 'gave up'; readonly why: string };

/** How many words are spelled in other characters, and in how many ways. */
const variedWords = 8;
const variations = 4;

/** Texts that the product accepts: the shortest first, then longer ones, then the same words in other characters. */
export function* candidatesOf(product: Product, budget: number, fuel: Fuel): Generator<string, SearchEnd> {
  const words: Word[] = [];
  const shortest = shortestWords(product, fuel);
  let step = shortest.next();
  for (; !step.done; step = shortest.next()) {
    words.push(step.value);
    yield spell(step.value, product, 0);
  }
  const { complete } = step.value;
  for (const word of complete || words.length > 0 ? [] : probes(product)) {
    words.push(word);
    yield spell(word, product, 0);
  }
  const found = complete ? longerWords(product, step.value, { left: budget * 5 }) : undefined;
  for (const word of found?.kind === 'words' ? found.words : []) {
    words.push(word);
    yield spell(word, product, 0);
  }
  for (let variation = 1; variation <= variations; variation++) {
    for (const word of words.slice(0, variedWords)) yield spell(word, product, variation);
  }
  if (words.length > 0) return { kind: 'some' };
  if (!found) return { kind: 'gave up', why: `more than ${budget} steps` };
  return found.kind === 'gave up' ? found : { kind: 'none' };
}

function spell(word: Word, { alphabet }: Product, variation: number): string {
  return word
    .map((letter) => {
      const characters = alphabet.letters[letter]?.characters as readonly string[];
      return characters[variation % characters.length];
    })
    .join('');
}
