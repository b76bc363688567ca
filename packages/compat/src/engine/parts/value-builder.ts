import type { Formula } from '../formula.js';
import { holds } from '../holds.js';
import { type Solved, undecided } from '../solve/solved.js';
import type { Universe } from '../universe.js';
import type { Case } from './cases.js';
import type { Link, Node } from './graph.js';
import type { Step } from './look-into.js';

type Value = Extract<Solved, { kind: 'value' }>;
type Solve = (formula: Formula) => Solved;

/** Ways from a place to the root that are tried, one after the other at each value around it. */
const mostWays = 3;
const mostTries = 30;

/** The values of a case, without what it denies. */
function looselyOf({ type, facts }: Case, universe: Universe): Formula {
  return universe.and(universe.types(type), ...facts);
}

/** Exactly the values of a case. */
export function exactlyOf(one: Case, universe: Universe): Formula {
  return universe.and(looselyOf(one, universe), ...one.denied.map((formula) => universe.not(formula)));
}

/** Whether nothing speaks against a value being one of the case. */
export function fits({ facts, denied }: Case, value: Value['value']): boolean {
  return facts.every((fact) => holds(fact, value) !== false) && denied.every((one) => holds(one, value) !== true);
}

/** Builds values around values, from a place inside up to the root. */
export class ValueBuilder {
  #tries = 0;

  constructor(
    readonly universe: Universe,
    readonly root: Node,
    readonly solve: Solve,
  ) {}

  /** A value of the whole comparison that has this one at the place of the node. */
  from(node: Node, value: Value): Solved {
    if (node === this.root) return value;
    let best: Solved = undecided('witness');
    const ways = node.above.filter(({ node: around }) => around.path.length < node.path.length).slice(0, mostWays);
    for (const link of ways) {
      if (this.#tries++ >= mostTries) break;
      const around = this.#around(link, node, value);
      const up = around.kind === 'value' ? this.from(link.node, around) : around;
      if (up.kind === 'value') return up;
      best = up;
    }
    return best;
  }

  #around({ part, step }: Link, { writer, reader }: Node, { value, doubt }: Value): Solved {
    const { universe } = this;
    const loose = looselyOf(part.case, universe);
    const exact = exactlyOf(part.case, universe);
    const same = universe.atom({ kind: 'in', values: [value] });
    const any = universe.and(writer, universe.not(reader));
    for (const [goal, inner] of [
      [loose, same],
      [exact, same],
      [exact, any],
    ] as const) {
      const found = this.#with(goal, step, inner);
      if (found.kind === 'value' && fits(part.case, found.value))
        return doubt && !found.doubt ? { ...found, doubt } : found;
      if (found.kind === 'unknown') return found;
    }
    return undecided('witness');
  }

  #with(goal: Formula, step: Step, inner: Formula): Solved {
    const { universe } = this;
    if (step.kind === 'element') {
      const { position } = step;
      const prefix = [...new Array<Formula>(position).fill(universe.true), inner];
      const long = universe.atom({ kind: 'minItems', count: position + 1 });
      return this.solve(universe.and(goal, long, universe.atom({ kind: 'items', prefix, rest: universe.true })));
    }
    const name = step.kind === 'name' ? step.name : this.#newName(goal, step.taken);
    if (name === undefined) return undecided('propertyNames');
    const named = [[name, inner]] as const;
    const there = universe.atom({ kind: 'has', name });
    return this.solve(
      universe.and(goal, there, universe.atom({ kind: 'properties', named, patterns: [], rest: universe.true })),
    );
  }

  #newName(goal: Formula, taken: ReadonlySet<string>): string | undefined {
    const { universe } = this;
    const parts = goal.kind === 'and' ? goal.parts : [goal];
    const asked = parts.flatMap((part) =>
      part.kind === 'atom' && part.atom.kind === 'propertyNames' ? [part.atom.formula] : [],
    );
    const free =
      taken.size === 0 ? universe.true : universe.not(universe.atom({ kind: 'in', values: [...taken].sort() }));
    const name = this.solve(universe.and(universe.types('string'), free, ...asked));
    return name.kind === 'value' ? String(name.value) : undefined;
  }
}
