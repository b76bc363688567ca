import { type Closure, closureOf } from './closure.js';
import type { TextUnits } from './cursor.js';
import { type Letter, lettersOf } from './letters.js';
import { parse } from './parse.js';
import { type Beyond, type Program, programOf, reversed } from './program.js';
import { type Node, sequence, start } from './syntax.js';

/** Steps that a backtracking matcher may take for one text: about a millisecond. */
export const mostSteps = 250_000;

/** What a backtracking matcher does with a pattern at worst, whatever the text. */
export interface PatternCost {
  /** What no automaton follows: back-references, and look-arounds of more than one character. */
  readonly beyond?: Beyond;
  /** Whether it was followed as a whole: not where groups stand too deep in each other, or with modifiers. */
  readonly complete: boolean;
  /** So many steps at most for each character and for the end, however long the text is; undefined where no such number is known. */
  readonly perCharacter: number | undefined;
  /** The longest texts that surely take no more than {@link mostSteps}; Infinity where all do that were looked at. */
  readonly longest: number;
  /** A text with many steps, and how many; absent where few are enough. */
  readonly attack?: { readonly text: string; readonly steps: number };
}

/** One way through the first characters: which steps read next, in order, and on how many ways each is reached. */
interface Front {
  readonly reads: readonly number[];
  readonly counts: readonly number[];
  /** Steps taken up to here. */
  readonly steps: number;
  readonly letter: number;
  readonly before: Front | undefined;
  /** Several fronts in one: the order of its steps says nothing. */
  readonly merged?: true;
}

interface Search {
  readonly program: Program;
  readonly letters: readonly Letter[];
  readonly setOf: ReadonlyMap<number, number>;
  readonly closures: Map<number, Closure>;
  readonly again: Closure;
  /** By the steps that read: numbers of ways that were followed. */
  readonly seen: Map<string, (readonly number[])[]>;
  fuel: number;
}

/** Fronts of one place and fronts with the same steps, beyond which they are followed as one that is at least as bad. */
const mostFronts = 64;
const mostAlike = 6;
/** How much is looked at before nothing is said. */
const fuel = 3_000_000;

const known = new Map<string, PatternCost>();

/** What a pattern costs, with the flag u unless it is read by units. Kept: the same pattern is asked about often. */
export function patternCost(pattern: string, reading: TextUnits = 'code points'): PatternCost {
  const key = `${reading} ${pattern}`;
  const cost = known.get(key) ?? costOf(parse(pattern, reading));
  if (known.size > 1000) known.clear();
  known.set(key, cost);
  return cost;
}

/**
 * Follows all texts at once, character by character, as sets of ways with their numbers. What a matcher does is never
 * more: https://www.usenix.org/conference/usenixsecurity18/presentation/davis has the theory of what is counted.
 */
function costOf(pattern: Node): PatternCost {
  const program = programOf(pattern);
  const { complete, beyond } = program;
  const about = { complete, ...(beyond && { beyond }) };
  if (!complete) return { ...about, perCharacter: undefined, longest: 0 };
  const search = searchOf(program);
  const first = closureAt(search, program.start, true);
  const begin: Front = { ...first, steps: first.cost, letter: -1, before: undefined };
  return { ...about, ...followed(search, first.found ? { ...begin, reads: [], counts: [] } : begin) };
}

function followed(search: Search, begin: Front): Omit<PatternCost, 'complete' | 'beyond'> {
  let [fronts, total, dearest, length] = [[begin], begin.steps, begin.steps, 0];
  for (;;) {
    if (!(total <= mostSteps))
      return { perCharacter: undefined, longest: Math.max(0, length - 1), ...attackOf(fronts) };
    if (fronts.length === 0) return { perCharacter: dearest, longest: longestFor(total, dearest, length) };
    if (search.fuel <= 0) return { perCharacter: undefined, longest: length };
    const next: Front[] = [];
    for (const front of fronts) {
      for (const further of afterFront(search, front)) {
        dearest = Math.max(dearest, further.steps - front.steps);
        next.push(further);
      }
    }
    fronts = fresh(search, next);
    total += dearest;
    length += 1;
  }
}

function longestFor(total: number, perCharacter: number, length: number): number {
  return length + Math.floor((mostSteps - total) / Math.max(1, perCharacter));
}

function searchOf(program: Program): Search {
  const reading = [...program.steps.entries()].flatMap(([at, step]) =>
    step.kind === 'read' ? [{ at, set: step.set }] : [],
  );
  const keys = [...new Map(reading.map(({ set }) => [set.join(), set])).entries()];
  const numbers = new Map(keys.map(([key], number) => [key, number]));
  const again = closureOf(program, program.start, false, mostSteps, costOfBehind);
  return {
    program,
    letters: lettersOf(keys.map(([, set]) => set)),
    setOf: new Map(reading.map(({ at, set }) => [at, numbers.get(set.join()) as number])),
    closures: new Map(),
    again,
    seen: new Map(),
    fuel,
  };
}

