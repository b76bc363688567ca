import type { Digits } from './digits.js';
import { below, cut, show } from './show.js';
import type { TableNode } from './table.js';
import type { EventError } from './types.js';

/** Where an object or a list stands: the way to it is only written out for what is wrong in it. */
export interface FaultPath {
  readonly above: FaultPath | undefined;
  readonly key: string | number;
}

/** What is found while an event is explained. */
export interface Findings {
  readonly errors: EventError[];
  /** Errors beyond {@link MOST_ERRORS}. */
  untold: number;
  /** Numbers as they were sent. */
  readonly digits: Digits | undefined;
}

/** Errors of one event that are told: thousands help nobody, and a small event must not make a large answer. */
const MOST_ERRORS = 1_000;

/** Explains the value that stands in `place` under `key` (the root: both undefined). */
export type Explain = (
  table: TableNode,
  value: unknown,
  place: FaultPath | undefined,
  key: Key,
  found: Findings,
) => void;

/** A step of a way, or none at the root. */
export type Key = string | number | undefined;

/** Notes something wrong with what stands in `place` under `key`. */
export function note(found: Findings, code: string, message: string, place: FaultPath | undefined, key: Key): void {
  if (found.errors.length >= MOST_ERRORS) found.untold++;
  else found.errors.push({ code, path: pathOf(place, key), message });
}

/** The value that stands in `place` under `key` as a message shows it: numbers with the digits that were sent. */
export function shown(found: Findings, value: unknown, place: FaultPath | undefined, key: Key): string {
  const sent = typeof value === 'number' ? found.digits?.(pathOf(place, key)) : undefined;
  return sent === undefined ? show(value) : cut(sent);
}

/** Adds what was found by others. */
export function addAll(found: Findings, errors: readonly EventError[]): void {
  const told = errors.slice(0, MOST_ERRORS - found.errors.length);
  found.errors.push(...told);
  found.untold += errors.length - told.length;
}

/** The place of what stands in `place` under `key`. */
export function placeOf(place: FaultPath | undefined, key: Key): FaultPath | undefined {
  return key === undefined ? place : { above: place, key };
}

/** The JSON pointer of a place, and one step further. */
export function pathOf(place: FaultPath | undefined, key: Key): string {
  const path = place === undefined ? '' : pathOf(place.above, place.key);
  return key === undefined ? path : below(path, key);
}
