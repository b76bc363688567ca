import { atIngest, forCallers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** A further old name. It must not be one that events carry beside the field itself. */
export const aliasAdded: Rule<'alias-added'> = {
  id: 'alias-added',
  summary: 'A field claims the name of another one as its alias.',
  why: 'Events that carry both with different values contradict themselves and would be refused.',
  fix: 'Take the old name out of renamedFrom, and keep the field that has it. Or merge the two in a new major version.',
  envelopeFix: 'Take the old name out of renamedFrom, and keep the field that has it.',
  kind: 'alias-added',
  severity: { ingest: 'error', source: 'warning' },
  bump: 'major',
  judge(change, context) {
    const message = `${nameAt(change)} takes "${change.alias}" as an old name; events of ${context.from} carry both.`;
    if (!change.taken) return atIngest(change, context, message);
    return [...atIngest(change, context, message), forCallers(`Callers that pass "${change.alias}" stop compiling.`)];
  },
};
