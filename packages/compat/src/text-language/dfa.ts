import type { Alphabet } from './alphabet.js';
import type { Nfa, Step, Test } from './nfa.js';

/** The state from which no match can come any more. */
export const dead = 0;

/** The state after a match that nothing can take back. */
export const matched = 1;

/** The state before the first character. */
export const initial = 2;

/** Counts the work that is left; whoever works takes from it and stops below zero. */
export interface Fuel {
  left: number;
}

interface State {
  /** Places in the automaton before branches and tests are followed, ascending. */
  readonly places: readonly number[];
  /** Which of the automaton's `previous` sets have the last character, as bits; -1 before the first character. */
  readonly previous: number;
  readonly word: boolean;
  readonly atEnd: boolean;
  readonly next: Int32Array;
  /** What can be read here, where that does not depend on what comes next. */
  readonly reads: readonly Read[];
}

type Read = Extract<Step, { kind: 'read' }>;

/** What the places lead to without reading: the reading nodes, and whether the match is complete. */
interface Closure {
  readonly reads: Read[];
  matches: boolean;
}

/** The next character's atom, or what is known instead of it. */
const atEnd = -1;
const notKnown = -2;

/** So many nodes of the automaton are followed for one step of the budget. */
const nodesPerStep = 16;

/** The automaton of all texts that contain a match, made deterministic state by state as they are asked for. */
export class Dfa {
  private readonly states: State[];
  private readonly numbers = new Map<string, number>();
  private readonly seen: Int32Array;
  private round = 0;
  /** A match may also start after the first character. */
  private readonly floating: boolean;
  private readonly looksAhead: boolean;
  private readonly remembersWords: boolean;

  constructor(
    private readonly nfa: Nfa,
    private readonly alphabet: Alphabet,
    private readonly fuel: Fuel,
  ) {
    this.seen = new Int32Array(nfa.steps.length);
    const tests = nfa.steps.flatMap((step) => (step.kind === 'test' ? [step.test.kind] : []));
    this.remembersWords = tests.includes('word');
    this.looksAhead = this.remembersWords || tests.includes('next');
    this.floating = this.startsAnywhere();
    this.states = [this.state([], 0, false, false), this.state([], 0, false, true)];
    this.intern([nfa.start], -1, false);
  }

  /** Whether a text that ends in the state contains a match. */
  accepts(state: number): boolean {
    return (this.states[state] as State).atEnd;
  }

  /** The state after one more character, given by its atoms. */
  after(state: number, atoms: readonly number[]): number {
    let at = state;
    for (const atom of atoms) at = this.step(at, atom);
    return at;
  }

  private step(number: number, atom: number): number {
    if (number <= matched) return number;
    const state = this.states[number] as State;
    const known = state.next[atom] as number;
    if (known >= 0) return known;
    const next = this.target(state, atom);
    state.next[atom] = next;
    return next;
  }

  private target(state: State, atom: number): number {
    const { reads, matches } = this.looksAhead ? this.close(state, atom) : { reads: state.reads, matches: false };
    if (matches) return matched;
    const places = new Set<number>();
    for (const read of reads) if (this.has(read.set, atom)) places.add(read.then);
    if (this.floating) places.add(this.nfa.start);
    if (places.size === 0) return dead;
    return this.intern(
      [...places].sort((a, b) => a - b),
      this.bitsOf(atom),
      this.remembersWords && this.has(0, atom),
    );
  }

  private intern(places: readonly number[], previous: number, word: boolean): number {
    const key = `${places.join()};${previous};${word}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const anyhow = this.close({ places, previous, word }, notKnown);
    const number = anyhow.matches && this.states.length > initial ? matched : this.states.length;
    this.numbers.set(key, number);
    if (number === matched) return matched;
    const ended = anyhow.matches || this.close({ places, previous, word }, atEnd).matches;
    this.states.push(this.state(places, previous, word, ended, anyhow.reads));
    if (anyhow.matches) (this.states[number] as State).next.fill(matched);
    return number;
  }

  private state(places: readonly number[], previous: number, word: boolean, ended: boolean, reads: Read[] = []): State {
    const atoms = this.alphabet.has[0]?.length ?? 0;
    return { places, previous, word, atEnd: ended, reads, next: new Int32Array(atoms).fill(-1) };
  }

  /** Follows branches, and tests that hold. What comes next is an atom, the end, or not known: then tests of it fail. */
  private close(state: Pick<State, 'places' | 'previous' | 'word'>, next: number): Closure {
    this.round += 1;
    const closure: Closure = { reads: [], matches: false };
    const pending = [...state.places].reverse();
    let visited = 0;
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      if (this.seen[place] === this.round) continue;
      this.seen[place] = this.round;
      visited += 1;
      this.follow(this.nfa.steps[place] as Step, state, next, closure, pending);
    }
    this.fuel.left -= visited / nodesPerStep;
    return closure;
  }

  private follow(
    step: Step,
    state: Pick<State, 'previous' | 'word'>,
    next: number,
    closure: Closure,
    pending: number[],
  ): void {
    if (step.kind === 'match') closure.matches = true;
    else if (step.kind === 'read') closure.reads.push(step);
    else if (step.kind === 'branch') for (const target of step.targets) pending.push(target);
    else if (this.passes(step.test, state, next)) pending.push(step.then);
  }

  private passes(test: Test, { previous, word }: Pick<State, 'previous' | 'word'>, next: number): boolean {
    if (test.kind === 'start') return previous === -1;
    if (test.kind === 'previous') return (previous >= 0 && (previous & (1 << test.bit)) !== 0) !== test.negative;
    if (next === notKnown) return false;
    if (test.kind === 'end') return next === atEnd;
    if (test.kind === 'word') return (word !== (next >= 0 && this.has(0, next))) !== test.negative;
    return (next >= 0 && this.has(test.set, next)) !== test.negative;
  }

  private bitsOf(atom: number): number {
    return this.nfa.previous.reduce((bits, set, bit) => (this.has(set, atom) ? bits | (1 << bit) : bits), 0);
  }

  private has(set: number, atom: number): boolean {
    return this.alphabet.has[set]?.[atom] === 1;
  }

  /** Whether anything can be read or matched from the start without passing a `^`. */
  private startsAnywhere(): boolean {
    const seen = new Set<number>();
    const pending = [this.nfa.start];
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      const step = this.nfa.steps[place] as Step;
      if (step.kind === 'match' || step.kind === 'read') return true;
      if (seen.has(place)) continue;
      seen.add(place);
      if (step.kind === 'branch') for (const target of step.targets) pending.push(target);
      else if (step.test.kind !== 'start') pending.push(step.then);
    }
    return false;
  }
}
