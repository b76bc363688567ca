import type { JsonValue } from '@sluice/contract';
import { element, formatPath, type PathStep, property } from '../changes/path.js';
import { assertsFormat } from '../engine/compare-pair.js';
import type { Answer, AnySchema, CompareOptions, Comparison, Direction } from '../engine/types.js';
import { judgeOf } from '../judge/index.js';
import { ruleOfKeyword } from './keyword-rules.js';

/** What two schemas are to each other in one direction or both. */
export type PairAnswers = { readonly [D in Direction]?: Comparison };

/** One reason why two schemas are not compatible, or not known to be. */
export interface PairFinding {
  /** A rule of the check, `incompatible` where no single place is to blame, `undecided` where the answer is unknown. */
  readonly rule: string;
  readonly direction: Direction;
  readonly verdict: Exclude<Answer, 'compatible'>;
  /** Where in the value (`lines[].price`), or the JSON pointer into the schema of what could not be decided. */
  readonly path: string;
  /** The keyword that turns the witness down, or that stood in the way of an answer. */
  readonly keyword: string;
  readonly message: string;
  /** A value that one schema accepts and the other refuses. */
  readonly witness?: JsonValue;
}

interface Sides {
  readonly before: AnySchema;
  readonly after: AnySchema;
}

const told: { readonly [D in Direction]: { readonly accepts: string; readonly refuses: string } } = {
  backward: { accepts: 'The old schema accepts the value', refuses: 'the new one refuses it' },
  forward: { accepts: 'The new schema accepts the value', refuses: 'the old one refuses it' },
};

type Broken = Extract<Comparison, { answer: 'breaking' }>;
type Undecided = Extract<Comparison, { answer: 'unknown' }>;

/** A finding for each direction that is not proven compatible: at most one, since one witness is enough. */
export function pairFindings(sides: Sides, answers: PairAnswers, options: CompareOptions): PairFinding[] {
  return (['backward', 'forward'] as const).flatMap((direction) => {
    const comparison = answers[direction];
    if (!comparison || comparison.answer === 'compatible') return [];
    if (comparison.answer === 'unknown') return [undecided(comparison, direction)];
    return [breaking(comparison, direction, direction === 'backward' ? sides.after : sides.before, options)];
  });
}

function breaking(
  { witness }: Broken,
  direction: Direction,
  refusing: AnySchema,
  options: CompareOptions,
): PairFinding {
  const { accepts, refuses } = told[direction];
  const [reason] = judgeOf(refusing, { assertFormat: assertsFormat(options) })?.reasons(witness) ?? [];
  return {
    rule: reason ? ruleOfKeyword(reason.keyword, direction) : 'incompatible',
    direction,
    verdict: 'breaking',
    path: formatPath(stepsOf(reason?.path ?? [], witness)),
    keyword: reason?.keyword ?? '',
    message: `${accepts}, ${refuses}${reason ? `: ${reason.message}` : ''}.`,
    witness,
  };
}

function undecided({ keyword, path, why }: Undecided, direction: Direction): PairFinding {
  return { rule: 'undecided', direction, verdict: 'unknown', path, keyword, message: why };
}

/** A key is an element's place where the value has a list there, and a property's name elsewhere. */
function stepsOf(keys: readonly string[], root: JsonValue): PathStep[] {
  let value: JsonValue | undefined = root;
  return keys.map((key) => {
    const isList = Array.isArray(value);
    value = typeof value === 'object' && value !== null ? (value as { [name: string]: JsonValue })[key] : undefined;
    return isList ? element : property(key);
  });
}
