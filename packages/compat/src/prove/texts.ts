import { mayBe, obstacle, type Prover } from './prover.js';
import { decimalFits } from './types.js';

/** A pattern is kept where it is the same one; that one pattern includes another is left to the witness search. */
const pattern: Prover = (before, after) =>
  obstacle('pattern', !mayBe(before, 'string') || before.pattern === after.pattern || decimalFits(before, after));

const format: Prover = (before, after) =>
  obstacle('format', before.format === after.format || !mayBe(before, 'string', 'number', 'integer'));

/** Provers of the keywords that speak about text. */
export const texts: { readonly [keyword: string]: Prover } = { pattern, format };
