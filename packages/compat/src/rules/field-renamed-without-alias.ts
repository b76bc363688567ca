import { atIngest, forCallers, forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** One field gone and one of the same type new among its siblings. */
export const fieldRenamedWithoutAlias: Rule<'field-replaced'> = {
  id: 'field-renamed-without-alias',
  summary: 'A field looks renamed, but the new one does not name the old one.',
  why: 'Apps in the wild keep sending the old name. Without an alias its values are lost, or the events are refused.',
  fix: "If it is a rename, add renamedFrom: ['<old name>'] to the new field: views then show both under the new name. If it is another field, keep the old one, and let the new one be optional.",
  kind: 'field-replaced',
  severity: { ingest: 'error', consumer: 'warning', source: 'warning' },
  bump: 'major',
  judge(change, context) {
    const { from, to } = change;
    const fix = `If it is a rename, add renamedFrom: ['${from}'] to "${to}". If it is another field, keep "${from}" beside it, and let "${to}" be optional.`;
    const message = `"${from}" of ${context.from} is gone, and ${context.to} has a new "${to}" of the same type.`;
    return [
      ...atIngest(change, context, message).map((one) => ({ ...one, fix })),
      { ...forConsumers(`Events of ${context.to} have "${to}" where readers look for "${from}".`), fix },
      { ...forCallers(`Callers that pass "${from}" stop compiling.`), fix },
    ];
  },
};
