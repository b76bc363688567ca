import { list, text, type ValuesOf } from '../option.js';

/** The options of `sluice new`. */
export const options = {
  owner: text('<team>', 'team that answers for the event'),
  description: text('<text>', 'what happened, in a sentence'),
  field: list('<name:type...>', 'a field, e.g. total:decimal(10,2) or note?:string (? = optional); repeat for more'),
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
