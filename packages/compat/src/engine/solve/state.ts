import type { Atom, Formula, JsonType } from '../formula.js';
import type { Universe } from '../universe.js';
import { reduce } from './literals.js';

/** Something that is still to be decided: one of several alternatives, or how many of several parts hold. */
type Choice =
  | {
      readonly kind: 'any';
      readonly alternatives: readonly Formula[];
      /** Where the choice is the negation of one formula: that formula. The choice falls away where it cannot hold. */
      readonly denied?: Formula;
    }
  /** Exactly one part holds; with `holds: false`, none or more than one. */
  | { readonly kind: 'one'; readonly parts: readonly Formula[]; readonly holds: boolean };

/** One branch of a conjunction, restricted to values of one type. */
export interface State {
  readonly type: JsonType;
  /** The formulas that were assumed, as they were given. */
  readonly facts: readonly Formula[];
  readonly must: readonly Atom[];
  /** The same as formulas. */
  readonly known: readonly Formula[];
  readonly mustNot: readonly Atom[];
  /** The same as formulas, each of which must not hold. */
  readonly denied: readonly Formula[];
  readonly choices: readonly Choice[];
}

interface Draft {
  readonly type: JsonType;
  readonly universe: Universe;
  readonly must: Map<Formula, Atom>;
  readonly mustNot: Map<Formula, Atom>;
  readonly choices: Choice[];
  readonly seen: Set<number>;
}

/** The state of a conjunction, or undefined where it contradicts itself at first sight. */
export function stateOf(facts: readonly Formula[], type: JsonType, universe: Universe): State | undefined {
  const draft: Draft = { type, universe, must: new Map(), mustNot: new Map(), choices: [], seen: new Set() };
  for (const fact of facts) if (!assume(draft, fact, true)) return undefined;
  const settled = settle(draft);
  if (!settled) return undefined;
  const [must, mustNot] = [[...draft.must.values()], [...draft.mustNot.values()]];
  const [known, denied] = [[...draft.must.keys()], [...draft.mustNot.keys()]];
  return { type, facts, must, known, mustNot, denied, choices: settled };
}

type Assume<K extends Formula['kind']> = (
  draft: Draft,
  formula: Extract<Formula, { kind: K }>,
  holds: boolean,
) => boolean;

const assumptions: { readonly [K in Formula['kind']]: Assume<K> } = {
  true: (_, __, holds) => holds,
  false: (_, __, holds) => !holds,
  not: (draft, { part }, holds) => assume(draft, part, !holds),
  ref: (draft, { target }, holds) => assume(draft, target(), holds),
  and: (draft, formula, holds) =>
    holds
      ? formula.parts.every((part) => assume(draft, part, true))
      : choose(draft, formula.parts.map(negate(draft)), formula),
  or: (draft, { parts }, holds) => (holds ? choose(draft, parts) : parts.every((part) => assume(draft, part, false))),
  one: (draft, { parts }, holds) => {
    draft.choices.push({ kind: 'one', parts, holds });
    return true;
  },
  atom: (draft, formula, holds) => {
    const reduced = reduce(formula.atom, holds, draft.type, draft.universe);
    if (reduced.kind === 'constant') return reduced.value;
    if (reduced.kind === 'formula') return assume(draft, reduced.formula, true);
    const literal = reduced.atom === formula.atom ? formula : draft.universe.atom(reduced.atom);
    (reduced.holds ? draft.must : draft.mustNot).set(literal, reduced.atom);
    return true;
  },
};

/** One number for a formula and its sign. */
function signed(id: number, holds: boolean): number {
  return holds ? id : -id - 1;
}

function assume(draft: Draft, formula: Formula, holds: boolean): boolean {
  const key = signed(formula.id, holds);
  if (draft.seen.has(key)) return true;
  draft.seen.add(key);
  return (assumptions[formula.kind] as (draft: Draft, formula: Formula, holds: boolean) => boolean)(
    draft,
    formula,
    holds,
  );
}

function negate({ universe }: Draft): (formula: Formula) => Formula {
  return (formula) => universe.not(formula);
}

function choose(draft: Draft, alternatives: readonly Formula[], denied?: Formula): boolean {
  draft.choices.push(denied ? { kind: 'any', alternatives, denied } : { kind: 'any', alternatives });
  return true;
}

/** The alternatives of a choice between parts. */
export function alternativesOf(parts: readonly Formula[], holds: boolean, universe: Universe): Formula[] {
  const without = (kept: number) => parts.filter((_, index) => index !== kept).map((part) => universe.not(part));
  if (holds) return parts.map((part, index) => universe.and(part, ...without(index)));
  const pairs = parts.flatMap((part, index) => parts.slice(index + 1).map((other) => universe.and(part, other)));
  return [universe.and(...parts.map((part) => universe.not(part))), ...pairs];
}

