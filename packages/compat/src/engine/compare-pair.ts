import { type JsonValue, writeJson } from '@sluice/contract';
import { type Judge, judgeOf } from '../judge/index.js';
import { compileSchema } from './compile/index.js';
import type { Formula } from './formula.js';
import { holds } from './holds.js';
import { equalityKey } from './json-equality.js';
import { membersOf } from './members.js';
import { nestingOf } from './nesting.js';
import { shrink } from './shrink.js';
import type { AnySchema, CompareOptions, Comparison, Direction, SchemaProblem } from './types.js';
import { unified } from './unify.js';
import { Universe } from './universe.js';
import { type Doubt, namedDoubt } from './unknown-reasons.js';

/** Which directions are answered. */
export interface PairOptions extends CompareOptions {
  /** Both where nothing is said. */
  readonly direction?: Direction | 'full';
}

/** The answers for two schemas, or what is wrong with one of them. */
export interface PairResult {
  readonly backward?: Comparison;
  readonly forward?: Comparison;
  readonly problem?: SchemaProblem & { readonly side: 'old' | 'new' };
}

const defaultSteps = 20_000;
/** Arrays and objects that may stand inside each other in a schema: the stack has to hold them all. */
const mostNesting = 400;
/** Candidates that an independent validator may turn down before the answer is unknown. */
const mostCandidates = 6;

interface Side {
  readonly schema: AnySchema;
  readonly name: 'old' | 'new';
}

/** Compares two schemas of any draft. Never throws for a schema, however malformed, and never fetches anything. */
export function comparePair(before: AnySchema, after: AnySchema, options: PairOptions = {}): PairResult {
  if (nestingOf([before, after], mostNesting) > mostNesting) return tooDeep(options);
  const old: Side = { schema: before, name: 'old' };
  const fresh: Side = { schema: after, name: 'new' };
  const wanted = options.direction ?? 'full';
  const same = isSame(before, after);
  const result: { backward?: Comparison; forward?: Comparison } = {};
  for (const [direction, writer, reader] of [
    ['backward', old, fresh],
    ['forward', fresh, old],
  ] as const) {
    if (wanted !== 'full' && wanted !== direction) continue;
    const answer = isSubset(writer, reader, options, same);
    if ('problem' in answer) return answer;
    result[direction] = answer;
  }
  return result;
}

/** The answer to schemas that are not read at all. */
function tooDeep({ direction = 'full' }: PairOptions): PairResult {
  const answer = unknown({ keyword: 'nesting', path: '' });
  return {
    ...(direction !== 'forward' && { backward: answer }),
    ...(direction !== 'backward' && { forward: answer }),
  };
}

type Answer = Comparison | { readonly problem: NonNullable<PairResult['problem']> };

/** Whether everything the writer's schema accepts is accepted by the reader's. */
function isSubset(writer: Side, reader: Side, options: CompareOptions, same: boolean): Answer {
  try {
    return subsetOf(writer, reader, options, same);
  } catch (error) {
    // Limits keep the stack from filling up; this is for what they leave open.
    if (error instanceof RangeError) return unknown({ keyword: 'nesting', path: '' });
    throw error;
  }
}

function subsetOf(writer: Side, reader: Side, options: CompareOptions, same: boolean): Answer {
  const universe = new Universe();
  const strict = options.policy === 'strict';
  const assertFormat = assertsFormat(options);
  const written = compileSchema(universe, writer.schema, {
    name: writer.name,
    assertFormat,
    policy: strict ? 'strict' : 'writer',
  });
  if ('problem' in written) return { problem: { ...written.problem, side: writer.name } };
  if (same) return { answer: 'compatible' };
  const read = compileSchema(universe, reader.schema, {
    name: reader.name,
    assertFormat,
    policy: strict ? 'strict' : 'reader',
  });
  if ('problem' in read) return { problem: { ...read.problem, side: reader.name } };
  const judge = confirmBy(writer, written.formula, reader, read.formula, assertFormat);
  const [accepted, taken] = unified(universe, [written.formula, read.formula]) as [Formula, Formula];
  return search(universe.and(accepted, universe.not(taken)), universe, judge, options.budget ?? defaultSteps);
}

/** Whether `format` is an assertion where schemas are compared so. */
export function assertsFormat({ policy, assertFormat }: CompareOptions): boolean {
  return policy !== 'strict' || assertFormat === true;
}

/** A schema accepts what it accepts, also where parts of it cannot be decided; and a writer's reading is never wider. */
function isSame(one: AnySchema, other: AnySchema): boolean {
  if (JSON.stringify(one)?.length !== JSON.stringify(other)?.length) return false;
  return equalityKey(one as JsonValue) === equalityKey(other as JsonValue);
}

/** Whether a value is accepted by the writer's schema and refused by the reader's, by two independent validators each. */
type Confirm = (value: JsonValue) => boolean;

function confirmBy(writer: Side, written: Formula, reader: Side, read: Formula, assertFormat: boolean): Confirm {
  let judges: readonly (Judge | undefined)[] | undefined;
  return (value) => {
    if (holds(written, value) === false || holds(read, value) === true) return false;
    judges ??= [writer, reader].map(({ schema }) => judgeOf(schema, { assertFormat }));
    const [accepts, takes] = judges;
    return accepts?.accepts(value) === true && takes?.accepts(value) === false;
  };
}

function search(formula: Formula, universe: Universe, confirm: Confirm, budget: number): Comparison {
  const members = membersOf(universe, formula, budget);
  let doubt: Doubt = { keyword: 'witness', path: '' };
  for (let refused = 0; refused < mostCandidates; refused++) {
    const next = members.next();
    if (next.done) {
      if (next.value.kind === 'unknown') return unknown(next.value.doubt);
      return refused === 0 ? { answer: 'compatible' } : unknown(doubt);
    }
    const { value } = next.value;
    if (confirm(value)) return { answer: 'breaking', witness: shrink(value, confirm) };
    doubt = next.value.doubt ?? { keyword: 'witness', path: writeJson(value) };
  }
  return unknown(doubt);
}

function unknown(doubt: Doubt): Comparison {
  const { keyword, path } = namedDoubt(doubt);
  return {
    answer: 'unknown',
    keyword,
    path,
    why: `Neither a proof nor a confirmed witness was found: "${keyword}" stood in the way.`,
  };
}
