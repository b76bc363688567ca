import type { Formula } from '../formula.js';
import { areDisjoint, type Pinned, pinnedBy } from '../solve/disjoint.js';
import type { Discriminators } from './exclusive.js';

/** Values of one type that satisfy all facts and none of what is denied. */
export interface Sequent {
  readonly facts: ReadonlySet<Formula>;
  readonly denied: ReadonlySet<Formula>;
  /** What the facts plainly bind an object to. */
  readonly pinned: Pinned;
}

/** Rounds in which one fact may settle another before the rest is left as it is. */
const mostRounds = 100;

/**
 * The sequent of these formulas with what follows at one look: conjunctions are taken apart, unions lose the branches that
 * cannot be and turn into facts where one is left. Undefined where it has no value, seen without solving anything.
 */
export function sequentOf(
  given: { readonly facts: Iterable<Formula>; readonly denied: Iterable<Formula> },
  discriminators: Discriminators,
): Sequent | undefined {
  const draft = new Draft(discriminators);
  for (const fact of given.facts) if (!draft.assume(fact)) return undefined;
  for (const formula of given.denied) if (!draft.deny(formula)) return undefined;
  return draft.settled();
}

class Draft {
  readonly #facts = new Set<Formula>();
  readonly #denied = new Set<Formula>();
  #pinned: Pinned = pinnedBy([]);

  constructor(readonly discriminators: Discriminators) {}

  /** False on a contradiction. */
  assume(fact: Formula): boolean {
    if (fact.kind === 'true' || this.#facts.has(fact)) return true;
    if (fact.kind === 'false' || this.#denied.has(fact)) return false;
    if (fact.kind === 'and') return fact.parts.every((part) => this.assume(part));
    if (fact.kind === 'not') return this.deny(fact.part);
    this.#facts.add(fact);
    return true;
  }

  /** False on a contradiction. */
  deny(formula: Formula): boolean {
    if (formula.kind === 'false' || this.#denied.has(formula)) return true;
    if (formula.kind === 'true' || this.#facts.has(formula)) return false;
    if (formula.kind === 'or') return formula.parts.every((part) => this.deny(part));
    if (formula.kind === 'not') return this.assume(formula.part);
    if (formula.kind === 'one' && this.discriminators.isExclusive(formula))
      return formula.parts.every((part) => this.deny(part));
    this.#denied.add(formula);
    return true;
  }

  settled(): Sequent | undefined {
    for (let round = 0; round < mostRounds; round++) {
      const before = this.#size;
      this.#pinned = pinnedBy([...this.#facts].flatMap((fact) => (fact.kind === 'atom' ? [fact.atom] : [])));
      for (const fact of [...this.#facts]) if (!this.#settleFact(fact)) return undefined;
      for (const formula of [...this.#denied]) if (!this.#settleDenied(formula)) return undefined;
      if (this.#size === before) break;
    }
    return { facts: this.#facts, denied: this.#denied, pinned: this.#pinned };
  }

  get #size(): string {
    return `${this.#facts.size} ${this.#denied.size}`;
  }

  #settleFact(fact: Formula): boolean {
    if (fact.kind !== 'or' && fact.kind !== 'one') return true;
    const certain = fact.parts.filter((part) => this.#holds(part));
    const open = fact.parts.filter((part) => !this.#fails(part));
    if (open.length === 0) return false;
    if (fact.kind === 'one') {
      if (certain.length > 1) return false;
      const [only] = certain;
      if (only) {
        this.#facts.delete(fact);
        return fact.parts.every((part) => part === only || this.deny(part));
      }
    } else if (certain.length > 0) {
      this.#facts.delete(fact);
      return true;
    }
    if (open.length > 1) return true;
    this.#facts.delete(fact);
    return this.assume(open[0] as Formula);
  }

  #settleDenied(formula: Formula): boolean {
    if (formula.kind === 'atom') return true;
    this.#denied.delete(formula);
    if (this.#fails(formula)) return true;
    this.#denied.add(formula);
    if (formula.kind === 'and') {
      const open = formula.parts.filter((part) => !this.#holds(part));
      if (open.length === 0) return false;
      if (open.length > 1) return true;
      this.#denied.delete(formula);
      return this.deny(open[0] as Formula);
    }
    if (formula.kind !== 'one') return true;
    const certain = formula.parts.filter((part) => this.#holds(part));
    const open = formula.parts.filter((part) => !this.#fails(part));
    if (certain.length > 1) this.#denied.delete(formula);
    if (certain.length > 0 || open.length > 1) return certain.length !== 1 || open.length > 1;
    this.#denied.delete(formula);
    return open.length === 0 || this.deny(open[0] as Formula);
  }

  #holds(part: Formula): boolean {
    if (part.kind === 'not') return this.#denied.has(part.part);
    return this.#facts.has(part) || (part.kind === 'and' && part.parts.every((inner) => this.#facts.has(inner)));
  }

  #fails(part: Formula): boolean {
    if (this.#denied.has(part) || (part.kind === 'not' && this.#facts.has(part.part))) return true;
    if (part.kind === 'and' && part.parts.some((inner) => this.#denied.has(inner))) return true;
    return areDisjoint(this.#pinned, this.discriminators.pinned(part));
  }
}