/** Decides the choices that one look decides, until none is left that does; undefined on a contradiction. */
function settle(draft: Draft): Choice[] | undefined {
  let open: Choice[] = [];
  for (let choice = draft.choices.shift(); choice; choice = draft.choices.shift()) {
    const looked = look(draft, choice);
    if (looked === 'impossible') return undefined;
    if (looked === 'settled') continue;
    if (looked.kind !== 'all') open.push(looked);
    else {
      if (!looked.formulas.every((formula) => assume(draft, formula, true))) return undefined;
      draft.choices.push(...open);
      open = [];
    }
  }
  return open;
}

type Looked = 'impossible' | 'settled' | { readonly kind: 'all'; readonly formulas: readonly Formula[] } | Choice;

function look(draft: Draft, choice: Choice): Looked {
  if (choice.kind === 'one') return lookAtParts(draft, choice);
  const possible = choice.alternatives.filter((alternative) => glance(draft, alternative, true) !== false);
  if (possible.some((alternative) => glance(draft, alternative, true) === true)) return 'settled';
  if (possible.length === 0) return 'impossible';
  return possible.length === 1 ? { kind: 'all', formulas: possible } : { ...choice, alternatives: possible };
}

function lookAtParts(draft: Draft, choice: Extract<Choice, { kind: 'one' }>): Looked {
  const looks = choice.parts.map((part) => ({ part, holds: glance(draft, part, true) }));
  const certain = looks.filter(({ holds }) => holds === true).length;
  const open = looks.filter(({ holds }) => holds === undefined).map(({ part }) => part);
  const rule = choice.holds ? exactlyOne : noneOrMore;
  return rule(certain, open, draft.universe);
}

/** What is left of "exactly one" where some parts certainly hold and some are open. */
function exactlyOne(certain: number, open: readonly Formula[], universe: Universe): Looked {
  if (certain > 1 || certain + open.length === 0) return 'impossible';
  if (certain === 1) return { kind: 'all', formulas: open.map((part) => universe.not(part)) };
  return open.length === 1 ? { kind: 'all', formulas: open } : { kind: 'one', parts: open, holds: true };
}

/** What is left of "none or more than one". */
function noneOrMore(certain: number, open: readonly Formula[], universe: Universe): Looked {
  if (certain > 1 || certain + open.length === 0) return 'settled';
  if (certain === 1) return open.length === 0 ? 'impossible' : { kind: 'any', alternatives: open };
  const [only] = open;
  return open.length === 1 && only
    ? { kind: 'all', formulas: [universe.not(only)] }
    : { kind: 'one', parts: open, holds: false };
}

/** Whether a formula plainly holds, or plainly fails, for values of the type and what is assumed; undefined elsewhere. */
function glance(draft: Draft, formula: Formula, holds: boolean, depth = 0): boolean | undefined {
  if (draft.seen.has(signed(formula.id, holds))) return true;
  if (draft.seen.has(signed(formula.id, !holds))) return false;
  if (depth > 6) return undefined;
  const look = (part: Formula, as: boolean) => glance(draft, part, as, depth + 1);
  return (glances[formula.kind] as (formula: Formula, holds: boolean, look: Look, draft: Draft) => boolean | undefined)(
    formula,
    holds,
    look,
    draft,
  );
}

type Look = (part: Formula, holds: boolean) => boolean | undefined;
type Glance<K extends Formula['kind']> = (
  formula: Extract<Formula, { kind: K }>,
  holds: boolean,
  look: Look,
  draft: Draft,
) => boolean | undefined;

const glances: { readonly [K in Formula['kind']]: Glance<K> } = {
  true: (_, holds) => holds,
  false: (_, holds) => !holds,
  not: ({ part }, holds, look) => look(part, !holds),
  ref: ({ target }, holds, look) => look(target(), holds),
  and: ({ parts }, holds, look) =>
    combined(
      parts.map((part) => look(part, holds)),
      holds,
    ),
  or: ({ parts }, holds, look) =>
    combined(
      parts.map((part) => look(part, holds)),
      !holds,
    ),
  one: ({ parts }, holds, look) => {
    const looks = parts.map((part) => look(part, true));
    if (looks.includes(undefined)) return undefined;
    return (looks.filter((value) => value === true).length === 1) === holds;
  },
  atom: ({ atom }, holds, _, { type, universe }) => {
    const reduced = reduce(atom, holds, type, universe);
    return reduced.kind === 'constant' ? reduced.value : undefined;
  },
};

/** All of them where `every`, else any of them, in three values. */
function combined(values: readonly (boolean | undefined)[], every: boolean): boolean | undefined {
  if (values.some((value) => value === !every)) return !every;
  return values.includes(undefined) ? undefined : every;
}
