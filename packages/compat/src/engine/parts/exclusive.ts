import type { Formula } from '../formula.js';
import { areDisjoint, atomsOf, type Pinned, pinnedBy } from '../solve/disjoint.js';

type One = Extract<Formula, { kind: 'one' }>;

/** Parts that are compared pair by pair where no single name tells all of them apart. */
const mostCompared = 64;

/** What objects are plainly bound to, looked up once for each formula. */
export class Discriminators {
  readonly #pins = new Map<Formula, Pinned>();
  readonly #exclusive = new Map<Formula, boolean>();

  /** What the objects of a formula are plainly bound to. */
  pinned(formula: Formula): Pinned {
    const pinned = this.#pins.get(formula) ?? pinnedBy(atomsOf(formula));
    this.#pins.set(formula, pinned);
    return pinned;
  }

  /** Whether no object satisfies two of the parts: then exactly one of them holds where any does. */
  isExclusive(union: One): boolean {
    const known = this.#exclusive.get(union);
    if (known !== undefined) return known;
    const pins = union.parts.map((part) => this.pinned(part));
    const answer = isToldApart(pins) || (pins.length <= mostCompared && arePairwiseApart(pins));
    this.#exclusive.set(union, answer);
    return answer;
  }
}

/** Whether one name has other values in every part, and all parts but one require it. */
function isToldApart(pins: readonly Pinned[]): boolean {
  return [...(pins[0]?.values.keys() ?? [])].some((name) => {
    const seen = new Set<string>();
    let free = 0;
    return pins.every(({ values, required }) => {
      const own = values.get(name);
      if (!required.has(name)) free++;
      if (!own || free > 1) return false;
      const before = seen.size;
      for (const value of own) seen.add(value);
      return seen.size === before + own.size;
    });
  });
}

function arePairwiseApart(pins: readonly Pinned[]): boolean {
  return pins.every((one, index) => pins.slice(index + 1).every((other) => areDisjoint(one, other)));
}
