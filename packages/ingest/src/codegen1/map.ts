import { str } from './text.js';
import type { JsonObject } from './types.js';

/** A map as JSON: keys as they came, each value by `write`, null stays null. */
export function map(object: JsonObject, write: (item: never) => string): string {
  let out = '{';
  for (const key of Object.keys(object)) {
    const item = object[key];
    out += `${(out === '{' ? '' : ',') + str(key)}:${item === null ? 'null' : write(item as never)}`;
  }
  return `${out}}`;
}
