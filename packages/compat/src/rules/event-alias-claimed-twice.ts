import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** Two events claim one old name. */
export const eventAliasClaimedTwice: Rule<'event-alias-conflict'> = {
  id: 'event-alias-claimed-twice',
  summary: 'Two events claim the same old name.',
  why: 'Every event that was sent under the old name would be counted in both views.',
  fix: 'Take the old name out of the event that claims it newly: from one that has published it, it must not go.',
  kind: 'event-alias-conflict',
  severity: { consumer: 'error' },
  bump: 'none',
  judge({ event, conflict, alias, other }) {
    if (conflict !== 'claimed-twice') return [];
    return [forConsumers(`${event} and ${other} both say that they were called ${alias}.`)];
  },
};
