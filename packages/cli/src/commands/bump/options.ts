import { flag, type ValuesOf } from '../option.js';

/** The options of `sluice bump`. */
export const options = {
  major: flag('to the next major version (a break that somebody decided on)'),
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
