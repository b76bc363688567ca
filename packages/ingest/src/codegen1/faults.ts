import { below } from './show.js';
import type { TableNode } from './table.js';
import type { EventError } from './types.js';

/** Where an object or a list stands: the way to it is only written out for what is wrong in it. */
export interface Place {
  readonly above: Place | undefined;
  readonly key: string | number;
}

/** What is found while an event is explained. */
export interface Findings {
  readonly errors: EventError[];
}

/** Explains the value that stands in `place` under `key` (the root: both undefined). */
export type Explain = (table: TableNode, value: unknown, place: Place | undefined, key: Key, found: Findings) => void;

/** A step of a way, or none at the root. */
export type Key = string | number | undefined;

/** Notes something wrong with what stands in `place` under `key`. */
export function note(found: Findings, code: string, message: string, place: Place | undefined, key: Key): void {
  found.errors.push({ code, path: pathOf(place, key), message });
}

/** The place of what stands in `place` under `key`. */
export function placeOf(place: Place | undefined, key: Key): Place | undefined {
  return key === undefined ? place : { above: place, key };
}

/** The JSON pointer of a place, and one step further. */
export function pathOf(place: Place | undefined, key: Key): string {
  const path = place === undefined ? '' : pathOf(place.above, place.key);
  return key === undefined ? path : below(path, key);
}
