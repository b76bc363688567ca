import type { JsonValue } from '@sluice/contract';
import type { Formula } from './formula.js';
import type { Solved } from './solve/solved.js';
import { Solver } from './solve/solver.js';
import type { Universe } from './universe.js';
import type { Doubt } from './unknown-reasons.js';

/** A value of a set or, with a doubt, a candidate that nothing decidable speaks against. */
export interface Member {
  readonly value: JsonValue;
  readonly doubt?: Doubt;
}

/** Why there are no further members: a proof that there are none, or what stood in the way. */
export type NoMember = Exclude<Solved, { kind: 'value' }>;

/** Different members of the set a formula stands for, one by one; `budget` counts the steps of all of them together. */
export function* membersOf(universe: Universe, formula: Formula, budget: number): Generator<Member, NoMember> {
  const solver = new Solver(universe, budget);
  const seen: JsonValue[] = [];
  for (;;) {
    const others = seen.length > 0 ? [universe.not(universe.atom({ kind: 'in', values: [...seen] }))] : [];
    const answer = solver.solve(universe.and(formula, ...others));
    if (answer.kind !== 'value') return answer;
    yield answer;
    seen.push(answer.value);
  }
}
