import type { Program } from './program.js';
import type { Node } from './syntax.js';

/** What a matcher does between two characters, all ways together. */
export interface Closure {
  /** The steps that read the next character, each once, those that are tried first in front. */
  readonly reads: readonly number[];
  /** On how many ways each of them is reached. */
  readonly counts: readonly number[];
  /** Steps taken. */
  readonly cost: number;
  /** Whether the pattern is found whatever follows: nothing that would be tried later is tried any more. */
  readonly found: boolean;
}

/** What a look-behind costs at each place where it is tried. */
export type CostOfBehind = (body: Node) => number;

/** Loops whose iteration has read nothing so far. */
interface Opened {
  readonly loop: number;
  readonly above: Opened | undefined;
}

interface Walk {
  readonly program: Program;
  readonly atStart: boolean;
  readonly room: number;
  readonly costOfBehind: CostOfBehind;
  readonly reached: Map<number, number>;
  cost: number;
  found: boolean;
}

/** How a way came here: whether something was demanded of the place, and whether it can only go on at the end of the text. */
interface Way {
  readonly opened: Opened | undefined;
  readonly demanded: boolean;
  readonly ended: boolean;
}

const fresh: Way = { opened: undefined, demanded: false, ended: false };

/**
 * Everything that is tried from a step before a character is read, where more of the text follows. Conditions on the place
 * count as fulfilled, but for the start of the text. The cost is Infinity where it is beyond `room`.
 */
export function closureOf(
  program: Program,
  from: number,
  atStart: boolean,
  room: number,
  costOfBehind: CostOfBehind,
): Closure {
  const walk: Walk = { program, atStart, room, costOfBehind, reached: new Map(), cost: 0, found: false };
  go(walk, from);
  const cost = walk.cost > room ? Number.POSITIVE_INFINITY : walk.cost;
  return { reads: [...walk.reached.keys()], counts: [...walk.reached.values()], cost, found: walk.found };
}

/** A step that is still to be tried. */
interface Open {
  readonly at: number;
  readonly way: Way;
}

/** Follows all ways up to characters, those of a branch in its order. A list holds what is open: patterns have more branches than the stack has room. */
function go(walk: Walk, from: number): void {
  const open: Open[] = [{ at: from, way: fresh }];
  while (!walk.found && walk.cost <= walk.room) {
    const next = open.pop();
    if (!next) return;
    walk.cost += 1;
    const further = after(walk, next);
    for (let at = further.length - 1; at >= 0; at--) open.push(further[at] as Open);
  }
}

/** What is tried after a step, in order; a character or the match ends the way. */
function after(walk: Walk, { at, way }: Open): readonly Open[] {
  const step = walk.program.steps[at];
  if (step === undefined || step.kind === 'done') return [];
  if (step.kind === 'branch') return step.targets.map((target) => ({ at: target, way }));
  if (step.kind === 'match') {
    if (!way.demanded) walk.found = true;
    return [];
  }
  if (step.kind === 'read') {
    if (!way.ended) walk.reached.set(at, (walk.reached.get(at) ?? 0) + 1);
    return [];
  }
  const onward = wayThrough(walk, step, way);
  return onward ? [{ at: step.then, way: onward }] : [];
}

type Passed = Extract<Program['steps'][number], { readonly kind: 'enter' | 'progress' | 'test' | 'behind' }>;

/** The way behind a step that reads nothing; undefined where it ends there. */
function wayThrough(walk: Walk, step: Passed, way: Way): Way | undefined {
  if (step.kind === 'behind') {
    walk.cost += walk.costOfBehind(step.body);
    return { ...way, demanded: true };
  }
  if (step.kind === 'test') {
    if (step.test.kind === 'start') return walk.atStart ? way : undefined;
    return { ...way, demanded: true, ended: way.ended || step.test.kind === 'end' };
  }
  if (step.kind === 'progress') return isOpen(way.opened, step.loop) ? undefined : way;
  return { ...way, opened: { loop: step.loop, above: way.opened } };
}

function isOpen(opened: Opened | undefined, loop: number): boolean {
  for (let one = opened; one; one = one.above) if (one.loop === loop) return true;
  return false;
}
