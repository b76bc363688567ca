import { formatPath } from '../changes/path.js';
import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** A field lives under a name that is still accepted for another one. */
export const aliasReused: Rule<'field-alias-conflict'> = {
  id: 'alias-reused',
  summary: 'A field has a name that is still accepted as the old name of another one.',
  why: 'Apps in the wild send the name and mean the old field. Its values would land in the new one.',
  fix: 'Give the new field a name that was never used. Or publish the change as a new major version.',
  envelopeFix: 'Give the new field a name that was never used.',
  kind: 'field-alias-conflict',
  severity: { consumer: 'error' },
  bump: 'major',
  judge({ event, conflict, path, alias }, { to }) {
    if (conflict !== 'reused') return [];
    return [
      forConsumers(`"${alias}" is an old name of ${formatPath(path)}, and a field of its own in ${event} ${to}.`),
    ];
  },
};
