import type { JsonValue } from '@sluice/contract';
import type { AtomOf, Formula } from '../formula.js';
import { holds } from '../holds.js';
import type { Doubt } from '../unknown-reasons.js';
import { areDisjoint, pinnedBy } from './disjoint.js';
import type { InnerSolver } from './inner-solver.js';
import { all, type Literals } from './literals.js';
import { anyOf, empty, found, type Solved, undecided } from './solved.js';
import { valueUnder } from './value-under.js';

type Properties = AtomOf<'properties'>;

/** Something that must be there: a property whose name and value satisfy these. */
interface Need {
  /** What the value must satisfy under this name; false where the name cannot serve. */
  value(name: string): Formula;
  /** What the name of a property that no schema mentions must satisfy. */
  readonly name: Formula;
}

/** What is known of the object before its needs are met. */
interface Frame {
  readonly inner: InnerSolver;
  readonly shapes: readonly Properties[];
  readonly names: Formula;
  readonly known: readonly string[];
  readonly absent: ReadonlySet<string>;
  readonly patterns: readonly string[];
  /** Formulas that some name must not satisfy: two new names differ at most in which of these they do. */
  readonly kinds: readonly Formula[];
  readonly min: number;
  readonly max: number;
  /** What the schemas say about the value under a name, looked up once. */
  readonly says: Map<string, Formula>;
  /** What names that no schema mentions can be. */
  readonly newNames: readonly Formula[];
}

/** Properties chosen so far: what their values must satisfy beyond the schemas' own say. */
type Chosen = ReadonlyMap<string, Formula>;

/** So many patterns and kinds of names are combined at once; of more, only those that some name satisfies. */
const mostTests = 6;
/** Kinds of new names that are told apart. */
const mostNewNames = 64;
const mostPatterns = 40;
const mostKinds = 3;

/** Solves a conjunction about objects: required names first, then what must break a schema, then the counts. */
export function solveObject({ must, mustNot }: Literals, inner: InnerSolver): Solved {
  const { universe } = inner;
  const shapes = all(must, 'properties');
  const pinned = pinnedBy(must);
  const broken = all(mustNot, 'properties').filter((shape) => !areDisjoint(pinned, pinnedBy([shape])));
  const required = all(must, 'has').map(({ name }) => name);
  const absent = new Set(all(mustNot, 'has').map(({ name }) => name));
  if (required.some((name) => absent.has(name))) return empty;
  const mentioned = [...shapes, ...broken].flatMap(({ named }) => named.map(([name]) => name));
  const sketch = {
    inner,
    shapes,
    names: universe.and(universe.types('string'), ...all(must, 'propertyNames').map(({ formula }) => formula)),
    known: [...new Set([...required, ...mentioned, ...absent])],
    absent,
    patterns: [...new Set([...shapes, ...broken].flatMap(({ patterns }) => patterns.map(([pattern]) => pattern)))],
    min: Math.max(0, ...all(must, 'minProperties').map(({ count }) => count)),
    max: Math.min(Number.POSITIVE_INFINITY, ...all(must, 'maxProperties').map(({ count }) => count)),
    kinds: all(mustNot, 'propertyNames').map(({ formula }) => formula),
    says: new Map<string, Formula>(),
  };
  if (sketch.min > sketch.max || required.length > sketch.max) return empty;
  if (sketch.patterns.length > mostPatterns) return undecided('patternProperties');
  if (sketch.kinds.length > mostKinds) return undecided('propertyNames');
  const kinds = newNames(sketch);
  if (!kinds) return undecided('patternProperties');
  const frame: Frame = { ...sketch, newNames: kinds };
  const needs = [
    ...broken.map(
      (shape): Need => ({ value: (name) => universe.not(valueUnder(shape, name, universe)), name: universe.true }),
    ),
    ...all(mustNot, 'propertyNames').map(({ formula }): Need => nameNeed(formula, inner)),
  ];
  const chosen: Chosen = new Map(required.map((name) => [name, universe.true]));
  return unsatisfiable([...chosen.keys()], chosen, frame) ?? meet(planned(needs, chosen, frame), chosen, frame);
}

function nameNeed(formula: Formula, { universe }: InnerSolver): Need {
  return {
    value: (name) => (holds(formula, name) === true ? universe.false : universe.true),
    name: universe.not(formula),
  };
}

/** A need with the names, and the kinds of new names, that could serve it if it were the only one. */
interface Plan {
  readonly need: Need;
  readonly names: readonly string[];
  readonly kinds: readonly Formula[];
}

/** The needs with the fewest ways to be met first: what is forced rules out most of the rest. */
function planned(needs: readonly Need[], chosen: Chosen, frame: Frame): Plan[] {
  const names = [...new Set([...chosen.keys(), ...frame.known])].filter((name) => !frame.absent.has(name));
  const kinds = frame.newNames;
  if (needs.length < 2) return needs.map((need) => ({ need, names, kinds }));
  const plans = needs.map((need) => ({
    need,
    names: names.filter((name) => serves(name, need, chosen, frame)),
    kinds: kinds.filter((says) => {
      const name = newName(frame.inner.universe.and(says, need.name), chosen, frame);
      return name.kind === 'value' ? serves(String(name.value), need, chosen, frame) : name.kind === 'unknown';
    }),
  }));
  return plans.sort((a, b) => a.names.length + a.kinds.length - b.names.length - b.kinds.length);
}

