import { UsageError } from '@sluice/project/errors';
import { choice, flag, parsed, text, type ValuesOf } from '../option.js';
import { data, hours, json } from '../shared-options.js';
import { readHour } from '../times.js';

/** The options of `sluice merge`. */
export const options = {
  all: flag('look at every hour, not only at the last 48'),
  ...hours,
  compression: choice('<name>', 'zstd (smaller) or snappy (default: zstd)', ['zstd', 'snappy']),
  keep: parsed(
    '<hours>',
    'how long a run that was replaced stays for those who are reading it (default: 1)',
    readHours,
  ),
  print: choice(
    '<what>',
    'instead of merging print the statements for athena, or the prefixes to list for it (athena, prefixes)',
    ['athena', 'prefixes'],
  ),
  hour: parsed('<hour>', 'this hour alone, YYYY-MM-DDTHH in UTC', readHour),
  event: text('<name>', 'this event alone'),
  listing: text(
    '<file>',
    'with --print athena: raw objects, from `aws s3api list-objects-v2`; only what changed is printed',
  ),
  records: text('<folder>', 'with --listing: the records of merged hours, as earlier runs wrote them'),
  data,
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;

function readHours(typed: string, name: string): number {
  if (/^\d{1,6}$/.test(typed)) return Number(typed);
  throw new UsageError(`${name} is "${typed}". Write a number of hours.`);
}
