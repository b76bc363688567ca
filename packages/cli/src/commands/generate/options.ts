import { flag, type ValuesOf } from '../option.js';
import { json } from '../shared-options.js';

/** The options of `sluice generate`. */
export const options = {
  check: flag('compare only: exit 4 and list files that are missing, stale or orphaned'),
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
