import type { Atom, AtomOf, Formula } from '../formula.js';
import { equalityKey } from '../json-equality.js';
import { all } from './literals.js';

/** What is plainly demanded of an object: which names it has, and which values are left under a name, at any depth. */
export interface Pinned {
  /** Names, or paths of names where objects stand inside each other. */
  readonly required: ReadonlySet<string>;
  /** Values under a name or path, as equality keys. Only those for which they are listed. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** References and conjunctions that are looked through. */
const mostLooks = 4;
/** Objects inside each other that are looked into. */
const mostDepth = 3;
const between = '\u0000';

/** What these assertions plainly demand. */
export function pinnedBy(atoms: readonly Atom[]): Pinned {
  const required = new Set<string>();
  for (const atom of atoms) if (atom.kind === 'has') required.add(atom.name);
  const shapes = all(atoms, 'properties').map((atom) => pinsOf(atom, 0));
  for (const { inside } of shapes) {
    for (const [name, paths] of inside) if (required.has(name)) for (const path of paths) required.add(path);
  }
  const [only, ...more] = shapes;
  return {
    required,
    values: more.length === 0 && only ? only.values : new Map(shapes.flatMap(({ values }) => [...values])),
  };
}

/**
 * Whether no object is in both, seen without solving anything: under a name that one of them requires each lists other
 * values, as the members of a discriminated union do.
 */
export function areDisjoint(one: Pinned, other: Pinned): boolean {
  for (const [name, values] of other.values) {
    const known = one.values.get(name);
    if (!known || !(one.required.has(name) || other.required.has(name))) continue;
    if (!shareValue(values, known)) return true;
  }
  return false;
}

function shareValue(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  for (const value of few) if (many.has(value)) return true;
  return false;
}

/** The assertions that every value of a formula satisfies, as far as they can be read off it. */
export function atomsOf(formula: Formula, looks = 0): readonly Atom[] {
  if (formula.kind === 'atom') return [formula.atom];
  if (looks >= mostLooks) return [];
  if (formula.kind === 'ref') return atomsOf(formula.target(), looks + 1);
  return formula.kind === 'and' ? formula.parts.flatMap((part) => atomsOf(part, looks + 1)) : [];
}

/** What one assertion about properties pins. */
interface Pins {
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  /** What an object under this name has for certain: paths from here, the name included. */
  readonly inside: readonly (readonly [name: string, paths: readonly string[]])[];
}

const known = new WeakMap<Atom, Pins>();

function pinsOf(atom: AtomOf<'properties'>, depth: number): Pins {
  const before = known.get(atom);
  if (before) return before;
  const values = new Map<string, ReadonlySet<string>>();
  const inside: [string, string[]][] = [];
  for (const [name, formula] of atom.named) {
    const atoms = atomsOf(formula);
    const [listed] = all(atoms, 'in');
    if (listed) values.set(name, new Set(listed.values.map(equalityKey)));
    if (depth < mostDepth) pinInside(name, atoms, depth, values, inside);
  }
  const pins = { values, inside };
  if (depth === 0) known.set(atom, pins);
  return pins;
}

function pinInside(
  name: string,
  atoms: readonly Atom[],
  depth: number,
  values: Map<string, ReadonlySet<string>>,
  inside: [string, string[]][],
): void {
  const shapes = all(atoms, 'properties');
  if (shapes.length === 0) return;
  const pins = shapes.map((shape) => pinsOf(shape, depth + 1));
  for (const one of pins) for (const [path, set] of one.values) values.set(name + between + path, set);
  if (!all(atoms, 'type').some(({ type }) => type === 'object')) return;
  const names = new Set(all(atoms, 'has').map((one) => one.name));
  const further = pins.flatMap((one) => one.inside.filter(([outer]) => names.has(outer)).flatMap(([, paths]) => paths));
  inside.push([name, [...names, ...further].map((path) => name + between + path)]);
}
