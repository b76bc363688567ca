import type { JsonValue } from '@sluice/contract';
import { oracleOfValues } from '../oracle/index.js';
import { compileSchema } from './compile/index.js';
import type { Formula } from './formula.js';
import { holds } from './holds.js';
import { equalityKey } from './json-equality.js';
import { nestingOf } from './nesting.js';
import { differencesBetween } from './parts/index.js';
import { shrink } from './shrink.js';
import type { AnySchema, CompareOptions, Comparison, Direction, SchemaProblem, Undecided } from './types.js';
import { unified } from './unify.js';
import { Universe } from './universe.js';
import { type Doubt, inQuotes, namedDoubt } from './unknown-reasons.js';

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
  const compiled = compilerFor(options);
  const result: { backward?: Comparison; forward?: Comparison } = {};
  for (const [direction, writer, reader] of [
    ['backward', old, fresh],
    ['forward', fresh, old],
  ] as const) {
    if (wanted !== 'full' && wanted !== direction) continue;
    const answer = isSubset(writer, reader, options, same, compiled);
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
function isSubset(writer: Side, reader: Side, options: CompareOptions, same: boolean, compile: Compile): Answer {
  try {
    return subsetOf(writer, reader, options, same, compile);
  } catch (error) {
    // Limits keep the stack from filling up; this is for what they leave open.
    if (error instanceof RangeError) return unknown({ keyword: 'nesting', path: '' });
    throw error;
  }
}

function subsetOf(writer: Side, reader: Side, options: CompareOptions, same: boolean, compile: Compile): Answer {
  const both = compile(writer, same ? writer : reader);
  if ('problem' in both) return both;
  if (same) return { answer: 'compatible' };
  const { universe, written, read } = both;
  const confirms = confirmBy(writer, written.own, reader, read.own, assertsFormat(options));
  return search([written.alike, read.alike], universe, confirms, options.budget ?? defaultSteps);
}

/** What a schema accepts: as it stands, and with one reference for all that mean the same in both schemas. */
interface Compiled {
  readonly own: Formula;
  readonly alike: Formula;
}

interface Both {
  readonly universe: Universe;
  readonly written: Compiled;
  readonly read: Compiled;
}

type Problem = { readonly problem: NonNullable<PairResult['problem']> };
type Compile = (writer: Side, reader: Side) => Both | Problem;

/** Where a schema means the same to who writes and who reads by it, both directions share what was compiled. */
function compilerFor(options: CompareOptions): Compile {
  const isStrict = options.policy === 'strict';
  let known: { readonly writer: Side; readonly both: Both } | undefined;
  return (writer, reader) => {
    if (isStrict && known && writer !== reader) {
      const { universe, written, read } = known.both;
      return known.writer === writer ? known.both : { universe, written: read, read: written };
    }
    const both = compileBoth(writer, reader, options);
    if (writer !== reader && !('problem' in both)) known = { writer, both };
    return both;
  };
}

function compileBoth(writer: Side, reader: Side, options: CompareOptions): Both | Problem {
  const universe = new Universe();
  const assertFormat = assertsFormat(options);
  const isStrict = options.policy === 'strict';
  const compile = ({ schema, name }: Side, policy: 'writer' | 'reader') =>
    compileSchema(universe, schema, { name, assertFormat, policy: isStrict ? 'strict' : policy });
  const written = compile(writer, 'writer');
  if ('problem' in written) return { problem: { ...written.problem, side: writer.name } };
  const read = reader === writer ? written : compile(reader, 'reader');
  if ('problem' in read) return { problem: { ...read.problem, side: reader.name } };
  const own = [written.formula, read.formula] as const;
  const [accepted, taken] = reader === writer ? own : (unified(universe, own) as [Formula, Formula]);
  return { universe, written: { own: own[0], alike: accepted }, read: { own: own[1], alike: taken } };
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
  const [accepts, takes] = [
    oracleOfValues(writer.schema, { assertFormat }),
    oracleOfValues(reader.schema, { assertFormat }),
  ];
  return (value) => {
    if (holds(written, value) === false || holds(read, value) === true) return false;
    return accepts(value) === true && takes(value) === false;
  };
}

function search(sides: readonly [Formula, Formula], universe: Universe, confirm: Confirm, budget: number): Comparison {
  const members = differencesBetween(universe, sides, budget);
  let witness: JsonValue | undefined;
  let next = members.next();
  while (!next.done) {
    const { value } = next.value;
    const isOne = witness === undefined && confirm(value);
    if (isOne) witness = value;
    next = members.next(isOne);
  }
  const rest = next.value.kind === 'unknown' ? unknown(next.value.doubt) : undefined;
  if (witness === undefined) return rest ?? { answer: 'compatible' };
  return { answer: 'breaking', witness: shrink(witness, confirm), ...(rest && { rest }) };
}

function unknown(doubt: Doubt): Undecided {
  const { keyword, path } = namedDoubt(doubt);
  return {
    answer: 'unknown',
    keyword,
    path,
    why: `Neither a proof nor a confirmed witness was found: ${inQuotes(keyword)} stood in the way.`,
  };
}
