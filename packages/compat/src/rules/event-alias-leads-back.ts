import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** Old names of events that lead in a circle. */
export const eventAliasLeadsBack: Rule<'event-alias-conflict'> = {
  id: 'event-alias-leads-back',
  summary: 'Following the old names of an event leads back to it.',
  why: 'No name is the newest one, so that each view would show the events of the other.',
  fix: 'Take the old name out of the event that claims it newly: from one that has published it, it must not go.',
  kind: 'event-alias-conflict',
  severity: { consumer: 'error' },
  bump: 'none',
  judge({ event, conflict, alias, other }) {
    if (conflict !== 'leads-back') return [];
    return [forConsumers(`${event} was called ${alias}, and its old names (${other}) lead back to ${event}.`)];
  },
};
