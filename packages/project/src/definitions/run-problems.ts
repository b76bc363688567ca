import { SourceMap, type SourceMapPayload } from 'node:module';
import { isContractError, problemsIn } from '@sluice/contract';
import type { Bundle } from './bundle.js';
import { isHelper, meantBy } from './known-words.js';
import { type PlacedProblem, placed, placedInside } from './placed-problem.js';

/** Where an exception came from: the bundle that ran, and the file that was loaded. */
export interface Run {
  readonly bundle: Bundle;
  /** Under which stacks speak of the bundle. */
  readonly url: string;
  readonly file: string;
  /** The text of a source below the project. */
  sourceOf(file: string): string;
}

/** What an exception while a file ran means, with the place in its sources. */
export function runProblems(error: unknown, run: Run): PlacedProblem[] {
  const { file } = run;
  if (isContractError(error)) {
    return problemsIn(error).map((problem) =>
      problem.path.includes(': ')
        ? placedInside(problem, file, run.sourceOf(file))
        : placed({ ...problem, ...(placeOf(error, run) ?? { file }) }, run.sourceOf(file)),
    );
  }
  const place = placeOf(error, run) ?? guessedPlace(run);
  return [placed({ ...place, code: 'definition-failed', ...explained(error, run) }, run.sourceOf(place.file))];
}

interface StackPosition {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Whether a stack leads through the bundle. */
export function isFrom(error: unknown, url: string): boolean {
  return error instanceof Error && String(error.stack).includes(pathOf(url));
}

/** The source that threw, where the stack says so. */
export function fileOf(error: unknown, run: Run): string | undefined {
  return placeOf(error, run)?.file;
}

function pathOf(url: string): string {
  return url.slice('file://'.length);
}

/** The innermost place of a stack that lies in a source of the project. */
function placeOf(error: unknown, { bundle, url }: Run): StackPosition | undefined {
  const stack = error instanceof Error ? String(error.stack) : '';
  const frames = [...stack.matchAll(/(\S+):(\d+):(\d+)/g)].filter(
    ([, where]) => where?.endsWith(url) || where?.endsWith(pathOf(url)),
  );
  if (frames.length === 0) return undefined;
  const map = new SourceMap(JSON.parse(bundle.map) as SourceMapPayload);
  for (const [, , line, column] of frames) {
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if ('originalSource' in entry && entry.originalSource && !entry.originalSource.includes(':'))
      return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }
  return undefined;
}

/** What was thrown has no stack: the first line that throws or waits. */
function guessedPlace({ file, sourceOf }: Run): StackPosition {
  const at = sourceOf(file)
    .split('\n')
    .findIndex((line) => /\b(?:throw|await|reject)\b/.test(line));
  return { file, line: at === -1 ? 1 : at + 1 };
}

const usual = 'Correct the line: a definition is run whenever the contract is read.';

function explained(error: unknown, run: Run): { readonly message: string; readonly fix: string } {
  if (!(error instanceof Error)) return { message: `The file threw ${shown(error)}.`, fix: usual };
  const message = `${error.name}: ${error.message.replace(/\.$/, '')}.`;
  const circle = circleFrom(run);
  if (circle.length > 0)
    return {
      message: `${message} The files import one another in a circle: ${circle.join(' → ')}.`,
      fix: 'Move what both need into a file of its own that imports neither.',
    };
  return { message, fix: adviceOn(error.message) ?? usual };
}

function adviceOn(message: string): string | undefined {
  const [, object, member] = /(?:^|\.)(\w+?)\d*\.(\w+) is not a function$/.exec(message) ?? [];
  if (object === 'Type' && member !== undefined)
    return meantBy(member) ?? 'docs/definitions.md lists the types that there are.';
  const [, unknown] = /^(\w+) is not defined$/.exec(message) ?? [];
  if (unknown === undefined) return undefined;
  return isHelper(unknown) ? `Import it: import { ${unknown} } from '@sluice/contract';` : meantBy(unknown);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** A circle of imports that the file is part of or leads to, as the files on it; none for most. */
function circleFrom({ file, bundle: { imports } }: Run): string[] {
  const walk = (at: string, trail: readonly string[]): string[] => {
    const seen = trail.indexOf(at);
    if (seen !== -1) return [...trail.slice(seen), at];
    for (const next of imports.get(at) ?? []) {
      const found = imports.has(next) && !next.includes(':') ? walk(next, [...trail, at]) : [];
      if (found.length > 0) return found;
    }
    return [];
  };
  return walk(file, []);
}
