import { blockOf } from '../changes/schema.js';
import { atIngest, forCallers, forConsumers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** A field is gone. Allowed within a major only after the date its deprecation announced. */
export const fieldRemoved: Rule<'field-removed'> = {
  id: 'field-removed',
  summary: 'A field that the earlier version had is gone.',
  why: 'Apps in the wild keep sending it. Its value no longer reaches its column, and queries on that column go quiet.',
  fix: "Keep the field, and mark it deprecated in this version: { since, removeAfter: 'YYYY-MM-DD' }. A later version may leave it out after that date, once no app sends it and no query reads it; or remove it in a new major version. Rows that are stored keep their column.",
  envelopeFix:
    "Keep the field, and mark it deprecated in this version: { since, removeAfter: 'YYYY-MM-DD' }. A later version may leave it out after that date, once no app sends it and no query reads it.",
  kind: 'field-removed',
  severity: { ingest: 'error', consumer: 'warning', source: 'warning' },
  bump: 'major',
  judge(change, context) {
    const { removeAfter } = blockOf(change.before).deprecated ?? {};
    const over = removeAfter !== undefined && context.now !== undefined && context.now > removeAfter;
    const name = nameAt(change);
    const found = atIngest(change, context, `${context.from} has ${name}; ${context.to} does not know it any more.`);
    return [
      ...(over ? found.map((one) => ({ ...one, severity: 'info' as const })) : found),
      forConsumers(`Events of ${context.to} come without ${name}.`),
      forCallers(`Callers that pass ${name} stop compiling.`),
    ];
  },
};
