import { type Formula, type JsonType, jsonTypeNames } from '../formula.js';
import { areDisjoint, atomsOf } from '../solve/disjoint.js';
import { all } from '../solve/literals.js';
import type { Universe } from '../universe.js';
import { Discriminators } from './exclusive.js';
import { type Sequent, sequentOf } from './sequent.js';
import { Simplifier } from './simplifier.js';

/** One of the parts that a comparison falls into: together they hold exactly the values that are looked for. */
export interface Case {
  readonly type: JsonType;
  readonly facts: readonly Formula[];
  readonly denied: readonly Formula[];
  /** The denied formula that is looked into; of several the one that resembles the facts most. */
  readonly focus: Formula | undefined;
}

type Union = Extract<Formula, { kind: 'or' | 'one' }>;
type Given = { readonly facts: Iterable<Formula>; readonly denied: Iterable<Formula> };

/** Cases of one comparison; what is not split any further is left to the solver. */
const mostCases = 4000;
/** Unions without a discriminator that are taken apart one inside the other. */
const mostSplits = 3;
/** Branches of a union without a discriminator. */
const mostBranches = 200;

/** Splits comparisons into cases. */
export class Splitter {
  readonly discriminators = new Discriminators();
  readonly #readings: ReadonlyMap<JsonType, Simplifier>;

  constructor(readonly universe: Universe) {
    this.#readings = new Map(jsonTypeNames.map((type) => [type, new Simplifier(universe, type)]));
  }

  /** The cases of what the writer's formula accepts and the reader's does not. */
  cases(writer: Formula, reader: Formula): Case[] {
    return jsonTypeNames.flatMap((type) => {
      const reading = this.#readings.get(type) as Simplifier;
      const [written, read] = [reading.of(writer), reading.of(reader)];
      if (written.kind === 'false' || read.kind === 'true' || written === read) return [];
      if (type !== 'object' && type !== 'array') return [{ type, facts: [written], denied: [read], focus: read }];
      const found: Case[] = [];
      this.#split({ type, found, splits: 0 }, { facts: [written], denied: [read] });
      return found;
    });
  }

  #split(at: At, given: Given): void {
    const sequent = sequentOf(given, this.discriminators);
    if (!sequent) return;
    const branches = at.found.length < mostCases ? this.#branches(at, sequent) : undefined;
    if (!branches) at.found.push(this.#leaf(at, sequent));
    else for (const { splits, ...branch } of branches) this.#split({ ...at, splits: at.splits + splits }, branch);
  }

