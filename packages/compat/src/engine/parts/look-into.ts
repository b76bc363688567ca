import { propertiesAtom } from '../compile/objects.js';
import type { AtomOf, Formula } from '../formula.js';
import { namedIn } from '../named-in.js';
import { all } from '../solve/literals.js';
import { valueUnder } from '../solve/value-under.js';
import type { Universe } from '../universe.js';
import type { Case } from './cases.js';

/** A step from a value to one inside it: under a name, under a name that nobody mentions, or at a position. */
export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'new'; readonly taken: ReadonlySet<string> }
  | { readonly kind: 'element'; readonly position: number };

/** A comparison of what both sides say about a value inside. */
interface Inside {
  readonly step: Step;
  readonly writer: Formula;
  readonly reader: Formula;
}

/** What a case comes to: comparisons inside the value, and what has to be asked of the value itself. */
export interface Looked {
  readonly inside: readonly Inside[];
  /** Denied of the value itself; undefined where that is all inside. */
  readonly itself: Formula | undefined;
}

/** Looks into a case: what it denies can only fail inside the value, or at the value itself. */
export function lookInto({ facts, focus, denied }: Case, universe: Universe): Looked {
  if (!focus) return { inside: [], itself: universe.false };
  if (focus.kind !== 'atom') return { inside: [], itself: focus };
  const atoms = facts.flatMap((fact) => (fact.kind === 'atom' ? [fact.atom] : []));
  if (focus.atom.kind === 'items') return elements(all(atoms, 'items'), focus.atom, universe);
  if (focus.atom.kind !== 'properties') return { inside: [], itself: focus };
  const required = all(atoms, 'has').map(({ name }) => name);
  const absent = new Set(
    denied.flatMap((one) => (one.kind === 'atom' && one.atom.kind === 'has' ? [one.atom.name] : [])),
  );
  return properties({ shapes: all(atoms, 'properties'), required, absent }, focus.atom, universe);
}

interface Known {
  readonly shapes: readonly AtomOf<'properties'>[];
  readonly required: readonly string[];
  readonly absent: ReadonlySet<string>;
}

function properties({ shapes, required, absent }: Known, broken: AtomOf<'properties'>, universe: Universe): Looked {
  const named = namedIn(broken);
  const others =
    broken.patterns.length === 0 && broken.rest === universe.true ? [] : otherNames(shapes, required, named);
  const inside = [...named.keys(), ...others].flatMap((name): Inside[] => {
    if (absent.has(name)) return [];
    const writer = universe.and(...shapes.map((shape) => valueUnder(shape, name, universe)));
    const reader = valueUnder(broken, name, universe);
    return differ(writer, reader, universe) ? [{ step: { kind: 'name', name }, writer, reader }] : [];
  });
  if (broken.patterns.length === 0)
    return { inside: [...inside, ...newNames(shapes, broken, others, universe)], itself: undefined };
  if (shapes.some((shape) => saysAsMuch(shape, broken))) return { inside, itself: undefined };
  const silent = [...named.keys(), ...others].map((name) => [name, universe.true] as const);
  return { inside, itself: propertiesAtom(universe, silent, broken.patterns, broken.rest) };
}

function otherNames(
  shapes: readonly AtomOf<'properties'>[],
  required: readonly string[],
  named: ReadonlyMap<string, Formula>,
): string[] {
  const all = [...required, ...shapes.flatMap((shape) => [...namedIn(shape).keys()])];
  return [...new Set(all)].filter((name) => !named.has(name));
}

/** Names that nobody mentions. */
function newNames(
  shapes: readonly AtomOf<'properties'>[],
  broken: AtomOf<'properties'>,
  others: readonly string[],
  universe: Universe,
): Inside[] {
  const writer = universe.and(...shapes.filter(({ patterns }) => patterns.length === 0).map(({ rest }) => rest));
  const taken = new Set([...namedIn(broken).keys(), ...others]);
  return differ(writer, broken.rest, universe) ? [{ step: { kind: 'new', taken }, writer, reader: broken.rest }] : [];
}

/** Whether a schema says the same of all names that neither mentions. */
function saysAsMuch(shape: AtomOf<'properties'>, { patterns, rest }: AtomOf<'properties'>): boolean {
  if (shape.rest !== rest || shape.patterns.length !== patterns.length) return false;
  return patterns.every(([pattern, formula]) =>
    shape.patterns.some(([one, same]) => one === pattern && same === formula),
  );
}

function elements(shapes: readonly AtomOf<'items'>[], broken: AtomOf<'items'>, universe: Universe): Looked {
  const tail = Math.max(0, ...[...shapes, broken].map(({ prefix }) => prefix.length));
  const inside = Array.from({ length: tail + 1 }, (_, position) => position).flatMap((position): Inside[] => {
    const writer = universe.and(...shapes.map(({ prefix, rest }) => prefix[position] ?? rest));
    const reader = broken.prefix[position] ?? broken.rest;
    return differ(writer, reader, universe) ? [{ step: { kind: 'element', position }, writer, reader }] : [];
  });
  return { inside, itself: undefined };
}

/** Whether anything could be in the one and not in the other, at first sight. */
function differ(writer: Formula, reader: Formula, { true: anything, false: nothing }: Universe): boolean {
  if (writer === nothing || reader === anything || writer === reader) return false;
  return !(writer.kind === 'and' && writer.parts.includes(reader));
}
