import { typeName } from '../changes/type-name.js';
import { atIngest, forCallers, forConsumers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** Another type. Wider is fine at ingestion, where that can be proven; readers and warehouses have their own say. */
export const typeChanged: Rule<'type-changed'> = {
  id: 'type-changed',
  summary: 'A value has another type.',
  why: 'Apps keep sending the old type, and a column has one type only.',
  fix: 'Keep the type and add a new field beside it, or publish the change as a new major version.',
  kind: 'type-changed',
  severity: { ingest: 'error', consumer: 'warning', source: 'warning' },
  bump: 'major',
  judge(change, context) {
    const [before, after, name] = [typeName(change.before), typeName(change.after), nameAt(change)];
    const message = `${name} is ${before} in ${context.from} and ${after} in ${context.to}.`;
    return [
      ...atIngest(change, context, message),
      forConsumers(`Readers of ${name} expect ${before} and meet ${after}.`),
      forCallers(`Callers that pass ${before} for ${name} may stop compiling.`),
    ];
  },
};
