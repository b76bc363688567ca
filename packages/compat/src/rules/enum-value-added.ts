import { forConsumers, listed, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** A value that readers have not met before. */
export const enumValueAdded: Rule<'enum-value-added'> = {
  id: 'enum-value-added',
  summary: 'An enumeration has a new value.',
  why: 'Readers that know the old values only (a CASE without ELSE, a typed model) meet one they do not know.',
  fix: 'Tell the readers, and run the migrations, before the first event with the new value is sent: it may be longer than the column.',
  kind: 'enum-value-added',
  severity: { consumer: 'warning' },
  bump: 'minor',
  judge(change) {
    return [forConsumers(`${nameAt(change)} may newly be ${listed(change.values)}.`)];
  },
};
