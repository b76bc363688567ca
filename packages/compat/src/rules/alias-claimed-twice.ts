import { formatPath } from '../changes/path.js';
import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** Two fields claim one old name. */
export const aliasClaimedTwice: Rule<'field-alias-conflict'> = {
  id: 'alias-claimed-twice',
  summary: 'Two fields claim the same old name.',
  why: 'A value under the old name would go to both of them, or to one by chance.',
  fix: 'Take the old name out of renamedFrom of the field that claims it newly: a field that had it in an earlier version keeps it. Or publish the change as a new major version.',
  envelopeFix:
    'Take the old name out of renamedFrom of the field that claims it newly: a field that had it in an earlier version keeps it.',
  kind: 'field-alias-conflict',
  severity: { consumer: 'error' },
  bump: 'major',
  judge({ event, conflict, path, alias, other }, { to }) {
    if (conflict !== 'claimed-twice') return [];
    return [
      forConsumers(
        `${formatPath(path)} of ${event} ${to} and "${other}" beside it both claim the old name "${alias}".`,
      ),
    ];
  },
};
