import { text, type ValuesOf } from '../option.js';
import { data, json } from '../shared-options.js';

/** The options of `sluice send`. */
export const options = {
  url: text('<url>', 'collector to send to (default: the one `sluice dev` runs)'),
  key: text('<key>', 'write key (default: SLUICE_WRITE_KEY)'),
  data,
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
