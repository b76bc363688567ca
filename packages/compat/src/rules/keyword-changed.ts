import { atIngest, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** Whatever else has a say in what is accepted: nothing that could refuse an event goes by unseen. */
export const keywordChanged: Rule<'keyword-changed'> = {
  id: 'keyword-changed',
  summary: 'A keyword that no other rule speaks of lets less through.',
  why: 'Apps send what the earlier version allowed, and those events would be refused.',
  fix: 'Keep the keyword as it was, or publish the change as a new major version.',
  envelopeFix: 'Keep the keyword as it was.',
  kind: 'keyword-changed',
  severity: { ingest: 'error' },
  bump: 'major',
  judge(change, context) {
    const place = `${change.keyword} of ${nameAt(change)}`;
    return atIngest(change, context, `${place} is not the same in ${context.from} and ${context.to}.`);
  },
};
