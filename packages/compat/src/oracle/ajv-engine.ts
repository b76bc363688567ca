import type { Ajv, Options } from 'ajv';
import type { FormatName } from 'ajv-formats';
import type { Draft } from '../engine/compile/dialect.js';
import { assertedFormats } from '../engine/compile/strings.js';
import { regexAnswers, timeFormats, uuidFormat } from '../engine/format-holds.js';
import { isMultipleOf } from '../engine/multiple-of.js';
import { patternAnswers } from '../engine/pattern-holds.js';
import { ajvOf, formatsPlugin } from './ajv-of.js';
import type { OracleOptions } from './oracle-options.js';

/** Which of two answers is taken where validators differ: on patterns, and on multiples of a fraction. */
export interface Interpretation {
  readonly pattern: 0 | 1;
  readonly multiple: 0 | 1;
}

/** Patterns by code point or by code unit; multiples of decimals or of doubles. */
export const interpretations = [
  { pattern: 0, multiple: 0 },
  { pattern: 0, multiple: 1 },
  { pattern: 1, multiple: 0 },
  { pattern: 1, multiple: 1 },
] as const satisfies readonly Interpretation[];

/** An Ajv, the reading it takes, and whether it met anything that validators differ on. */
export interface AjvEngine {
  readonly ajv: Ajv;
  interpretation: Interpretation;
  doubted: boolean;
}

type RegExpEngine = NonNullable<NonNullable<Options['code']>['regExp']>;
/** The two answers where validators differ; the same one twice where they do not. */
type Answers = readonly [boolean, boolean];

/** The Ajv of a draft, with our own keyword, both readings of patterns and `multiples`, and formats where asserted. */
export function makeEngine(draft: Draft, options: OracleOptions, multiples = multipleAnswers): AjvEngine {
  const engine: AjvEngine = {
    ajv: ajvOf(
      draft,
      optionsFor(() => engine, options),
    ),
    interpretation: interpretations[0],
    doubted: false,
  };
  const { ajv } = engine;
  const { assertFormat } = options;
  if (assertFormat) formatsPlugin()(ajv, { mode: 'full', formats: [...assertedFormats] as FormatName[] });
  if (assertFormat) ajv.addFormat('uuid', uuidFormat);
  if (assertFormat) for (const [format, holds] of Object.entries(timeFormats)) ajv.addFormat(format, holds);
  ajv.addFormat('regex', (text: string) => decided(engine, 'pattern', regexAnswers(text)));
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (divisor: number, value: number) => decided(engine, 'multiple', multiples(divisor, value)),
  });
  return engine;
}

function optionsFor(engine: () => AjvEngine, { assertFormat, allErrors = false }: OracleOptions): Options {
  const regExp = (pattern: string) => ({
    test: (text: string) => decided(engine(), 'pattern', patternAnswers(pattern, text)),
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

function decided(engine: AjvEngine, question: keyof Interpretation, answers: Answers): boolean {
  if (answers[0] !== answers[1]) engine.doubted = true;
  return answers[engine.interpretation[question]];
}

/**
 * As decimals, and as doubles are divided: for those 19.99 is no multiple of 0.01. A quotient beyond 2^52 is a whole double
 * whatever is divided, which is no answer.
 */
function multipleAnswers(divisor: number, value: number): Answers {
  const [exact, quotient] = [isMultipleOf(value, divisor), value / divisor];
  return [exact, Math.abs(quotient) >= 2 ** 52 ? exact : Number.isInteger(quotient)];
}
