import type { JsonValue } from '@sluice/contract';
import { comparePair, type PairResult } from '../../src/engine/compare-pair.js';
import type { AnySchema, Comparison } from '../../src/engine/types.js';
import { oracleOf } from '../../src/oracle/index.js';
import { sample } from './instances.js';
import type { Random } from './random.js';
import { type Accepts, secondOracle } from './second-oracle.js';
import { reordered } from './spellings.js';

/** What was wrong with the answer for a pair, with all that is needed to see it again. */
export interface Violation {
  readonly what: string;
  readonly before: AnySchema;
  readonly after: AnySchema;
  readonly detail: unknown;
}

/** What came out for one pair. */
export interface Checked {
  readonly result: PairResult;
  readonly violations: readonly Violation[];
  /** Instances that Ajv and the second validator judge differently. */
  readonly disagreements: number;
}

/** How a pair is checked. */
export interface CheckOptions {
  readonly instances: number;
  /** Another spelling of the same schema, where there is one to try. */
  respell?(schema: AnySchema, random: Random): AnySchema;
}

interface Oracles {
  readonly first: Accepts | undefined;
  readonly second: Accepts | undefined;
}

const policy = { policy: 'strict' } as const;

function oraclesOf(schema: AnySchema): Oracles {
  return { first: oracleOf(schema, { assertFormat: false })?.accepts, second: secondOracle(schema) };
}

/** Compares a pair in every way that must give the same answer, and holds the answers against random instances. */
export function checkPair(before: AnySchema, after: AnySchema, random: Random, options: CheckOptions): Checked {
  const violations: Violation[] = [];
  const report = (what: string, detail: unknown) => violations.push({ what, before, after, detail });
  const result = comparePair(before, after, policy);
  if (result.problem) return { result, violations, disagreements: 0 };
  sameAgain(before, after, result, random, options, report);
  const oracles = [oraclesOf(before), oraclesOf(after)] as const;
  for (const [answer, writer, reader] of directions(result, oracles)) witnessHolds(answer, writer, reader, report);
  let disagreements = 0;
  for (let turn = 0; turn < options.instances; turn++) {
    const value = sample(turn % 3 === 2 ? after : before, random);
    const [old, fresh] = oracles.map((each) => verdictOf(each, value));
    if (old === 'split' || fresh === 'split') disagreements++;
    if (old === true && fresh === false && result.backward?.answer === 'compatible')
      report('backward contradicted', value);
    if (old === false && fresh === true && result.forward?.answer === 'compatible')
      report('forward contradicted', value);
  }
  return { result, violations, disagreements };
}

function directions(result: PairResult, [old, fresh]: readonly [Oracles, Oracles]) {
  return [
    [result.backward, old, fresh],
    [result.forward, fresh, old],
  ] as const;
}

function verdictOf({ first, second }: Oracles, value: JsonValue): boolean | 'split' | undefined {
  const [one, other] = [first?.(value), second?.(value)];
  if (one === undefined || other === undefined) return undefined;
  return one === other ? one : 'split';
}

type Report = (what: string, detail: unknown) => void;

function witnessHolds(answer: Comparison | undefined, writer: Oracles, reader: Oracles, report: Report): void {
  if (answer?.answer !== 'breaking') return;
  const verdicts = [verdictOf(writer, answer.witness), verdictOf(reader, answer.witness)];
  if (verdicts[0] !== true || verdicts[1] !== false) report('witness', { ...answer, verdicts });
}

function answers({ backward, forward, problem }: PairResult): readonly (string | undefined)[] {
  return [problem?.code, backward?.answer, forward?.answer];
}

function sameAgain(
  before: AnySchema,
  after: AnySchema,
  result: PairResult,
  random: Random,
  { respell }: CheckOptions,
  report: Report,
): void {
  const expectSame = (what: string, other: PairResult) => {
    if (String(answers(other)) !== String(answers(result))) report(what, [answers(result), answers(other)]);
  };
  const again = comparePair(before, after, policy);
  if (JSON.stringify(again) !== JSON.stringify(result)) report('not the same twice', [result, again]);
  const { backward, forward } = comparePair(after, before, policy);
  expectSame('direction', { ...(forward && { backward: forward }), ...(backward && { forward: backward }) });
  expectSame('key order', comparePair(reordered(before, random), reordered(after, random), policy));
  for (const schema of [before, after]) {
    const self = answers(comparePair(schema, reordered(schema, random), policy));
    if (String(self) !== ',compatible,compatible') report('self', self);
  }
  if (respell) {
    const spelled = [respell(before, random), respell(after, random)] as const;
    const other = comparePair(...spelled, policy);
    if (String(answers(other)) !== String(answers(result)))
      report('spelling', [answers(result), answers(other), spelled]);
  }
}
