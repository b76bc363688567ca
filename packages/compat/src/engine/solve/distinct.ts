import type { JsonValue } from '@sluice/contract';
import type { Formula } from '../formula.js';
import type { Doubt } from '../unknown-reasons.js';
import type { InnerSolver } from './inner-solver.js';
import { empty, found, type Solved } from './solved.js';

/** Values given out so far, by element. */
interface Matching {
  readonly elements: readonly Formula[];
  readonly values: JsonValue[];
  readonly inner: InnerSolver;
  doubt: Doubt | undefined;
  obstacle: Doubt | undefined;
}

/**
 * Gives each element a value of its own. Who finds all its values taken asks their owners to move on to others; if none
 * can, more elements share these values than there are, which is a proof (as in Hall's marriage theorem).
 */
export function distinctValues(elements: readonly Formula[], inner: InnerSolver): Solved {
  const matching: Matching = { elements, values: [], inner, doubt: undefined, obstacle: undefined };
  for (const index of elements.keys()) {
    if (place(index, new Set(), matching)) continue;
    return matching.obstacle ? { kind: 'unknown', doubt: matching.obstacle } : empty;
  }
  return found([...matching.values], matching.doubt);
}

function place(index: number, asked: Set<number>, matching: Matching): boolean {
  const { values, inner } = matching;
  const element = matching.elements[index] as Formula;
  if (takeNew(index, element, matching)) return true;
  for (const [owner, value] of [...values.entries()]) {
    if (asked.has(owner) || !inner.spend()) continue;
    if (inner.solve(inner.universe.and(element, equal(value, inner))).kind !== 'value') continue;
    asked.add(owner);
    if (!place(owner, asked, matching)) continue;
    values[index] = value;
    return true;
  }
  if (inner.steps <= 0) matching.obstacle ??= { keyword: 'budget', path: '' };
  return false;
}

/** Takes a value that no element has. */
function takeNew(index: number, element: Formula, matching: Matching): boolean {
  const { values, inner } = matching;
  const { universe } = inner;
  const taken = values.length > 0 ? universe.not(universe.atom({ kind: 'in', values: [...values] })) : universe.true;
  const answer = inner.solve(universe.and(element, taken));
  if (answer.kind === 'unknown') matching.obstacle ??= answer.doubt;
  if (answer.kind !== 'value') return false;
  matching.doubt ??= answer.doubt;
  values[index] = answer.value;
  return true;
}

function equal(value: JsonValue, { universe }: InnerSolver): Formula {
  return universe.atom({ kind: 'in', values: [value] });
}
