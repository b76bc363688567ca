import { sized } from './text.js';

/**
 * A pattern as steps, made when validators are generated: characters from `cuts[i]` to the next cut are of kind
 * `kinds[i]`; `sets` are lists of kinds, the first one is `\w`. Codes of steps: 0 found, 1 read a set, 2 branch, 3 start,
 * 4 end, 5 border of a word, 6 next character, 7 previous one.
 */
export interface AutomatonTable {
  readonly cuts: readonly number[];
  readonly kinds: readonly number[];
  readonly sets: readonly (readonly number[])[];
  readonly start: number;
  readonly steps: readonly (readonly number[])[];
}

/** What holds a text against a pattern of a schema. */
export interface Matcher {
  test(text: string): boolean;
  /** Longer texts (in characters) are never matched. */
  readonly most?: number;
}

/** Steps that wait for the next character, and where the kinds of characters lead that were met. */
interface State {
  readonly waiting: readonly number[];
  readonly previous: number;
  readonly next: (State | undefined)[];
}

/** Before the first character, and behind the last. */
const NOTHING = -1;
/** States kept at a time; all are forgotten when there are more. */
const MOST_STATES = 1_000;
const FOUND: State = { waiting: [], previous: NOTHING, next: [] };

/**
 * Finds a pattern as `RegExp` (flag u) does, in time that grows with the length of the text only. States are made when a
 * text first leads to them.
 */
export function automaton(table: AutomatonTable): Matcher {
  const { sets, steps, start } = table;
  const isIn = sets.map((set) => new Set(set));
  const looksBack = steps.some(([code]) => code === 5 || code === 7);
  const kindOf = kindsOf(table);
  const states = new Map<string, State>();
  const seen = new Uint32Array(steps.length);
  const begin: State = { waiting: [], previous: NOTHING, next: [] };
  let round = 0;

  const holds = (set: number, kind: number, negative: number | undefined): boolean =>
    (isIn[set]?.has(kind) ?? false) !== (negative === 1);

  /** The step behind a condition, if it holds between two characters; the steps behind a branch. */
  const onward = (step: readonly number[], previous: number, next: number): readonly number[] => {
    const [code, a = 0, b = 0, c = 0] = step;
    if (code === 2) return step.slice(1);
    if (code === 3) return previous === NOTHING ? [a] : [];
    if (code === 4) return next === NOTHING ? [a] : [];
    if (code === 5) return (holds(0, previous, 0) !== holds(0, next, 0)) === (a === 0) ? [b] : [];
    return holds(b, code === 6 ? next : previous, a) ? [c] : [];
  };

  /** What waits behind the next character; undefined where the pattern is found before it. */
  const read = ({ waiting, previous }: State, next: number): number[] | undefined => {
    round++;
    const reached = new Set<number>();
    const open = [start, ...waiting];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen[at] === round) continue;
      seen[at] = round;
      const step = steps[at] as readonly number[];
      if (step[0] === 0) return undefined;
      if (step[0] !== 1) open.push(...onward(step, previous, next));
      else if (isIn[step[1] as number]?.has(next)) reached.add(step[2] as number);
    }
    return [...reached].sort((a, b) => a - b);
  };

  const stateOf = (waiting: readonly number[], kind: number): State => {
    const previous = looksBack ? kind : 0;
    const key = `${previous}:${waiting}`;
    const known = states.get(key);
    if (known) return known;
    if (states.size >= MOST_STATES) {
      states.clear();
      begin.next.length = 0;
    }
    const state: State = { waiting, previous, next: [] };
    states.set(key, state);
    return state;
  };

  const advance = (state: State, kind: number): State => {
    const waiting = read(state, kind);
    const next = waiting ? stateOf(waiting, kind) : FOUND;
    state.next[kind] = next;
    return next;
  };

  return {
    test(text) {
      let state = begin;
      for (let i = 0; i < text.length; i++) {
        const code = text.codePointAt(i) as number;
        if (code > 0xffff) i++;
        const kind = kindOf(code);
        state = state.next[kind] ?? advance(state, kind);
        if (state === FOUND) return true;
      }
      return read(state, NOTHING) === undefined;
    },
  };
}

/** The kind of a character: looked up below 128, searched among the cuts above. */
function kindsOf({ cuts, kinds }: AutomatonTable): (code: number) => number {
  const search = (code: number): number => {
    let [low, high] = [0, cuts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((cuts[middle] as number) <= code) low = middle;
      else high = middle - 1;
    }
    return kinds[low] as number;
  };
  const ascii = Uint16Array.from({ length: 128 }, (_, code) => search(code));
  return (code) => (code < 128 ? (ascii[code] as number) : search(code));
}

/**
 * A pattern that no automaton follows (back-references, look-arounds), for texts of at most so many characters: longer
 * ones could take a matcher too long.
 */
export function upTo(most: number, expression: RegExp): Matcher {
  return { most, test: (text) => sized(text, 0, most) && expression.test(text) };
}
