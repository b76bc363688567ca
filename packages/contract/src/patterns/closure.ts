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
  go(walk, from, fresh);
  const cost = walk.cost > room ? Number.POSITIVE_INFINITY : walk.cost;
  return { reads: [...walk.reached.keys()], counts: [...walk.reached.values()], cost, found: walk.found };
}

/** Follows a way up to characters; branches but the last are ways of their own. */
function go(walk: Walk, from: number, way: Way): void {
  let at: number | undefined = from;
  let here = way;
  while (at !== undefined && !walk.found && walk.cost <= walk.room) {
    walk.cost += 1;
    const step: Program['steps'][number] | undefined = walk.program.steps[at];
    if (step?.kind === 'branch') {
      for (const target of step.targets.slice(0, -1)) go(walk, target, here);
      at = step.targets.at(-1);
    } else if (step?.kind === 'enter') {
      here = { ...here, opened: { loop: step.loop, above: here.opened } };
      at = step.then;
    } else if (step?.kind === 'progress') {
      at = isOpen(here.opened, step.loop) ? undefined : step.then;
    } else if (step?.kind === 'test') {
      if (step.test.kind === 'start' && !walk.atStart) return;
      if (step.test.kind !== 'start') here = { ...here, demanded: true, ended: here.ended || step.test.kind === 'end' };
      at = step.then;
    } else if (step?.kind === 'behind') {
      walk.cost += walk.costOfBehind(step.body);
      here = { ...here, demanded: true };
      at = step.then;
    } else {
      if (step?.kind === 'match' && !here.demanded) walk.found = true;
      if (step?.kind === 'read' && !here.ended) walk.reached.set(at, (walk.reached.get(at) ?? 0) + 1);
      return;
    }
  }
}

function isOpen(opened: Opened | undefined, loop: number): boolean {
  for (let one = opened; one; one = one.above) if (one.loop === loop) return true;
  return false;
}
