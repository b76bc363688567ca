import { keywordOf } from '../changes/schema.js';
import { forConsumers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** A limit that lets more through. Nothing is refused; readers meet values they have not met before. */
export const boundLoosened: Rule<'bound-loosened'> = {
  id: 'bound-loosened',
  summary: 'A limit (number, length, count, pattern, format) lets more through.',
  why: 'Readers that count on the earlier limit meet values beyond it; a column may be too narrow for them.',
  fix: 'Tell the readers, and run the migrations, before the first event beyond the earlier limit is sent: a longer text does not fit the column that is there.',
  kind: 'bound-loosened',
  severity: { consumer: 'info' },
  bump: 'minor',
  judge(change) {
    const { keyword, before, after } = change;
    const now = keywordOf(after, keyword);
    const is = now === undefined ? 'is gone' : `is ${JSON.stringify(now)} now`;
    return [
      forConsumers(`${keyword} of ${nameAt(change)} was ${JSON.stringify(keywordOf(before, keyword))} and ${is}.`),
    ];
  },
};
