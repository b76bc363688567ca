import { atIngest, forCallers, forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** A rename with its alias: both names are accepted, and tables keep the old column. */
export const fieldRenamed: Rule<'field-renamed'> = {
  id: 'field-renamed',
  summary: 'A field has a new name and names the old one as its alias.',
  why: 'Events under the old name are accepted and read under the new one. Code that uses the old name has to follow some day.',
  fix: 'Nothing has to be done now. Move callers and queries to the new name.',
  kind: 'field-renamed',
  severity: { ingest: 'error', consumer: 'info', source: 'info' },
  bump: 'minor',
  judge(change, context) {
    const { from, to } = change;
    return [
      ...atIngest(change, context, `"${from}" is called "${to}" in ${context.to}, and old events do not fit.`),
      forConsumers(`"${from}" is called "${to}" from ${context.to} on; views show one column under the new name.`),
      forCallers(`Callers may still pass "${from}"; the SDK marks it as deprecated and asks for "${to}".`),
    ];
  },
};
