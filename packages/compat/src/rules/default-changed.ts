import { forConsumers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** Another value stands in where a field is missing. */
export const defaultChanged: Rule<'default-changed'> = {
  id: 'default-changed',
  summary: 'Another default stands in for a field that is missing.',
  why: 'The same event gives another row than it did before.',
  fix: 'Keep the default, or tell the readers from when on the new one holds: rows that are made again from what was sent get the new one, too.',
  kind: 'default-changed',
  severity: { consumer: 'warning' },
  bump: 'minor',
  judge(change) {
    const text = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
    const { before, after } = change;
    return [
      forConsumers(
        `Where ${nameAt(change)} is missing, ${text(after.default)} stands in instead of ${text(before.default)}.`,
      ),
    ];
  },
};
