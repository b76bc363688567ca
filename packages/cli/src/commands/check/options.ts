import { choice, flag, text, type ValuesOf } from '../option.js';
import { against, now } from '../shared-options.js';

const formats = ['text', 'json', 'junit', 'sarif', 'github', 'markdown'] as const;

/** A form of the report. */
export type CheckFormat = (typeof formats)[number];

/** The options of `sluice check`. */
export const options = {
  against,
  all: flag('look at every event, not only at those that differ from that revision'),
  format: choice(
    '<format>',
    'text, json, junit, sarif, github or markdown (default: text)',
    formats,
    (typed) => `There is no format "${typed}"; there are ${formats.join(', ')}.`,
  ),
  output: text('<file>', 'write the report there instead of printing it'),
  now,
  json: flag('the same as --format json'),
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