function serves(name: string, need: Need, chosen: Chosen, frame: Frame): boolean {
  const { universe } = frame.inner;
  const wanted = universe.and(chosen.get(name) ?? universe.true, need.value(name));
  return unsatisfiable([name], new Map([...chosen, [name, wanted]]), frame)?.kind !== 'empty';
}

/** Meets the needs one after the other, each by a known name, a name chosen before, or a new one. */
function meet(plans: readonly Plan[], chosen: Chosen, frame: Frame): Solved {
  const [plan, ...others] = plans;
  if (!plan) return complete(chosen, frame);
  const { universe } = frame.inner;
  const { need, kinds } = plan;
  const added = [...chosen.keys()].filter((name) => !frame.known.includes(name));
  const byName = [...plan.names, ...added].map((name) => () => {
    if (!frame.inner.spend()) return undecided('budget');
    const wanted = universe.and(chosen.get(name) ?? universe.true, need.value(name));
    return wanted === universe.false ? empty : meetWith(name, wanted, others, chosen, frame);
  });
  const byNew = kinds.map((says) => () => {
    const name = newName(universe.and(says, need.name), chosen, frame);
    if (name.kind !== 'value') return name;
    return meetWith(String(name.value), need.value(String(name.value)), others, chosen, frame);
  });
  return anyOf([...byName, ...byNew]);
}

/** Goes on with one more wish for a property, where it can be fulfilled. */
function meetWith(name: string, wanted: Formula, others: readonly Plan[], chosen: Chosen, frame: Frame): Solved {
  const next = new Map([...chosen, [name, wanted]]);
  return unsatisfiable([name], next, frame) ?? meet(others, next, frame);
}

/** Why one of these properties cannot be, if so: too many, a name that is not allowed, or no value. */
function unsatisfiable(names: readonly string[], chosen: Chosen, frame: Frame): Solved | undefined {
  if (chosen.size > frame.max) return empty;
  let doubt: Solved | undefined;
  for (const name of names) {
    const answer = propertyValue(name, chosen, frame);
    if (answer.kind === 'empty') return empty;
    if (answer.kind === 'unknown') doubt ??= answer;
  }
  return doubt;
}

function propertyValue(name: string, chosen: Chosen, { inner, shapes, names, says }: Frame): Solved {
  const nameFits = holds(names, name);
  if (nameFits === false) return empty;
  const said = says.get(name) ?? inner.universe.and(...shapes.map((shape) => valueUnder(shape, name, inner.universe)));
  says.set(name, said);
  const answer = inner.solve(inner.universe.and(chosen.get(name) ?? inner.universe.true, said));
  return nameFits === undefined && answer.kind === 'value'
    ? found(answer.value, { keyword: 'propertyNames', path: '' })
    : answer;
}

/**
 * Every kind of name that no schema mentions: which patterns it matches, and which formulas it satisfies. Undefined where
 * there are too many kinds. Two patterns often share no name, so that few of many combinations are left.
 */
function newNames({ patterns, kinds, inner, names }: Omit<Frame, 'newNames'>): Formula[] | undefined {
  const { universe } = inner;
  const tests = [...patterns.map((pattern) => universe.atom({ kind: 'pattern', pattern })), ...kinds];
  const isPossible = (says: Formula) => inner.solve(universe.and(names, says)).kind !== 'empty';
  let says: Formula[] = [universe.true];
  for (const test of tests) {
    says = says.flatMap((one) => [universe.and(one, universe.not(test)), universe.and(one, test)]);
    if (tests.length > mostTests) says = says.filter(isPossible);
    if (says.length > mostNewNames) return undefined;
  }
  return says;
}

/** A name that nobody mentions, is not chosen yet and satisfies what this kind and all names must. */
function newName(says: Formula, chosen: Chosen, { inner, names, known }: Frame): Solved {
  const { universe } = inner;
  const taken = [...new Set([...known, ...chosen.keys()])];
  const untaken = taken.length > 0 ? universe.not(universe.atom({ kind: 'in', values: taken })) : universe.true;
  return inner.solve(universe.and(names, says, untaken));
}

/** Adds optional properties until there are enough, and gives each its value. */
function complete(chosen: Chosen, frame: Frame): Solved {
  let filled = chosen;
  let doubt: Doubt | undefined;
  while (filled.size < frame.min) {
    const next = optional(filled, frame);
    if (next.kind === 'empty') return empty;
    if (next.kind === 'unknown') return next;
    doubt ??= next.doubt;
    filled = new Map([...filled, [String(next.value), frame.inner.universe.true]]);
  }
  const value: [string, JsonValue][] = [];
  for (const name of filled.keys()) {
    const answer = propertyValue(name, filled, frame);
    if (answer.kind !== 'value') return answer;
    doubt ??= answer.doubt;
    value.push([name, answer.value]);
  }
  return found(Object.fromEntries(value), doubt);
}

/** The name of a further property that can be there. */
function optional(chosen: Chosen, frame: Frame): Solved {
  const can = (name: string): Solved => {
    const answer = propertyValue(name, chosen, frame);
    return answer.kind === 'value' ? found(name, answer.doubt) : answer;
  };
  const known = frame.known.filter((name) => !chosen.has(name) && !frame.absent.has(name));
  return anyOf([
    ...known.map((name) => () => can(name)),
    ...frame.newNames.map((says) => () => {
      const name = newName(says, chosen, frame);
      return name.kind === 'value' ? can(String(name.value)) : name;
    }),
  ]);
}
