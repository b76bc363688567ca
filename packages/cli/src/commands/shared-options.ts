import { flag, parsed, text } from './option.js';
import { readDay, readHour, readMoment } from './times.js';

/** For commands that can print for machines. */
export const json = flag('print one JSON document for machines');

/** With what the definitions are compared. */
export const against = text(
  '<ref>',
  'git revision that counts as published (default: merge base with the default branch)',
);

/** For commands whose answer depends on the day. */
export const now = parsed('<date>', 'the day that counts as today, YYYY-MM-DD (for deprecations and waivers)', readDay);

/** For commands that work on the local lake. */
export const data = text('<folder>', 'where the local lake lies (default: .sluice)');

/** A range of hours. */
export const hours = {
  from: parsed('<time>', 'first hour, YYYY-MM-DD or YYYY-MM-DDTHH in UTC', readHour),
  to: parsed('<time>', 'hour to stop before, in the same form (default: now)', readHour),
};

/** Below which folder files may be read that a schema names. */
export const root = text(
  '<folder>',
  'read files that $ref names below this folder (default: the folder of each schema)',
);

/** Which dead letters a command is about. */
export const letters = {
  event: text('<name>', 'only this event'),
  reason: text('<code>', 'only this reason'),
  app: text('<name>', 'only this app, with or without its version: shop, "shop 3.7.0"'),
  since: parsed('<time>', 'only what came at or after this time, UTC: 2024-05-01 or 2024-05-01T14:30', readMoment),
  until: parsed('<time>', 'only what came before this time', readMoment),
};
