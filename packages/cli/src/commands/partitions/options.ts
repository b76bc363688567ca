import { flag, text, type ValuesOf } from '../option.js';
import { data, hours, json } from '../shared-options.js';

/** The options of `sluice partitions`. */
export const options = {
  merged: flag('point the Parquet tables at the current runs, instead of registering the raw hours'),
  ...hours,
  event: text('<name>', 'only the tables of this event'),
  endpoint: text('<url>', 'another endpoint than that of the region'),
  data,
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
