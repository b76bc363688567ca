import { blockOf } from '../changes/schema.js';
import { forConsumers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** The same field in another column. Columns are frozen at publication and never renamed in place. */
export const columnChanged: Rule<'column-changed'> = {
  id: 'column-changed',
  summary: 'A field is to live in another column.',
  why: 'A column is frozen when it is published: old rows stay where they are, and no view brings the two together.',
  fix: 'Put the old column back: restore a published registry file from git; of a version that is not published, move the file away and run sluice generate. For another column, rename the field and name the old one in renamedFrom.',
  kind: 'column-changed',
  severity: { consumer: 'error' },
  bump: 'major',
  judge(change) {
    const { before, after } = change;
    return [
      forConsumers(`${nameAt(change)} moves from the column ${blockOf(before).column} to ${blockOf(after).column}.`),
    ];
  },
};
