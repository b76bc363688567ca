import type { Rule } from './rule.js';

/** A renamed event without a way to tell that two events are one. */
export const eventRenameWithoutKey: Rule<'event-alias-added'> = {
  id: 'event-rename-without-key',
  summary: 'A renamed event does not say how to recognise what was sent under both names.',
  why: 'During the overlap apps send both names, with two event ids. Without a common key everything counts twice.',
  fix: "Add sameWhen to the alias: fields that both events have and that together name one occurrence, for example ['userId', 'productId', 'timestamp']. With too few of them, different occurrences count as one and are missing in the view. Or dualSent: false, only if no app ever sends both.",
  kind: 'event-alias-added',
  severity: { consumer: 'error' },
  bump: 'none',
  judge({ event, after: { event: old, sameWhen = [], dualSent } }) {
    if (sameWhen.length > 0 || dualSent === false) return [];
    const message = `${event} was called ${old}, and nothing says when two events of the two names are one.`;
    return [{ surface: 'consumer', message, verdict: 'unknown' }];
  },
};
