import type { ValuesOf } from '../option.js';
import { json, now } from '../shared-options.js';

/** The options of `sluice diff`. */
export const options = {
  now,
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
