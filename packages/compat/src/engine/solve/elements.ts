import type { JsonValue } from '@sluice/contract';
import type { AtomOf, Formula } from '../formula.js';
import type { Doubt } from '../unknown-reasons.js';
import { distinctValues } from './distinct.js';
import type { InnerSolver } from './inner-solver.js';
import { anyOf, empty, found, type Solved, undecided } from './solved.js';

type Contains = AtomOf<'contains'>;

/** So many `contains` with a limit are told apart: each doubles the ways in which an element can count. */
export const mostLimited = 4;

/** One way in which an element can count towards the limited `contains`. */
export interface Counting {
  readonly counts: readonly Contains[];
  /** True of exactly the elements that count so. */
  readonly says: Formula;
}

/** Every way to count, those that count least first. */
export function countings(limited: readonly Contains[], { universe }: InnerSolver): Counting[] {
  let subsets: Contains[][] = [[]];
  for (const one of limited) subsets = [...subsets, ...subsets.map((subset) => [...subset, one])];
  return subsets
    .sort((a, b) => a.length - b.length)
    .map((counts) => ({
      counts,
      says: universe.and(...limited.map((one) => (counts.includes(one) ? one.formula : universe.not(one.formula)))),
    }));
}

interface Frame {
  readonly inner: InnerSolver;
  readonly ways: readonly Counting[];
  readonly unique: boolean;
}

/** Gives each element its value, so that no limited `contains` is exceeded and, where asked, no two are equal. */
export function solveElements(
  elements: readonly Formula[],
  limited: readonly Contains[],
  unique: boolean,
  inner: InnerSolver,
): Solved {
  if (limited.length === 0) return unique ? distinctValues(elements, inner) : values(elements, inner);
  const room = new Map(limited.map((one) => [one, one.max]));
  return assign(elements, [], room, { inner, ways: countings(limited, inner), unique });
}

type Room = ReadonlyMap<Contains, number>;

/** Decides how each element counts, one after the other. */
function assign(elements: readonly Formula[], settled: readonly Formula[], room: Room, frame: Frame): Solved {
  const element = elements[settled.length];
  if (!element) return frame.unique ? distinctValues(settled, frame.inner) : values(settled, frame.inner);
  const ways = feasible(element, room, frame);
  return anyOf(
    ways.map(({ counts, says }) => () => {
      if (frame.ways.length > 1 && !frame.inner.spend()) return undecided('budget');
      const left = new Map([...room].map(([one, count]) => [one, counts.includes(one) ? count - 1 : count]));
      return assign(elements, [...settled, frame.inner.universe.and(element, says)], left, frame);
    }),
  );
}

/** The ways in which an element can count. To count less never hurts, unless values run out. */
function feasible(element: Formula, room: Room, { inner, ways, unique }: Frame): Counting[] {
  const kept: Counting[] = [];
  const certain: Counting[] = [];
  for (const way of ways) {
    if (way.counts.some((one) => (room.get(one) ?? 0) < 1)) continue;
    if (!unique && certain.some(({ counts }) => counts.every((one) => way.counts.includes(one)))) continue;
    const answer = inner.solve(inner.universe.and(element, way.says));
    if (answer.kind === 'empty') continue;
    kept.push(way);
    if (answer.kind === 'value' && !answer.doubt) certain.push(way);
  }
  return kept;
}

function values(elements: readonly Formula[], inner: InnerSolver): Solved {
  const result: JsonValue[] = [];
  let doubt: Doubt | undefined;
  for (const element of elements) {
    const answer = inner.solve(element);
    if (answer.kind === 'empty') return empty;
    if (answer.kind === 'unknown') return answer;
    doubt ??= answer.doubt;
    result.push(answer.value);
  }
  return found(result, doubt);
}
