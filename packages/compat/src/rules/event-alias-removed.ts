import type { Rule } from './rule.js';

/** An event that no longer says what it was called. */
export const eventAliasRemoved: Rule<'event-alias-removed'> = {
  id: 'event-alias-removed',
  summary: 'An old name of an event is no longer declared.',
  why: 'The view of the new name loses every row that was sent under the old one.',
  fix: 'Put the old name back into renamedFrom of the newest version, with sameWhen or dualSent as it was.',
  kind: 'event-alias-removed',
  severity: { consumer: 'error' },
  bump: 'none',
  judge({ event, before }) {
    const message = `${event} was called ${before.event}, and its newest version does not say so any more.`;
    return [{ surface: 'consumer', message, verdict: 'breaking' }];
  },
};
