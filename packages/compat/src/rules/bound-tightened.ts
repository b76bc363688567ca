import { keywordOf } from '../changes/schema.js';
import { atIngest, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** A limit on numbers, lengths, counts, a pattern or a format that lets less through. */
export const boundTightened: Rule<'bound-tightened'> = {
  id: 'bound-tightened',
  summary: 'A limit (number, length, count, pattern, format) lets less through.',
  why: 'Apps send what the earlier limit allowed, and those events would be refused.',
  fix: 'Keep the earlier limit, or add a new, optional field with the stricter one. Or publish the change as a new major version.',
  envelopeFix: 'Keep the earlier limit, or add a new, optional field with the stricter one.',
  kind: 'bound-tightened',
  severity: { ingest: 'error' },
  bump: 'major',
  judge(change, context) {
    const { keyword, before, after } = change;
    const [old, now] = [keywordOf(before, keyword), keywordOf(after, keyword)];
    const was = old === undefined ? 'had no limit' : `was ${JSON.stringify(old)}`;
    return atIngest(change, context, `${keyword} of ${nameAt(change)} ${was} and is ${JSON.stringify(now)} now.`);
  },
};
