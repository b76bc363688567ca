import type { Ajv, Options } from 'ajv';
import type { FormatName } from 'ajv-formats';
import type { Draft } from '../engine/compile/dialect.js';
import { assertedFormats } from '../engine/compile/strings.js';
import { regexAnswers, timeFormats, uuidFormat } from '../engine/format-holds.js';
import { isMultipleOf } from '../engine/multiple-of.js';
import { patternAnswers } from '../engine/pattern-holds.js';
import { ajvOf, formatsPlugin } from './ajv-of.js';
import type { JudgeOptions } from './judge-options.js';

/** Which of two answers is taken where validators differ: on patterns, and on multiples of a fraction. */
export interface Reading {
  readonly pattern: 0 | 1;
  readonly multiple: 0 | 1;
}

/** Patterns by code point or by code unit; multiples of decimals or of doubles. */
export const readings = [
  { pattern: 0, multiple: 0 },
  { pattern: 0, multiple: 1 },
  { pattern: 1, multiple: 0 },
  { pattern: 1, multiple: 1 },
] as const satisfies readonly Reading[];

/** An Ajv, the reading it takes, and whether it met anything that validators differ on. */
export interface Bench {
  readonly ajv: Ajv;
  reading: Reading;
  doubted: boolean;
}

type RegExpEngine = NonNullable<NonNullable<Options['code']>['regExp']>;
/** The two answers where validators differ; the same one twice where they do not. */
type Answers = readonly [boolean, boolean];

/** The Ajv of a draft, with our own keyword, both readings of patterns and `multiples`, and formats where asserted. */
export function makeBench(draft: Draft, options: JudgeOptions, multiples = multipleAnswers): Bench {
  const bench: Bench = {
    ajv: ajvOf(
      draft,
      optionsFor(() => bench, options),
    ),
    reading: readings[0],
    doubted: false,
  };
  const { ajv } = bench;
  const { assertFormat } = options;
  if (assertFormat) formatsPlugin()(ajv, { mode: 'full', formats: [...assertedFormats] as FormatName[] });
  if (assertFormat) ajv.addFormat('uuid', uuidFormat);
  if (assertFormat) for (const [format, holds] of Object.entries(timeFormats)) ajv.addFormat(format, holds);
  ajv.addFormat('regex', (text: string) => decided(bench, 'pattern', regexAnswers(text)));
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (divisor: number, value: number) => decided(bench, 'multiple', multiples(divisor, value)),
  });
  return bench;
}

function optionsFor(bench: () => Bench, { assertFormat, allErrors = false }: JudgeOptions): Options {
  const regExp = (pattern: string) => ({
    test: (text: string) => decided(bench(), 'pattern', patternAnswers(pattern, text)),
    toString: () => pattern,
  });
  return {
    allErrors,
    // Meta-schemas are schemas like any other: one may be what is judged.
    meta: false,
    validateSchema: false,
    validateFormats: assertFormat,
    code: { regExp: Object.assign(regExp, { code: 'new RegExp' }) as RegExpEngine },
  };
}

function decided(bench: Bench, question: keyof Reading, answers: Answers): boolean {
  if (answers[0] !== answers[1]) bench.doubted = true;
  return answers[bench.reading[question]];
}

/**
 * As decimals, and as doubles are divided: for those 19.99 is no multiple of 0.01. A quotient beyond 2^52 is a whole double
 * whatever is divided, which is no answer.
 */
function multipleAnswers(divisor: number, value: number): Answers {
  const [exact, quotient] = [isMultipleOf(value, divisor), value / divisor];
  return [exact, Math.abs(quotient) >= 2 ** 52 ? exact : Number.isInteger(quotient)];
}
