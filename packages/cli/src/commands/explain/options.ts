import type { ValuesOf } from '../option.js';
import { against, json, now } from '../shared-options.js';

/** The options of `sluice explain`. */
export const options = {
  against,
  now,
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