/** A look-behind is a pattern that is matched backwards from here. */
function costOfBehind(body: Node): number {
  const { perCharacter, longest } = costOf(sequence([start, reversed(body)]));
  const width = perCharacter === undefined ? Number.POSITIVE_INFINITY : widest(body);
  return Number.isFinite(width) && width <= longest ? width * (perCharacter ?? 0) + 1 : mostSteps;
}

/** The greatest number of characters that a match has. */
function widest(node: Node): number {
  if (node.kind === 'chars') return 1;
  if (node.kind === 'sequence') return node.items.reduce((sum, item) => sum + widest(item), 0);
  if (node.kind === 'choice') return Math.max(0, ...node.options.map(widest));
  if (node.kind === 'repeat') return node.max === 0 ? 0 : node.max * widest(node.body) || 0;
  return node.kind === 'opaque' ? widest(node.within) : 0;
}

function closureAt(search: Search, step: number, atStart: boolean): Closure {
  const known = atStart ? undefined : search.closures.get(step);
  if (known) return known;
  const closure = closureOf(search.program, step, atStart, mostSteps, costOfBehind);
  search.fuel -= closure.cost;
  if (!atStart) search.closures.set(step, closure);
  return closure;
}

/** What becomes of a front with each kind of character; kinds that the same steps read are one. */
function afterFront(search: Search, front: Front): Front[] {
  const after = new Map<string, Front>();
  const sets = front.reads.map((read) => search.setOf.get(read) as number);
  for (const { character, sets: having } of search.letters) {
    const key = sets.map((set) => (having.has(set) ? '1' : '0')).join('');
    search.fuel -= sets.length + 1;
    if (!after.has(key)) after.set(key, advanced(search, front, key, character));
  }
  return [...after.values()];
}

function advanced(search: Search, front: Front, key: string, letter: number): Front {
  const ways = new Map<number, number>();
  let steps = front.steps;
  let found = false;
  for (const [i, read] of front.reads.entries()) {
    const count = front.counts[i] as number;
    steps += count;
    if (key[i] !== '1') continue;
    const step = search.program.steps[read];
    const closure = closureAt(search, (step as { then: number }).then, false);
    found = add(ways, closure, count) && !front.merged;
    steps += count * closure.cost;
    if (found) break;
  }
  if (!found) {
    add(ways, search.again, 1);
    steps += search.again.cost;
  }
  search.fuel -= ways.size;
  const rest = { steps, letter, before: front };
  if (!front.merged) return { reads: [...ways.keys()], counts: [...ways.values()], ...rest };
  return mergedOf([{ reads: [...ways.keys()], counts: [...ways.values()], ...rest }]);
}

function add(ways: Map<number, number>, { reads, counts, found }: Closure, times: number): boolean {
  for (const [i, read] of reads.entries()) ways.set(read, (ways.get(read) ?? 0) + times * (counts[i] as number));
  return found;
}

/** The fronts that must be followed: those with more ways than any that was; of too many, one that stands for all. */
function fresh(search: Search, fronts: readonly Front[]): Front[] {
  const open = fronts.filter((front) => front.reads.length > 0 && !isKnown(search, front));
  const few = open.length > mostFronts ? [mergedOf(open)] : open.sort((a, b) => b.steps - a.steps);
  return few.flatMap((front) => (isKnown(search, front) ? [] : [noted(search, front)]));
}

function isKnown({ seen }: Search, front: Front): boolean {
  const known = seen.get(keyOf(front)) ?? [];
  return known.some((counts) => front.counts.every((count, i) => count <= (counts[i] as number)));
}

/** Of many fronts with the same steps, one with as many ways as all of them is followed. */
function noted({ seen }: Search, front: Front): Front {
  const known = seen.get(keyOf(front)) ?? [];
  seen.set(keyOf(front), known);
  if (known.length < mostAlike) {
    known.push(front.counts);
    return front;
  }
  const counts = front.counts.map((count, i) => Math.max(count, ...known.map((one) => one[i] as number)));
  known.splice(0, known.length, counts);
  return { ...front, counts };
}

function keyOf({ merged, reads }: Front): string {
  return `${merged ?? ''}${reads}`;
}

/** One front with all steps of several, each on as many ways as in any of them. */
function mergedOf(fronts: readonly Front[]): Front {
  const ways = new Map<number, number>();
  for (const { reads, counts } of fronts) {
    for (const [i, read] of reads.entries()) ways.set(read, Math.max(ways.get(read) ?? 0, counts[i] as number));
  }
  const sorted = [...ways].sort(([a], [b]) => a - b);
  const [worst] = fronts as readonly [Front];
  return { ...worst, reads: sorted.map(([read]) => read), counts: sorted.map(([, count]) => count), merged: true };
}

function attackOf(fronts: readonly Front[]): Pick<PatternCost, 'attack'> {
  const [worst] = [...fronts].sort((a, b) => b.steps - a.steps);
  if (!worst || !Number.isFinite(worst.steps)) return {};
  const letters: number[] = [];
  for (let front: Front | undefined = worst; front && front.letter >= 0; front = front.before)
    letters.unshift(front.letter);
  return { attack: { text: String.fromCodePoint(...letters), steps: worst.steps } };
}