  /** The next formula that is taken apart; undefined where nothing is. */
  #branches(at: At, sequent: Sequent): Iterable<Branch> | undefined {
    const { facts, denied } = sequent;
    const unions = [...facts].filter((fact): fact is Union => fact.kind === 'or' || fact.kind === 'one');
    const shared = sharedOnes(unions, denied);
    if (shared) return this.#pairOnes(sequent, ...shared);
    const [only, ...more] = denied;
    if (only?.kind === 'and' && more.length === 0)
      return only.parts.filter((part) => !facts.has(part)).map((part) => ({ facts, denied: [part], splits: 0 }));
    const union = only && this.#unionFor(at, sequent, unions, more.length === 0 ? only : undefined);
    if (union) return this.#alternatives(sequent, union);
    return only?.kind === 'one' && more.length === 0 ? this.#anotherOne(sequent, only) : undefined;
  }

  /** The union to take apart: one that a constant tells apart, or one that could matter to what is denied. */
  #unionFor(at: At, sequent: Sequent, unions: readonly Union[], only: Formula | undefined): Union | undefined {
    const asked = only?.kind === 'atom' ? unions.filter((union) => this.#speaksOf(union, only)) : unions;
    const score = (union: Union) => union.parts.filter((part) => sequent.denied.has(part)).length;
    const [best] = asked
      .filter((union) => this.#isTold(union) || (at.splits < mostSplits && union.parts.length <= mostBranches))
      .sort((a, b) => Number(this.#isTold(b)) - Number(this.#isTold(a)) || score(b) - score(a));
    return best;
  }

  #isTold(union: Union): boolean {
    if (union.kind === 'one') return this.discriminators.isExclusive(union);
    const [first, second] = union.parts;
    if (!first || !second) return false;
    return areDisjoint(this.discriminators.pinned(first), this.discriminators.pinned(second));
  }

  /** Whether a branch says anything about a name that an assertion is about. */
  #speaksOf(union: Union, formula: Formula): boolean {
    const names = new Set(namesOf(formula));
    return union.parts.some((part) => namesOf(part).some((name) => names.has(name)));
  }

  #alternatives({ facts, denied }: Sequent, union: Union): Branch[] {
    const others = [...facts].filter((fact) => fact !== union);
    const apart = union.kind === 'or' || this.discriminators.isExclusive(union);
    const splits = this.#isTold(union) ? 0 : 1;
    return union.parts
      .filter((part) => !denied.has(part))
      .map((part) => ({
        facts: [...others, part],
        denied: apart ? denied : [...denied, ...union.parts.filter((other) => other !== part)],
        splits,
      }));
  }

  /**
   * Exactly one of some, but not exactly one of others, where both share most: either one that is not shared makes the
   * difference, or a shared one holds and so does another of those that are denied.
   */
  #pairOnes({ facts, denied }: Sequent, fact: One, other: One): Branch[] {
    const { universe } = this;
    const common = fact.parts.filter((part) => other.parts.includes(part));
    const [own, theirs] = [without(fact.parts, common), without(other.parts, common)];
    const [rest, left] = [without([...facts], [fact]), without([...denied], [other])];
    return [
      { facts: [...rest, universe.one(...own)], denied: [...left, universe.one(...theirs), ...common], splits: 0 },
      { facts: [...rest, universe.one(...common), universe.or(...theirs)], denied: [...left, ...own], splits: 0 },
    ];
  }

  /** Not exactly one, where one is known to hold: then another does. */
  #anotherOne({ facts }: Sequent, one: One): Branch[] | undefined {
    const holding = one.parts.find((part) => facts.has(part) || isWithin(part, facts));
    if (!holding || one.parts.length > mostBranches) return undefined;
    return one.parts
      .filter((part) => part !== holding)
      .map((part) => ({ facts: [...facts, part], denied: [], splits: 1 }));
  }

  #leaf({ type }: At, { facts, denied }: Sequent): Case {
    return { type, facts: [...facts], denied: [...denied], focus: mostAlike(facts, denied) };
  }
}

type One = Extract<Formula, { kind: 'one' }>;

interface Branch extends Given {
  readonly splits: number;
}

interface At {
  readonly type: JsonType;
  readonly found: Case[];
  readonly splits: number;
}

function isWithin(part: Formula, facts: ReadonlySet<Formula>): boolean {
  return part.kind === 'and' && part.parts.every((inner) => facts.has(inner));
}

function without(formulas: readonly Formula[], some: readonly Formula[]): Formula[] {
  const out = new Set(some);
  return formulas.filter((formula) => !out.has(formula));
}

/** A fact and a denied formula, each of exactly one, that share a part. */
function sharedOnes(unions: readonly Union[], denied: ReadonlySet<Formula>): readonly [One, One] | undefined {
  for (const fact of unions) {
    if (fact.kind !== 'one') continue;
    const parts = new Set(fact.parts);
    if (parts.size < fact.parts.length) continue;
    for (const other of denied) {
      if (other.kind !== 'one' || new Set(other.parts).size < other.parts.length) continue;
      if (other.parts.some((part) => parts.has(part))) return [fact, other];
    }
  }
  return undefined;
}

function namesOf(formula: Formula): string[] {
  const atoms = atomsOf(formula);
  return [
    ...all(atoms, 'has').map(({ name }) => name),
    ...all(atoms, 'properties').flatMap(({ named }) => named.map(([name]) => name)),
  ];
}

/** The denied formula that shares most with the facts: with several, one is enough for a proof. */
function mostAlike(facts: ReadonlySet<Formula>, denied: ReadonlySet<Formula>): Formula | undefined {
  if (denied.size < 2) return [...denied][0];
  const names = new Set([...facts].flatMap(namesOf));
  let best: { readonly formula: Formula; readonly score: number } | undefined;
  for (const formula of denied) {
    const parts = formula.kind === 'and' ? formula.parts : [formula];
    const score =
      3 * parts.filter((part) => facts.has(part)).length + namesOf(formula).filter((name) => names.has(name)).length;
    if (!best || score > best.score) best = { formula, score };
  }
  return best?.formula;
}
