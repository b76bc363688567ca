import { choice, type ValuesOf } from '../option.js';
import { data, hours, json } from '../shared-options.js';

/** The options of `sluice compact`. */
export const options = {
  ...hours,
  print: choice('<engine>', 'print the statements that a day needs instead: athena', ['athena']),
  data,
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
