import type { JsonValue } from '@sluice/contract';
import { type AtomKind, type Formula, type JsonType, jsonTypeNames } from '../formula.js';
import { holds } from '../holds.js';
import { equalityKey } from '../json-equality.js';
import type { Universe } from '../universe.js';
import type { Doubt } from '../unknown-reasons.js';
import { solveArray } from './array.js';
import { differencesFrom } from './differences.js';
import { areDisjoint, atomsOf, type Pinned, pinnedBy } from './disjoint.js';
import type { InnerSolver } from './inner-solver.js';
import { all, type Literals } from './literals.js';
import { Memory } from './memory.js';
import { solveNumber } from './number.js';
import { solveObject } from './object.js';
import { anyOf, empty, found, type Solved, undecided } from './solved.js';
import { alternativesOf, type State, stateOf } from './state.js';
import { solveString } from './string.js';

/** Values inside values that are looked at: the stack has to hold them all. */
const mostLevels = 250;

/** Assertions about what is inside a value: their negations can take long to refute one by one. */
const structural: ReadonlySet<AtomKind> = new Set(['properties', 'propertyNames', 'items', 'contains']);

type SolveLiterals = (literals: Literals, inner: InnerSolver) => Solved;

const solvers: { readonly [T in JsonType]: SolveLiterals } = {
  null: (literals) => solveListed(literals, [null]),
  boolean: (literals) => solveListed(literals, [true, false]),
  number: solveNumber,
  string: solveString,
  array: solveArray,
  object: solveObject,
};

/**
 * Decides whether a formula has a value, and finds one. Sets are explored type by type and branch by branch; a goal that
 * comes up again while it is being solved is taken for empty there: a smallest value never contains a value of the same
 * goal (so recursive schemas end, and the proof is a greatest fixed point).
 */
export class Solver implements InnerSolver {
  readonly universe: Universe;
  readonly #memory = new Memory();
  readonly #pins = new Map<Formula, Pinned>();
  #steps: number;
  #level = 0;

  /** `budget`: how many branches may be looked at. */
  constructor(universe: Universe, budget: number) {
    this.universe = universe;
    this.#steps = budget;
  }

  get steps(): number {
    return this.#steps;
  }

  spend(): boolean {
    return this.#steps-- > 0;
  }

  /** Solves with so many steps from here on; what was left open for want of steps is looked at again. */
  solveWithin(steps: number, formula: Formula): Solved {
    this.#steps = steps;
    this.#memory.forgetUndecided();
    return this.solve(formula);
  }

