import type { EventError } from '../codegen1/index.js';

/** Longest path (JSON pointer) that is reported, in characters. */
const LONGEST_PATH = 256;

/** Longest message that is reported, in characters. */
const LONGEST_MESSAGE = 500;

/** Most errors of one event that are reported. */
const MOST = 100;

/** Longest name of an event that is reported, in characters. */
const LONGEST_NAME = 200;

/**
 * Errors as they are reported to the sender and kept: at least one, of several no more than fit into so many bytes of JSON. A path
 * that is too long ends earlier, at something around the place; a small event must not make a large answer.
 */
export function reportedErrors(errors: readonly EventError[], room: number): readonly [EventError, ...EventError[]] {
  const [first = NOTHING, ...others] = errors;
  const told: [EventError, ...EventError[]] = [toldError(first)];
  let left = room - bytesOf(told[0]) - MORE_BYTES;
  for (const error of others.slice(0, MOST - 1)) {
    if (error.code === MORE) break;
    const next = toldError(error);
    left -= bytesOf(next);
    if (left < 0) break;
    told.push(next);
  }
  const untold = countOf(errors) - told.length;
  if (untold > 0) told.push({ code: MORE, path: '', message: `There are ${untold} more errors.` });
  return told;
}

/** The code of what is said instead of further errors. */
const MORE = 'more-errors';

const MORE_BYTES = 80;

const NOTHING: EventError = { code: 'invalid', path: '', message: 'The event does not match its schema.' };

/** The explainer itself stops at a number of errors, and says in the last one how many it left out. */
function countOf(errors: readonly EventError[]): number {
  const last = errors.at(-1);
  if (last?.code !== MORE) return errors.length;
  return errors.length - 1 + Number(/\d+/.exec(last.message)?.[0] ?? 0);
}

function toldError({ code, path, message }: EventError): EventError {
  return { code, path: shortPath(path), message: cut(message, LONGEST_MESSAGE) };
}

function shortPath(path: string): string {
  if (path.length <= LONGEST_PATH) return path;
  return path.slice(0, Math.max(0, path.lastIndexOf('/', LONGEST_PATH)));
}

/** A name that a sender chose, as it is told. */
export function reportedName(name: string): string {
  return cut(name, LONGEST_NAME);
}

/** A text of at most so many characters; what was left out is shown by `…`. Never ends within a surrogate pair. */
export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Bytes of a value as JSON, with the comma behind it. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value)) + 1;
}
