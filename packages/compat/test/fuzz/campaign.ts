import type { AnySchema, Comparison } from '../../src/engine/types.js';
import { type CheckOptions, checkPair, type Violation } from './check.js';
import { mutate } from './mutations.js';
import { Random } from './random.js';
import { type FuzzDraft, fuzzDrafts, randomSchema } from './schemas.js';
import { referred } from './spellings.js';

/** What a run over many pairs found. */
export interface Campaign {
  readonly pairs: number;
  readonly instances: number;
  readonly answers: { readonly [answer: string]: number };
  /** How often each keyword stood in the way of an answer. */
  readonly obstacles: { readonly [keyword: string]: number };
  readonly violations: readonly Violation[];
  readonly disagreements: number;
}

/** One pair to check, and how to spell its schemas otherwise. */
export interface FuzzPair {
  readonly before: AnySchema;
  readonly after: AnySchema;
  readonly definitions: FuzzDraft['definitions'];
}

/** Two random schemas of one draft: unrelated, or one a mutation of the other, or one a part of the other. */
export function randomPair(random: Random): FuzzPair {
  const draft = random.pick(fuzzDrafts);
  const before = randomSchema(random, draft);
  const after = random.chance(0.3) ? randomSchema(random, draft) : mutate(before, random).schema;
  const { definitions } = draft;
  return random.chance(0.5) ? { before, after, definitions } : { before: after, after: before, definitions };
}

/** A real schema and a mutation of it. */
export function mutatedPair(schema: AnySchema, random: Random): FuzzPair {
  const after = mutate(schema, random).schema;
  const [first, second] = random.chance(0.5) ? [schema, after] : [after, schema];
  return { before: first, after: second, definitions: 'definitions' };
}

/** Checks so many pairs, each with a seed of its own, so that one can be repeated alone. */
export function runCampaign(
  seeds: Iterable<number>,
  pairOf: (random: Random, seed: number) => FuzzPair,
  options: Omit<CheckOptions, 'respell'>,
): Campaign {
  const tally = { pairs: 0, instances: 0, disagreements: 0 };
  const answers: { [answer: string]: number } = {};
  const obstacles: { [keyword: string]: number } = {};
  const violations: Violation[] = [];
  const count = (direction: Comparison | undefined, problem: string) => {
    const answer = direction?.answer ?? problem;
    answers[answer] = (answers[answer] ?? 0) + 1;
    if (direction?.answer === 'unknown') obstacles[direction.keyword] = (obstacles[direction.keyword] ?? 0) + 1;
  };
  for (const seed of seeds) {
    const random = new Random(seed);
    const { before, after, definitions } = pairOf(random, seed);
    const respell = (schema: AnySchema) => referred(schema, { definitions }, random);
    const checked = checkPair(before, after, random, { ...options, respell });
    tally.pairs++;
    tally.instances += options.instances;
    tally.disagreements += checked.disagreements;
    const problem = checked.result.problem?.code ?? 'none';
    count(checked.result.backward, problem);
    count(checked.result.forward, problem);
    violations.push(...checked.violations);
  }
  return { ...tally, answers, obstacles, violations };
}
