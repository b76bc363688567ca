import type { Atom, Formula } from '../formula.js';
import { equalityKey } from '../json-equality.js';
import { all } from './literals.js';

/** What is plainly demanded of an object: which names it has, and which values are left under a name. */
export interface Pinned {
  readonly required: ReadonlySet<string>;
  /** Values under a name, as equality keys. Only names for which they are listed. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** References and conjunctions that are looked through. */
const mostLooks = 4;

/** What these assertions plainly demand. */
export function pinnedBy(atoms: readonly Atom[]): Pinned {
  const values = new Map<string, ReadonlySet<string>>();
  for (const { named } of all(atoms, 'properties')) {
    for (const [name, formula] of named) {
      const listed = listedIn(formula);
      if (listed) values.set(name, listed);
    }
  }
  return { required: new Set(all(atoms, 'has').map(({ name }) => name)), values };
}

/**
 * Whether no object is in both, seen without solving anything: under a name that one of them requires each lists other
 * values, as the members of a discriminated union do.
 */
export function areApart(one: Pinned, other: Pinned): boolean {
  for (const [name, values] of other.values) {
    const known = one.values.get(name);
    if (!known || !(one.required.has(name) || other.required.has(name))) continue;
    if (![...values].some((value) => known.has(value))) return true;
  }
  return false;
}

/** The assertions that every value of a formula satisfies, as far as they can be read off it. */
export function atomsOf(formula: Formula, looks = 0): readonly Atom[] {
  if (formula.kind === 'atom') return [formula.atom];
  if (looks >= mostLooks) return [];
  if (formula.kind === 'ref') return atomsOf(formula.target(), looks + 1);
  return formula.kind === 'and' ? formula.parts.flatMap((part) => atomsOf(part, looks + 1)) : [];
}

function listedIn(formula: Formula): ReadonlySet<string> | undefined {
  const [listed] = all(atomsOf(formula), 'in');
  return listed && new Set(listed.values.map(equalityKey));
}
