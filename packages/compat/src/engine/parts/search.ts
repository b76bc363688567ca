import { type JsonValue, writeJson } from '@sluice/contract';
import { formatPath, type PathStep } from '../../changes/path.js';
import type { Formula } from '../formula.js';
import { holds } from '../holds.js';
import type { Member, NoMember } from '../members.js';
import { type Solved, undecided } from '../solve/solved.js';
import { Solver } from '../solve/solver.js';
import type { Universe } from '../universe.js';
import type { Doubt } from '../unknown-reasons.js';
import { Graph, type Node, type Part } from './graph.js';
import type { Step } from './look-into.js';
import { exactlyOf, fits, ValueBuilder } from './value-builder.js';

/** What one part may take at first: the budget divided by this. */
const share = 20;
/** Steps of a part once the others have taken all: enough for a difference that is plain to see. */
const fewest = 20;
/** Values that are offered of one part of the whole. */
const mostOfOne = 6;

/** Two formulas compared part by part, each with a budget of its own. */
export class Search {
  readonly graph: Graph;
  /** Whether a value was taken: from then on the rest is only looked at. */
  isSettled = false;
  /** A value that both formulas are sure of, and that was not taken. */
  refused: Doubt | undefined;
  #solver: Solver;
  #left: number;
  #doubt: Doubt | undefined;

  constructor(
    readonly universe: Universe,
    readonly writer: Formula,
    readonly reader: Formula,
    readonly budget: number,
  ) {
    this.graph = new Graph(universe, writer, reader);
    this.#solver = new Solver(universe, budget);
    this.#left = budget;
  }

  /** Everything that has to be asked of a value itself, somewhere: the nearest to the root first. */
  leaves(): Part[] {
    return this.graph.nodes.flatMap(({ parts }) => parts.filter(({ itself }) => itself));
  }

  /** The parts of the whole that may still hold a value, each to be asked as it stands. */
  openParts(): Part[] {
    this.#left = this.budget;
    this.#doubt = undefined;
    return this.graph.root.parts.filter((part) => this.graph.isOpen(part));
  }

  /** Somebody took a value, or did not. */
  settle({ value }: Member, isTaken: boolean | undefined): void {
    if (isTaken) {
      this.isSettled = true;
      this.#left = Math.min(this.#left, Math.ceil(this.budget / 4));
    } else if (holds(this.writer, value) === true && holds(this.reader, value) === false) {
      this.refused = { keyword: 'witness', path: writeJson(value) };
    }
  }

  /** What is left to say once everything was looked at. */
  left(): NoMember {
    const doubt = this.isSettled ? this.#doubt : (this.refused ?? this.#doubt);
    return doubt ? { kind: 'unknown', doubt } : { kind: 'empty' };
  }

  /** A value that differs in one leaf: found at its place alone if it can be, and then built up to the root. */
  look(leaf: Part): Member | undefined {
    const own = this.#ownValue(leaf);
    if (own.kind === 'empty') leaf.itself = undefined;
    if (own.kind === 'unknown') this.#note(own.doubt, leaf.node);
    if (own.kind !== 'value' || this.isSettled) return undefined;
    const whole = new ValueBuilder(this.universe, this.graph.root, (formula) => this.#solve(formula)).from(
      leaf.node,
      own,
    );
    if (whole.kind === 'unknown') this.#note(whole.doubt, leaf.node);
    return whole.kind === 'value' ? whole : undefined;
  }

  /** Values of a part of the whole, as long as there are others. */
  *exactly(part: Part, count: number): Generator<Member, void, boolean | undefined> {
    const { universe } = this;
    const steps = Math.max(fewest, Math.floor(this.budget / count));
    const seen: JsonValue[] = [];
    for (; seen.length < mostOfOne && !this.isSettled; ) {
      const others = seen.length === 0 ? universe.true : universe.not(universe.atom({ kind: 'in', values: [...seen] }));
      const answer = this.#solve(universe.and(exactlyOf(part.case, universe), others), steps);
      if (answer.kind === 'unknown') this.#note(answer.doubt, part.node);
      if (answer.kind === 'empty' && seen.length === 0) part.closed = true;
      if (answer.kind !== 'value') return;
      this.settle(answer, yield answer);
      if (answer.doubt) this.#note(answer.doubt, part.node);
      seen.push(answer.value);
    }
  }

  #ownValue({ case: one, itself }: Part): Solved {
    const { universe } = this;
    const denied = universe.not(itself as Formula);
    const isScalar = one.type !== 'object' && one.type !== 'array';
    const facts = one.facts.filter(({ kind }) => isScalar || kind === 'atom');
    const alone = this.#solve(universe.and(universe.types(one.type), ...facts, denied));
    if (alone.kind === 'empty' || (alone.kind === 'value' && fits(one, alone.value))) return alone;
    return this.#solve(universe.and(exactlyOf(one, universe), denied));
  }

  #solve(formula: Formula, wanted?: number): Solved {
    const steps = wanted ?? Math.max(fewest, Math.min(Math.ceil(this.budget / share), this.#left));
    try {
      const answer = this.#solver.solveWithin(steps, formula);
      this.#left -= steps - Math.max(0, this.#solver.steps);
      return answer;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // The stack was too small for this part: what the solver was about to remember is not to be relied on.
      this.#solver = new Solver(this.universe, this.budget);
      return undecided('nesting');
    }
  }

  #note({ keyword, path }: Doubt, { path: steps }: Node): void {
    this.#doubt ??= { keyword, path: path === '' ? formatPath(steps.map(pathStep)) : path };
  }
}

function pathStep(step: Step): PathStep {
  if (step.kind === 'name') return { kind: 'property', name: step.name };
  return step.kind === 'element' ? { kind: 'element' } : { kind: 'value' };
}
