import { formatPath } from '../changes/path.js';
import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** A field that a renamed event and its old name have with types that differ. */
export const eventAliasTypeChanged: Rule<'event-alias-conflict'> = {
  id: 'event-alias-type-changed',
  summary: 'A field has another type than in the event under its old name.',
  why: 'One column of the view cannot hold both, so that what was sent under the old name is missing there.',
  fix: 'In the version that is new, keep the type that the field has in the other event, or add a field of another name for the new type.',
  kind: 'event-alias-conflict',
  severity: { consumer: 'error' },
  bump: 'none',
  judge({ event, conflict, path, alias, other }) {
    if (conflict !== 'type-changed') return [];
    return [forConsumers(`${formatPath(path)} of ${event} has another type than in ${alias}, its old name: ${other}.`)];
  },
};
