import { atIngest, forCallers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** A new field that every event must have. Optional, or with a default, it is welcome. */
export const fieldAddedRequired: Rule<'field-added'> = {
  id: 'field-added-required',
  summary: 'A new field is required.',
  why: 'Apps that were built before do not send it, so all their events would be refused.',
  fix: 'Make it optional: Type.Optional(…). It may have a default, if one value is right for all events that do not carry it: that is stored as if it had been sent.',
  kind: 'field-added',
  severity: { ingest: 'error', source: 'warning' },
  bump: 'major',
  judge(change, context) {
    if (!change.required) return [];
    const name = nameAt(change);
    return [
      ...atIngest(change, context, `${name} is new and required in ${context.to}; no event of ${context.from} has it.`),
      forCallers(`Callers have to pass ${name}.`),
    ];
  },
};
