import { choice, flag, text, type ValuesOf } from '../option.js';
import { json, root } from '../shared-options.js';

/** The options of `sluice compat`. */
export const options = {
  direction: choice(
    '<direction>',
    'backward (new accepts what old accepts), forward (the reverse) or full (default: full)',
    ['full', 'backward', 'forward'],
    noneOfThem,
  ),
  policy: choice(
    '<policy>',
    'strict: sets of values; evolution: writers send what they declare (default: strict)',
    ['strict', 'evolution'],
    noneOfThem,
  ),
  assertFormat: flag('count "format" as an assertion under strict, too'),
  root,
  pairs: text('<file>', 'many pairs: lines of {"id", "old", "new"}, a line of JSON for each; - for standard input'),
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;

function noneOfThem(typed: string, name: string, words: readonly string[]): string {
  return `${name} is ${words.join(', ')}; "${typed}" is none of them.`;
}
