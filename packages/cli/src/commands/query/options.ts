import type { ValuesOf } from '../option.js';
import { data, json } from '../shared-options.js';

/** The options of `sluice query`. */
export const options = {
  data,
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
