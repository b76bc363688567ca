import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** An old name that no event has. */
export const eventAliasUnknown: Rule<'event-alias-conflict'> = {
  id: 'event-alias-unknown',
  summary: 'An event says it was called by a name that no event of the contract has.',
  why: 'Events under that name are refused, since no version of it is known, and the view has nothing to unite.',
  fix: 'Correct the name. If apps still send it or rows of it are stored, define the old event too; if neither, take the name out before it is published.',
  kind: 'event-alias-conflict',
  severity: { consumer: 'warning' },
  bump: 'none',
  judge({ event, conflict, alias }) {
    if (conflict !== 'unknown') return [];
    return [forConsumers(`${event} says it was called ${alias}, and there is no event of that name.`)];
  },
};
