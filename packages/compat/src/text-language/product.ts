import type { TextUnits } from '@sluice/contract/patterns';
import { type Alphabet, alphabetOf, SetPool } from './alphabet.js';
import { Dfa, dead, type Fuel, initial, matched } from './dfa.js';
import { type Nfa, nfaOf } from './nfa.js';
import type { Part } from './parts.js';

/** Texts must satisfy all parts; if negated, must not. The label names the constraint to people. */
export interface Constraint {
  readonly label: string;
  readonly negated: boolean;
  readonly parts: readonly Part[];
}

/** Bounds on the number of code points, both inclusive. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** All constraints at once: one automaton whose states are those of every part's automaton side by side. */
export interface Product {
  readonly alphabet: Alphabet;
  readonly bounds: Bounds;
  /** Lengths at which what a state means may change, ascending, from the first to the last that can matter. */
  readonly segments: readonly Bounds[];
  /** Labels of the constraints that the automaton only contains: what it accepts must be looked at once more. */
  readonly inexact: readonly string[];
  /** The state after one more letter, by its number in the alphabet; -1 if nothing can come of it. */
  after(state: number, letter: number): number;
  /** Whether a text of that length that ends in the state satisfies everything. */
  accepts(state: number, length: number): boolean;
}

interface Check extends Bounds {
  readonly automaton: number;
  readonly negative: boolean;
}

interface Rule {
  readonly negated: boolean;
  readonly checks: readonly Check[];
}

/** The state of a product before the first character. */
export const firstState = 0;

/** Puts the constraints side by side. The product accepts at least every text that satisfies them all. */
export function productOf(
  constraints: readonly Constraint[],
  lengths: Bounds,
  reading: TextUnits,
  fuel: Fuel,
  room: number,
): Product {
  const pool = new SetPool();
  const nfas: Nfa[] = [];
  const rules = constraints.map((constraint) => ruleOf(constraint, nfas, pool, room));
  const alphabet = alphabetOf(pool, reading);
  const automata = nfas.map((nfa) => new Dfa(nfa, alphabet, fuel));
  const bounds = rules.filter(({ negated }) => !negated).reduce(tightened, lengths);
  const inexact = constraints.filter((_, i) => !isExact(rules[i] as Rule, nfas)).map(({ label }) => label);
  return { alphabet, bounds, segments: segmentsOf(bounds, rules), inexact, ...statesOf(automata, rules, alphabet) };
}

function ruleOf({ negated, parts }: Constraint, nfas: Nfa[], pool: SetPool, room: number): Rule {
  const checks = parts.map(({ body, negative, from, to }) => {
    nfas.push(nfaOf(body, negative === negated ? 'over' : 'under', pool, room));
    return { automaton: nfas.length - 1, negative, from, to };
  });
  return { negated, checks };
}

function isExact({ checks }: Rule, nfas: readonly Nfa[]): boolean {
  return checks.every(({ automaton }) => nfas[automaton]?.exact);
}

function tightened(bounds: Bounds, { checks }: Rule): Bounds {
  const required = checks.filter(({ negative }) => !negative);
  return {
    from: Math.max(bounds.from, ...required.map(({ from }) => from)),
    to: Math.min(bounds.to, ...required.map(({ to }) => to)),
  };
}

function segmentsOf({ from, to }: Bounds, rules: readonly Rule[]): Bounds[] {
  const cuts = rules.flatMap(({ checks }) => checks.flatMap((check) => [check.from, check.to + 1]));
  const starts = [...new Set([from, ...cuts])].filter((cut) => cut >= from && cut <= to && Number.isFinite(cut));
  starts.sort((a, b) => a - b);
  return starts.map((start, i) => ({ from: start, to: (starts[i + 1] ?? to + 1) - 1 }));
}

function statesOf(
  automata: readonly Dfa[],
  rules: readonly Rule[],
  { letters }: Alphabet,
): Pick<Product, 'after' | 'accepts'> {
  const tuples = [automata.map(() => initial)];
  const numbers = new Map<string, number>([[tuples[0]?.join() ?? '', firstState]]);
  const after = (state: number, letter: number): number => {
    const atoms = letters[letter]?.atoms ?? [];
    const tuple = (tuples[state] as number[]).map((at, i) => (automata[i] as Dfa).after(at, atoms));
    if (rules.some((rule) => isHopeless(rule, tuple))) return -1;
    const key = tuple.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, tuples.length);
    return tuples.push(tuple) - 1;
  };
  const accepts = (state: number, length: number): boolean => {
    const tuple = tuples[state] as number[];
    const found = tuple.map((at, i) => (automata[i] as Dfa).accepts(at));
    return rules.every((rule) => allHold(rule, found, length) !== rule.negated);
  };
  return { after, accepts };
}

function allHold({ checks }: Rule, found: readonly boolean[], length: number): boolean {
  return checks.every(({ automaton, negative, from, to }) => {
    return (found[automaton] === true && length >= from && length <= to) !== negative;
  });
}

/** Whether no continuation can satisfy the rule any more: a sufficient test that looks at each automaton alone. */
function isHopeless({ negated, checks }: Rule, tuple: readonly number[]): boolean {
  if (negated) return checks.every((check) => isSettled(check, tuple[check.automaton] as number, check.negative));
  return checks.some((check) => isSettled(check, tuple[check.automaton] as number, !check.negative));
}

/** Whether the part's automaton will for ever find nothing (`missing`) or for ever have found it at every length. */
function isSettled({ from, to }: Check, state: number, missing: boolean): boolean {
  return missing ? state === dead : state === matched && from === 0 && to === Number.POSITIVE_INFINITY;
}
