import { atIngest, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** An old name that is still sent is not accepted any more. */
export const aliasRemoved: Rule<'alias-removed'> = {
  id: 'alias-removed',
  summary: 'An old name of a field is no longer accepted.',
  why: 'Apps in the wild keep sending the old name. Its values are lost, or the events are refused.',
  fix: 'Put the old name back into renamedFrom.',
  kind: 'alias-removed',
  severity: { ingest: 'error' },
  bump: 'major',
  judge(change, context) {
    const { alias } = change;
    const name = nameAt(change);
    const fix = `Put '${alias}' back into renamedFrom of ${name}.`;
    const message = `${name} was also accepted as "${alias}", and no longer is in ${context.to}.`;
    return atIngest(change, context, message).map((one) => ({ ...one, fix }));
  },
};
