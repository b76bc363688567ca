import { atIngest, forCallers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** An optional field that became required. */
export const fieldMadeRequired: Rule<'field-made-required'> = {
  id: 'field-made-required',
  summary: 'A field that could be left out is required.',
  why: 'Apps that leave it out, as they may, would have their events refused.',
  fix: 'Leave it optional: Type.Optional(…). It may have a default, if one value is right for all events that do not carry it: that is stored as if it had been sent.',
  kind: 'field-made-required',
  severity: { ingest: 'error', source: 'warning' },
  bump: 'major',
  judge(change, context) {
    const name = nameAt(change);
    return [
      ...atIngest(change, context, `${name} is optional in ${context.from} and required in ${context.to}.`),
      forCallers(`Callers that leave ${name} out stop compiling.`),
    ];
  },
};
