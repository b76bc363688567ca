import { atIngest, forCallers, listed, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** A value that apps may still send is no longer on the list. */
export const enumValueRemoved: Rule<'enum-value-removed'> = {
  id: 'enum-value-removed',
  summary: 'A value of an enumeration is gone.',
  why: 'Apps in the wild keep sending it, and their events would be refused.',
  fix: 'Keep the value on the list, and say in the description that it is no longer used. Or take it away in a new major version.',
  envelopeFix: 'Keep the value on the list, and say in the description that it is no longer used.',
  kind: 'enum-value-removed',
  severity: { ingest: 'error', source: 'warning' },
  bump: 'major',
  judge(change, context) {
    const [values, name] = [listed(change.values), nameAt(change)];
    return [
      ...atIngest(change, context, `${name} may be ${values} in ${context.from}, and no longer in ${context.to}.`),
      forCallers(`Callers that pass ${values} for ${name} stop compiling.`),
    ];
  },
};
