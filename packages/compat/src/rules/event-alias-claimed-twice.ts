import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** Two events claim one old name. */
export const eventAliasClaimedTwice: Rule<'event-alias-conflict'> = {
  id: 'event-alias-claimed-twice',
  summary: 'Two events claim the same old name.',
  why: 'Every event that was sent under the old name would be counted in both views.',
  fix: 'Leave the old name with the event that continues it.',
  kind: 'event-alias-conflict',
  severity: { consumer: 'error' },
  bump: 'none',
  judge({ event, conflict, alias, other }) {
    if (conflict !== 'claimed-twice') return [];
    return [forConsumers(`${event} and ${other} both say that they were called ${alias}.`)];
  },
};