  /** A value of the formula, a proof that there is none, or what stood in the way. */
  solve(formula: Formula): Solved {
    if (this.#level >= mostLevels) return undecided('nesting');
    this.#level++;
    try {
      return this.#goal(formula);
    } finally {
      this.#level--;
    }
  }

  #goal(formula: Formula): Solved {
    if (formula.kind === 'false') return empty;
    if (this.#steps <= 0) return undecided('budget');
    return this.#memory.recall(formula.id, this.#level, () =>
      anyOf(possibleTypes(formula).map((type) => () => this.#solveType(formula, type))),
    );
  }

  #solveType(formula: Formula, type: JsonType): Solved {
    return this.#branch(formula.kind === 'and' ? formula.parts : [formula], type);
  }

  #branch(facts: readonly Formula[], type: JsonType): Solved {
    if (!this.spend()) return undecided('budget');
    const state = stateOf(facts, type, this.universe);
    if (!state) return empty;
    const listed = all(state.must, 'in');
    if (listed.length > 0) return solveListed(state, listed[0]?.values ?? [], facts);
    const alternatives = this.#pick(state);
    if (!alternatives) return this.#withoutExcluded(doubted(solvers[type](state, this), state), state);
    const settled = this.#settled(state);
    if (settled) return settled;
    return anyOf(alternatives.map((alternative) => () => this.#branch([...facts, alternative], type)));
  }

  /** The answer where the choices that are open do not matter: nothing is left without them, or what is left fits them. */
  #settled({ facts, type, known, denied, mustNot }: State): Solved | undefined {
    if (!mustNot.some(({ kind }) => structural.has(kind))) return undefined;
    const { universe } = this;
    const answer = this.#goal(universe.and(universe.types(type), ...known, ...denied.map((one) => universe.not(one))));
    if (answer.kind !== 'value') return answer.kind === 'empty' ? empty : undefined;
    return answer.doubt || facts.some((fact) => holds(fact, answer.value) !== true) ? undefined : answer;
  }

  /** An array or object that is not allowed may have come up by chance: then the ways to differ from it are explored. */
  #withoutExcluded(answer: Solved, { facts, mustNot, type }: State): Solved {
    if (type === 'number' || answer.kind !== 'value' || typeof answer.value !== 'object' || answer.value === null) {
      return answer;
    }
    const key = equalityKey(answer.value);
    const excluded = all(mustNot, 'in').some(({ values }) => values.some((value) => equalityKey(value) === key));
    if (!excluded) return answer;
    const others = differencesFrom(answer.value, this.universe);
    return anyOf(others.map((difference) => () => this.#branch([...facts, difference], type)));
  }

  /**
   * The open choice with the fewest alternatives, leaving out what cannot be anyway. What a formula denies comes last:
   * once it is known what a value is, most of that falls away.
   */
  #pick(state: State): readonly Formula[] | undefined {
    const known = this.universe.and(this.universe.types(state.type), ...state.known);
    const pinned = pinnedBy(state.must);
    const isOut = (formula: Formula) =>
      areDisjoint(pinned, this.#pinned(formula)) || (state.known.length > 0 && this.#contradict(known, formula));
    const open = state.choices.flatMap((choice) => {
      if (choice.kind === 'one') {
        const parts = choice.parts.filter((part) => !isOut(part));
        if (parts.length === 0 && !choice.holds) return [];
        return [{ alternatives: alternativesOf(parts, choice.holds, this.universe), denies: !choice.holds }];
      }
      const { alternatives, denied } = choice;
      return denied && state.choices.length > 1 && isOut(denied)
        ? []
        : [{ alternatives, denies: denied !== undefined }];
    });
    open.sort((a, b) => Number(a.denies) - Number(b.denies) || a.alternatives.length - b.alternatives.length);
    return open[0]?.alternatives;
  }

  /** What the values of a formula are plainly bound to, looked up once. */
  #pinned(formula: Formula): Pinned {
    const pinned = this.#pins.get(formula) ?? pinnedBy(atomsOf(formula));
    this.#pins.set(formula, pinned);
    return pinned;
  }

  /** Whether what is known of a value, its open choices aside, speaks against the formula. */
  #contradict(known: Formula, formula: Formula): boolean {
    const both = this.universe.and(known, formula);
    return both !== known && this.#goal(both).kind === 'empty';
  }
}

/** The types that a conjunction does not rule out in so many words. */
function possibleTypes(formula: Formula): readonly JsonType[] {
  const parts = formula.kind === 'and' ? formula.parts : [formula];
  const named = parts.flatMap((part) => (part.kind === 'atom' && part.atom.kind === 'type' ? [part.atom.type] : []));
  return named.length > 0 ? jsonTypeNames.filter((type) => named.every((name) => name === type)) : jsonTypeNames;
}

/** A member is only a candidate where an assertion that cannot be decided speaks about it. */
function doubted(answer: Solved, { must, mustNot }: Literals): Solved {
  const [opaque] = [...all(must, 'opaque'), ...all(mustNot, 'opaque')];
  return answer.kind === 'value' && opaque ? found(answer.value, answer.doubt ?? opaque) : answer;
}

/** A finite set, value by value. */
function solveListed(literals: Literals, values: readonly JsonValue[], facts: readonly Formula[] = []): Solved {
  let doubt: Doubt | undefined;
  let candidate: JsonValue | undefined;
  for (const value of values) {
    const verdicts = [
      ...literals.must.map((atom) => holds(atomFormula(atom), value)),
      ...literals.mustNot.map((atom) => negated(holds(atomFormula(atom), value))),
      ...facts.map((fact) => holds(fact, value)),
    ];
    if (verdicts.includes(false)) continue;
    if (!verdicts.includes(undefined)) return found(value);
    doubt ??= { keyword: 'opaque', path: '' };
    candidate ??= value;
  }
  return doubt && candidate !== undefined ? found(candidate, doubt) : empty;
}

function atomFormula(atom: Literals['must'][number]): Formula {
  return { kind: 'atom', id: -1, atom };
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
