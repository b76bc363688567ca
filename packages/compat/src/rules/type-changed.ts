import type { JsonSchema } from '@sluice/contract';
import { jsonTypes } from '../changes/schema.js';
import { typeName } from '../changes/type-name.js';
import { atIngest, forCallers, forConsumers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** Another type. Wider is fine at ingestion, where that can be proven; readers and warehouses have their own say. */
export const typeChanged: Rule<'type-changed'> = {
  id: 'type-changed',
  summary: 'A value has another type.',
  why: 'Apps keep sending the old type, and a column has one type only.',
  fix: 'Keep the type, and add a new, optional field of the other type beside it. Or publish the change as a new major version.',
  envelopeFix: 'Keep the type, and add a new, optional field of the other type beside it.',
  kind: 'type-changed',
  severity: { ingest: 'error', consumer: 'warning', source: 'warning' },
  bump: 'major',
  judge(change, context) {
    const [before, after, name] = [typeName(change.before), typeName(change.after), nameAt(change)];
    const message = `${name} is ${before} in ${context.from} and ${after} in ${context.to}.`;
    return [
      ...atIngest(change, context, message),
      forConsumers(`Readers of ${name} expect ${before} and meet ${after}.`),
      ...(fits(change.before, change.after)
        ? []
        : [forCallers(`Callers that pass ${before} for ${name} stop compiling.`)]),
    ];
  },
};

/** Whether what callers wrote still compiles. A struct and a map are different types, whatever they hold. */
function fits(before: JsonSchema, after: JsonSchema): boolean {
  const [old, now] = [written(before), written(after)];
  return !now || (old?.every((one) => now.includes(one) || (one === 'listed' && now.includes('string'))) ?? false);
}

/** How callers write a value: the SDK tells JSON types apart, and values that are listed. Undefined where anything goes. */
function written(schema: JsonSchema): readonly string[] | undefined {
  if (schema.enum) return ['listed'];
  return jsonTypes(schema)?.map((type) =>
    type === 'integer' ? 'number' : type === 'object' ? typeName(schema) : type,
  );
}
