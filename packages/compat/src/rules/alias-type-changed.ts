import { formatPath } from '../changes/path.js';
import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** An old name of a field whose values do not fit it. */
export const aliasTypeChanged: Rule<'field-alias-conflict'> = {
  id: 'alias-type-changed',
  summary: 'A field claims the name of an older one with another type.',
  why: 'Events under the old name carry values of the old type. They would be refused, or lost.',
  fix: 'Take the old name out of renamedFrom: this is another field, and stored values stay in the old column. Or publish the change as a new major version.',
  envelopeFix: 'Take the old name out of renamedFrom: this is another field, and stored values stay in the old column.',
  kind: 'field-alias-conflict',
  severity: { consumer: 'error' },
  bump: 'major',
  judge({ event, conflict, path, alias, other }, { to }) {
    if (conflict !== 'type-changed') return [];
    return [forConsumers(`${formatPath(path)} of ${event} ${to} claims the old name "${alias}", which was ${other}.`)];
  },
};
