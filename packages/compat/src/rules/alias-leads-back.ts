import { formatPath } from '../changes/path.js';
import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** A field gets a name back that it had before. */
export const aliasLeadsBack: Rule<'field-alias-conflict'> = {
  id: 'alias-leads-back',
  summary: 'A field is called again what it was called before its last rename.',
  why: 'Readers and callers who followed the first rename have to go back. The name in between stays accepted for ever.',
  fix: 'Keep the newer name, unless the way back is meant.',
  kind: 'field-alias-conflict',
  severity: { consumer: 'warning' },
  bump: 'minor',
  judge({ event, conflict, path, alias, other }, { to }) {
    if (conflict !== 'leads-back') return [];
    return [
      forConsumers(
        `${formatPath(path)} of ${event} ${to} was renamed to "${alias}" before and is called "${other}" again.`,
      ),
    ];
  },
};
