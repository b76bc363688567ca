import { choice, flag, type ValuesOf } from '../option.js';
import { data, json, letters } from '../shared-options.js';

/** The options of `sluice replay`. */
export const options = {
  from: choice(
    '<what>',
    'letters: dead letters and what the transform refused (default); source: make raw rows again',
    ['letters', 'source'],
    (typed, name) => `${name} is "${typed}"; there are letters and source.`,
  ),
  ...letters,
  dryRun: flag('only say what would be done'),
  data,
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
