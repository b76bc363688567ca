import type { TextUnits } from '@sluice/contract/patterns';
import { candidatesOf, type SearchEnd } from './candidates.js';
import type { Certainty } from './constraints.js';
import { constraintsOf, labelOf, vagueFormats } from './constraints.js';
import { formatOf } from './formats/index.js';
import { type Product, productOf } from './product.js';
import type { TextAnswer, TextConstraints, TextOptions } from './text.js';
import { compile, flagsOf, readingsOf, type Verifier, verifierOf } from './verify.js';

const usualBudget = 20_000;

/** An answer gives one example and this many others at most. */
const others = 5;

/** So many forbidden values are known to the automaton; the others are only checked afterwards. */
const excludedAtMost = 2000;

/** Candidates that are looked at before giving up. */
const attempts = 200;

/**
 * Decides whether any string satisfies all the constraints. `empty` is a proof and every example is confirmed by RegExp;
 * what neither is possible for within the budget is `unknown`.
 */
export function solveText(constraints: TextConstraints, options: TextOptions = {}): TextAnswer {
  const { budget = usualBudget, unicode = true } = options;
  if (isContradictory(constraints)) return { kind: 'empty' };
  const plain = isUnshaped(constraints) ? unshaped(constraints) : undefined;
  if (plain) return plain;
  const readings = readingsOf(constraints, unicode);
  if (readings.length === 0) return { kind: 'unknown', obstacle: refused(constraints, unicode) };
  const verifier = verifierOf(constraints, readings);
  const known = exampleOf(knownTexts(constraints).values(), verifier);
  if (known) return known;
  const answers = readings.map((reading) => answerIn(reading, constraints, verifier, budget));
  return combined(answers);
}

function isContradictory(constraints: TextConstraints): boolean {
  const { minLength, maxLength, patterns, notPatterns, formats, notFormats } = constraints;
  if (minLength > maxLength || maxLength < 0) return true;
  return patterns.some((text) => notPatterns.includes(text)) || formats.some((id) => notFormats.includes(id));
}

function isUnshaped({ patterns, notPatterns, formats, notFormats }: TextConstraints): boolean {
  return [patterns, notPatterns, formats, notFormats].every(({ length }) => length === 0);
}

/** Only lengths and forbidden values: no automaton is needed for letters that nothing speaks about. */
function unshaped({ minLength, maxLength, excluded }: TextConstraints): TextAnswer | undefined {
  const taken = new Set(excluded);
  const found: string[] = [];
  for (const text of plainTexts(Math.max(0, Math.ceil(minLength)), maxLength, taken.size + others + 1)) {
    if (!taken.has(text)) found.push(text);
    if (found.length > others) break;
  }
  const [value, ...more] = found;
  if (value !== undefined) return { kind: 'example', value, more };
  return maxLength < 1 ? { kind: 'empty' } : undefined;
}

/** So many letters follow each other from here on without a half of a surrogate pair among them. */
const moreLetters = { from: 0x100, count: 50_000 };

/** Different texts of the least length: one letter, repeated; the empty one is followed by those of one letter. */
function* plainTexts(least: number, most: number, count: number): Generator<string> {
  if (least === 0) yield '';
  const length = Math.max(1, least);
  for (let index = 0; length <= most && index < Math.min(count, moreLetters.count); index++) {
    yield (index < 26 ? String.fromCodePoint(97 + index) : String.fromCodePoint(moreLetters.from + index)).repeat(
      length,
    );
  }
}

function refused({ patterns, notPatterns }: TextConstraints, unicode: boolean): string {
  const pattern = [...patterns, ...notPatterns].find((text) => !compile(text, flagsOf['code points'])) as string;
  return `${labelOf('pattern', pattern)} is not a regular expression${unicode ? ' with the flag u' : ''}`;
}

/** Members and non-members that are known for the formats: they read best where they fit. */
function knownTexts({ formats, notFormats }: TextConstraints): string[] {
  return [...formats.flatMap((id) => formatOf(id).members), ...notFormats.flatMap((id) => formatOf(id).others)];
}

/** The first confirmed candidates; undefined if there are none. */
function exampleOf(candidates: Iterator<string, unknown>, verifier: Verifier): TextAnswer | undefined {
  const found = new Set<string>();
  for (let i = 0; i < attempts && found.size <= others; i++) {
    const { value, done } = candidates.next();
    if (done) break;
    const text = value as string;
    if (verifier.fits(text) && verifier.isSettled(text)) found.add(text);
  }
  const [value, ...more] = found;
  return value === undefined ? undefined : { kind: 'example', value, more };
}

/** An example if there is one in any reading, `empty` if there is none in all of them. */
function combined(answers: readonly TextAnswer[]): TextAnswer {
  const example = answers.find(({ kind }) => kind === 'example');
  if (example) return example;
  return answers.find(({ kind }) => kind === 'unknown') ?? { kind: 'empty' };
}

function answerIn(reading: TextUnits, constraints: TextConstraints, verifier: Verifier, budget: number): TextAnswer {
  const inReading = verifierOf(constraints, [reading]);
  const excluded = constraints.excluded.filter(inReading.fits).slice(0, excludedAtMost);
  const search = (certainty: Certainty): ReturnType<typeof searchIn> =>
    searchIn(constraintsOf(constraints, excluded, certainty, reading), constraints, reading, verifier, budget);
  const vague = vagueFormats(constraints);
  const sure = search('surely');
  if (sure.example) return sure.example;
  const possible = vague.length > 0 ? search('possibly') : sure;
  if (possible.example) return possible.example;
  if (possible.end?.kind === 'none') return { kind: 'empty' };
  return { kind: 'unknown', obstacle: obstacleOf(possible, constraints, vague) };
}

interface Searched {
  readonly product: Product;
  readonly example: TextAnswer | undefined;
  readonly end: SearchEnd | undefined;
}

function searchIn(
  parts: ReturnType<typeof constraintsOf>,
  { minLength, maxLength }: TextConstraints,
  reading: TextUnits,
  verifier: Verifier,
  budget: number,
): Searched {
  const fuel = { left: budget };
  const lengths = { from: Math.max(0, Math.ceil(minLength)), to: Math.floor(maxLength) };
  const product = productOf(parts, lengths, reading, fuel, Math.floor(budget / 2));
  const candidates = candidatesOf(product, budget, fuel);
  let end: SearchEnd | undefined;
  const remembered: Iterator<string, unknown> = {
    next: () => {
      const step = candidates.next();
      if (step.done) end = step.value;
      return step;
    },
  };
  const example = exampleOf(remembered, verifier);
  return { product, example, end };
}

/** What stood in the way: something only approximated, a format at its vague edge, too much work, or two readings. */
function obstacleOf({ product, end }: Searched, constraints: TextConstraints, vague: readonly string[]): string {
  const [approximated] = product.inexact;
  if (approximated) return approximated;
  if (vague[0] !== undefined) return labelOf('format', vague[0]);
  if (constraints.excluded.length > excludedAtMost) return 'the excluded values';
  if (end?.kind === 'gave up') return `${end.why} for ${everyPattern(constraints)}`;
  return `${everyPattern(constraints)}, which reads otherwise without the flag u`;
}

function everyPattern({ patterns, notPatterns }: TextConstraints): string {
  return [...patterns, ...notPatterns].map((text) => labelOf('pattern', text)).join(' and ') || 'the lengths';
}
