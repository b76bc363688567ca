import type { AtomOf, Formula } from '../formula.js';
import { countings, mostLimited, solveElements } from './elements.js';
import type { InnerSolver } from './inner-solver.js';
import { all, type Literals } from './literals.js';
import { anyOf, empty, type Solved, undecided } from './solved.js';

type Contains = AtomOf<'contains'>;

/** What is known of the array before its needs are met. */
interface Frame {
  readonly inner: InnerSolver;
  readonly shapes: readonly AtomOf<'items'>[];
  /** Behind this position all elements are alike. */
  readonly tail: number;
  readonly min: number;
  readonly max: number;
  readonly limited: readonly Contains[];
  readonly unique: boolean;
  readonly repeated: boolean;
}

/** What elements must satisfy beyond the schemas' own say, by position. */
type Chosen = ReadonlyMap<number, Formula>;

/** Something one element must satisfy; `after`: only positions behind the one that served the need before it. */
interface Need {
  at(position: number): Formula;
  readonly after: boolean;
}

/** The most elements of an array that is looked for; fewer where all have to differ. */
const mostElements = 2000;
const mostDistinct = 200;

/** Solves a conjunction about arrays. */
export function solveArray({ must, mustNot }: Literals, inner: InnerSolver): Solved {
  const { universe } = inner;
  const shapes = all(must, 'items');
  const broken = all(mustNot, 'items');
  const contains = all(must, 'contains');
  const tail = Math.max(0, ...[...shapes, ...broken].map(({ prefix }) => prefix.length));
  const min = Math.max(0, ...all(must, 'minItems').map(({ count }) => count));
  const limit = Math.min(Number.POSITIVE_INFINITY, ...all(must, 'maxItems').map(({ count }) => count));
  const max = Math.min(limit, longest(shapes, tail, limit, inner));
  if (min > max) return empty;
  const frame: Frame = {
    inner,
    shapes,
    tail,
    min,
    max,
    limited: contains.filter((each) => each.max < Number.POSITIVE_INFINITY),
    unique: all(must, 'uniqueItems').length > 0,
    repeated: all(mustNot, 'uniqueItems').length > 0,
  };
  if ((frame.unique && frame.repeated) || isOverfull(contains, frame)) return empty;
  const needs = [
    ...broken.map((shape): Need => ({ at: (position) => universe.not(elementOf(shape, position)), after: false })),
    ...contains.flatMap(({ formula, min: count }) =>
      Array.from({ length: count }, (_, index): Need => ({ at: () => formula, after: index > 0 })),
    ),
  ];
  const most = frame.unique ? mostDistinct : mostElements;
  if (min > most || needs.length > mostDistinct) return undecided('minItems');
  if (frame.limited.length > mostLimited) return undecided('maxContains');
  return meet(needs, new Map(), -1, frame);
}

/** Whether more elements are needed of one kind than may be of another that includes it. */
function isOverfull(contains: readonly Contains[], { limited, inner }: Frame): boolean {
  const { universe } = inner;
  return contains.some(({ formula, min }) =>
    limited.some(
      (limit) => limit.max < min && inner.solve(universe.and(formula, universe.not(limit.formula))).kind === 'empty',
    ),
  );
}

/** How long the array can be before a position comes that no value fits. */
function longest(shapes: readonly AtomOf<'items'>[], tail: number, most: number, inner: InnerSolver): number {
  for (let position = 0; position <= tail && position < most; position++) {
    if (inner.solve(elementSays(shapes, position, inner)).kind === 'empty') return position;
  }
  return Number.POSITIVE_INFINITY;
}

function elementOf({ prefix, rest }: AtomOf<'items'>, position: number): Formula {
  return prefix[position] ?? rest;
}

function elementSays(shapes: readonly AtomOf<'items'>[], position: number, { universe }: InnerSolver): Formula {
  return universe.and(...shapes.map((shape) => elementOf(shape, position)));
}

/** Meets the needs one after the other, each at any position that can make a difference. */
function meet(needs: readonly Need[], chosen: Chosen, last: number, frame: Frame): Solved {
  const [need, ...others] = needs;
  if (!need) return frame.repeated ? repeat(chosen, frame) : complete(chosen, frame);
  const { universe } = frame.inner;
  const end = Math.min(frame.max, Math.max(frame.tail, length(chosen)) + needs.length);
  const positions = range(need.after ? last + 1 : 0, end);
  return anyOf(
    positions.map((position) => () => {
      if (!frame.inner.spend()) return undecided('budget');
      const wanted = universe.and(chosen.get(position) ?? universe.true, need.at(position));
      const fits = frame.inner.solve(universe.and(wanted, elementSays(frame.shapes, position, frame.inner)));
      if (fits.kind === 'empty') return empty;
      return meet(others, new Map([...chosen, [position, wanted]]), position, frame);
    }),
  );
}

function length(chosen: Chosen): number {
  return Math.max(0, ...[...chosen.keys()].map((position) => position + 1));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** Two positions share a value: any of those that count alike towards each limited `contains` will do. */
function repeat(chosen: Chosen, frame: Frame): Solved {
  const { universe } = frame.inner;
  const positions = range(0, Math.min(frame.max, Math.max(frame.tail, length(chosen)) + 2));
  const pairs = positions.flatMap((first) => positions.slice(first + 1).map((second) => [first, second] as const));
  return anyOf(
    pairs.flatMap(([first, second]) =>
      countings(frame.limited, frame.inner).map(({ says }) => () => {
        if (!frame.inner.spend()) return undecided('budget');
        const shared = frame.inner.solve(
          universe.and(says, wanted(first, chosen, frame), wanted(second, chosen, frame)),
        );
        if (shared.kind !== 'value') return shared;
        const same = universe.atom({ kind: 'in', values: [shared.value] });
        return complete(new Map([...chosen, [first, same], [second, same]]), frame);
      }),
    ),
  );
}

/** Fills up to the least length, and gives each element its value. */
function complete(chosen: Chosen, frame: Frame): Solved {
  const count = Math.max(frame.min, length(chosen));
  if (count > frame.max) return empty;
  const elements = range(0, count).map((position) => wanted(position, chosen, frame));
  return solveElements(elements, frame.limited, frame.unique, frame.inner);
}

function wanted(position: number, chosen: Chosen, { inner, shapes }: Frame): Formula {
  return inner.universe.and(chosen.get(position) ?? inner.universe.true, elementSays(shapes, position, inner));
}
