import { flag, type ValuesOf } from '../option.js';
import { data, json, letters } from '../shared-options.js';

/** The options of `sluice deadletters`. */
export const options = {
  ...letters,
  prune: flag('remove files of which every letter was replayed, to make room'),
  showPersonal: flag('show examples whole; else values are masked that are not marked public or internal'),
  data,
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
