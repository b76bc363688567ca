import type { Problem } from '@sluice/contract';
import { lineOf } from './source-scan.js';

/** A problem with the place in a file of the project where it is written. */
export interface PlacedProblem extends Problem {
  /** Below the project, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** Where inside what the file says: `properties.amount`; empty for the whole. */
  readonly inside: string;
  /** The text of the line. */
  readonly excerpt?: string;
}

/** Where a problem is, and what it says. */
export interface Found {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly inside?: string;
}

/** A problem at a place in a file of which the text is at hand (empty where it is not). */
export function placed({ file, line, column, inside = '', ...said }: Found, source: string): PlacedProblem {
  const excerpt = line === undefined ? undefined : source.split('\n')[line - 1]?.replace(/\s+$/, '');
  const at = [file, line, column].filter((part) => part !== undefined).join(':');
  return {
    ...said,
    path: inside === '' ? at : `${at}: ${inside}`,
    file,
    inside,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(excerpt && { excerpt: excerpt.slice(0, 160) }),
  };
}

/** A problem of a definition, found at a path such as `properties.amount`, with the line on which the source says that. */
export function placedInside(problem: Problem, file: string, source: string): PlacedProblem {
  const { code, message, fix } = problem;
  const inside = problem.path.replace(/^[^:]*(?:: |:$|$)/, '');
  return placed({ code, message, fix, file, inside, line: lineOf(source, namesIn(inside)) }, source);
}

/** The names on a path of a definition: `properties.lines.items.properties.price.minimun` has lines, price and minimun. */
function namesIn(inside: string): string[] {
  const names: string[] = [];
  const steps = inside.split('.');
  for (let at = 0; at < steps.length; at++) {
    if (steps[at] === 'properties' && at + 1 < steps.length) names.push(steps[++at] as string);
    else if (steps[at] !== 'items' && steps[at] !== 'additionalProperties') names.push(steps[at] as string);
  }
  return names.filter((name) => name !== '');
}
