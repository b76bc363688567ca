import { wordCharacters } from './char-classes.js';
import { holds } from './char-set.js';
import type { TextUnits } from './cursor.js';
import type { Program } from './program.js';
import type { Assertion } from './syntax.js';

/** Characters on both sides of a place; undefined at the ends of the text. */
interface Neighbours {
  readonly previous: number | undefined;
  readonly next: number | undefined;
}

/**
 * Whether steps that stand exactly for a pattern find it in a text: all ways at once, each step once for each character.
 */
export function finds({ steps, start }: Program, text: string, reading: TextUnits): boolean {
  const codes = reading === 'units' ? unitsOf(text) : Array.from(text, (char) => char.codePointAt(0));
  let waiting: number[] = [];
  for (let i = 0; i <= codes.length; i++) {
    const place = { previous: codes[i - 1], next: codes[i] };
    const seen = new Set<number>();
    const further = new Set<number>();
    const open = [start, ...waiting];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const step = steps[at];
      if (step?.kind === 'match') return true;
      if (step?.kind === 'branch') open.push(...step.targets);
      else if (step?.kind === 'enter' || step?.kind === 'progress') open.push(step.then);
      else if (step?.kind === 'test' && isTrue(step.test, place)) open.push(step.then);
      else if (step?.kind === 'read' && isIn(step.set, place.next)) further.add(step.then);
    }
    waiting = [...further];
  }
  return false;
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

function isIn(set: readonly number[], code: number | undefined): boolean {
  return code !== undefined && holds(set, code);
}

function isTrue(test: Assertion, { previous, next }: Neighbours): boolean {
  if (test.kind === 'start') return previous === undefined;
  if (test.kind === 'end') return next === undefined;
  if (test.kind === 'word') return (isIn(wordCharacters, previous) !== isIn(wordCharacters, next)) !== test.negative;
  return isIn(test.set, test.kind === 'next' ? next : previous) !== test.negative;
}
