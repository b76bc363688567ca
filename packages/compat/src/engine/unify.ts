import type { Atom, AtomKind, AtomOf, Formula } from './formula.js';
import type { Universe } from './universe.js';

type Ref = Extract<Formula, { kind: 'ref' }>;
type Change = (formula: Formula) => Formula;

/** The same assertion about other formulas; only those about what is inside a value hold any. */
const inside: { readonly [K in AtomKind]?: (atom: AtomOf<K>, change: Change) => Atom } = {
  items: (atom, change) => ({ ...atom, prefix: atom.prefix.map(change), rest: change(atom.rest) }),
  contains: (atom, change) => ({ ...atom, formula: change(atom.formula) }),
  propertyNames: (atom, change) => ({ ...atom, formula: change(atom.formula) }),
  properties: (atom, change) => ({
    ...atom,
    named: atom.named.map(([name, formula]) => [name, change(formula)] as const),
    patterns: atom.patterns.map(([pattern, formula]) => [pattern, change(formula)] as const),
    rest: change(atom.rest),
  }),
};

function withInside(atom: Atom, change: Change): Atom {
  const map = inside[atom.kind] as ((atom: Atom, change: Change) => Atom) | undefined;
  return map ? map(atom, change) : atom;
}

/** The same formula with every reference in it replaced, and made anew in the universe. */
function replaced(
  universe: Universe,
  formula: Formula,
  replace: (ref: Ref) => Formula,
  done: Map<Formula, Formula>,
): Formula {
  const known = done.get(formula);
  if (known) return known;
  const change: Change = (part) => replaced(universe, part, replace, done);
  const made = ((): Formula => {
    if (formula.kind === 'ref') return replace(formula);
    if (formula.kind === 'not') return universe.not(change(formula.part));
    if (formula.kind === 'atom') return universe.atom(withInside(formula.atom, change));
    if (formula.kind === 'true' || formula.kind === 'false') return formula;
    return universe[formula.kind](...formula.parts.map(change));
  })();
  done.set(formula, made);
  return made;
}

/** Every reference that these formulas lead to. */
function refsIn(universe: Universe, formulas: readonly Formula[]): Ref[] {
  const found = new Set<Ref>();
  const done = new Map<Formula, Formula>();
  const note = (ref: Ref): Formula => {
    found.add(ref);
    return ref;
  };
  for (const formula of formulas) replaced(universe, formula, note, done);
  for (const ref of found) replaced(universe, ref.target(), note, done);
  return [...found];
}

/**
 * The formulas with one reference for all that mean the same: those whose targets are alike once what they refer to is
 * taken to be, as states of an automaton are. Two versions of a recursive schema then share what did not change, and two
 * spellings of one are the same formula.
 */
export function unified(universe: Universe, formulas: readonly Formula[]): Formula[] {
  const refs = refsIn(universe, formulas);
  if (refs.length < 2) return [...formulas];
  let classes = new Map<Ref, number>(refs.map((ref) => [ref, 0]));
  for (let round = 0, count = 0; ; round++) {
    const previous = classes;
    const stand = (ref: Ref) => universe.ref(`alike ${round} ${previous.get(ref)}`, () => universe.true);
    const done = new Map<Formula, Formula>();
    const numbers = new Map<string, number>();
    classes = new Map();
    for (const ref of refs) {
      const key = `${previous.get(ref)} ${replaced(universe, ref.target(), stand, done).id}`;
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      classes.set(ref, numbers.get(key) as number);
    }
    if (numbers.size === count) break;
    count = numbers.size;
  }
  return shared(universe, formulas, classes);
}

function shared(universe: Universe, formulas: readonly Formula[], classes: ReadonlyMap<Ref, number>): Formula[] {
  const first = new Map<number, Ref>();
  for (const [ref, number] of classes) if (!first.has(number)) first.set(number, ref);
  const done = new Map<Formula, Formula>();
  const replace = (ref: Ref): Formula => {
    const number = classes.get(ref) as number;
    return universe.ref(`shared ${number}`, () =>
      replaced(universe, (first.get(number) as Ref).target(), replace, done),
    );
  };
  return formulas.map((formula) => replaced(universe, formula, replace, done));
}
