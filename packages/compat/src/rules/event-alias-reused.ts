import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** An event begins anew under a name that counts as another one. */
export const eventAliasReused: Rule<'event-alias-conflict'> = {
  id: 'event-alias-reused',
  summary: 'The old name of an event begins anew, as a new event or in a new major version.',
  why: 'The view of the new name shows everything under the old one: both meanings would be counted as one.',
  fix: 'Give the new event a name that was never used. Instead of a new major version of the old name, change the event under its new name.',
  kind: 'event-alias-conflict',
  severity: { consumer: 'error' },
  bump: 'none',
  judge({ event, conflict, alias, other }) {
    if (conflict !== 'reused') return [];
    return [forConsumers(`${alias} is an old name of ${event}, and ${alias} ${other} gives it a new meaning.`)];
  },
};
