import type { JsonValue } from '@sluice/contract';
import { type Formula, type JsonType, jsonTypeNames } from '../formula.js';
import { holds } from '../holds.js';
import type { Universe } from '../universe.js';
import { solveArray } from './array.js';
import { all, type Literals } from './literals.js';
import { Memory } from './memory.js';
import { solveNumber } from './number.js';
import { solveObject } from './object.js';
import { anyOf, type Doubt, empty, found, type Solved, undecided } from './solved.js';
import { alternativesOf, type State, stateOf } from './state.js';
import { solveString } from './string.js';

/** What the solvers of arrays and objects ask about the values inside. */
export interface Inner {
  readonly universe: Universe;
  solve(formula: Formula): Solved;
}

type SolveLiterals = (literals: Literals, inner: Inner) => Solved;

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
export class Solver implements Inner {
  readonly universe: Universe;
  readonly #memory = new Memory();
  #steps: number;
  #level = 0;

  /** `budget`: how many branches may be looked at. */
  constructor(universe: Universe, budget: number) {
    this.universe = universe;
    this.#steps = budget;
  }

  /** Steps that are left. */
  get steps(): number {
    return this.#steps;
  }

  /** A value of the formula, a proof that there is none, or what stood in the way. */
  solve(formula: Formula): Solved {
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
      anyOf(jsonTypeNames.map((type) => () => this.#solveType(formula, type))),
    );
  }

  #solveType(formula: Formula, type: JsonType): Solved {
    return this.#branch(formula.kind === 'and' ? formula.parts : [formula], type);
  }

  #branch(facts: readonly Formula[], type: JsonType): Solved {
    if (this.#steps-- <= 0) return undecided('budget');
    const state = stateOf(facts, type, this.universe);
    if (!state) return empty;
    const listed = all(state.must, 'in');
    if (listed.length > 0) return solveListed(state, listed[0]?.values ?? [], facts);
    const alternatives = this.#pick(state);
    if (!alternatives) return doubted(solvers[type](state, this), state);
    return anyOf(alternatives.map((alternative) => () => this.#branch([...facts, alternative], type)));
  }

  /** The open choice with the fewest alternatives, leaving out what cannot be anyway. */
  #pick(state: State): readonly Formula[] | undefined {
    const positive = state.facts.filter(({ kind }) => kind !== 'not');
    const isOut = (formula: Formula) => positive.length > 0 && this.#contradict(state, positive, formula);
    const open = state.choices.flatMap((choice) => {
      if (choice.kind === 'one') {
        const parts = choice.parts.filter((part) => !isOut(part));
        return parts.length === 0 && !choice.holds ? [] : [alternativesOf(parts, choice.holds, this.universe)];
      }
      return choice.denied && state.choices.length > 1 && isOut(choice.denied) ? [] : [choice.alternatives];
    });
    return open.sort((a, b) => a.length - b.length)[0];
  }

  /** Whether the same value cannot satisfy the formula as well. */
  #contradict({ type }: State, positive: readonly Formula[], formula: Formula): boolean {
    const known = this.universe.and(this.universe.types(type), ...positive);
    const both = this.universe.and(known, formula);
    return both !== known && this.#goal(both).kind === 'empty';
  }
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
