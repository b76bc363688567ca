import { forCallers, forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** A rename with its alias: both names are accepted, and tables keep the old column. */
export const fieldRenamed: Rule<'field-renamed'> = {
  id: 'field-renamed',
  summary: 'A field has a new name and names the old one as its alias.',
  why: 'Events under the old name are accepted and stored under the new one. When the migration has run, the views have the new name only: a query that names the old one fails, and in the table the old column stays empty for new rows.',
  fix: 'Before the migration of this version runs: move queries and dashboards to the new name, or set views: { oldNames: true } in sluice.config.ts, which keeps a renamed column in the views under its old name too (no key inside a struct, and nothing in the tables themselves). Callers write the new name when they take the new SDK; apps that are out keep sending the old one.',
  kind: 'field-renamed',
  severity: { consumer: 'warning', source: 'warning' },
  bump: 'minor',
  judge(change, context) {
    const { from, to } = change;
    return [
      forConsumers(
        `"${from}" is called "${to}" from ${context.to} on: views lose the old name (unless views.oldNames keeps a column's), and queries that use it fail.`,
      ),
      forCallers(`Callers that pass "${from}" stop compiling; the SDK's error names "${to}".`),
    ];
  },
};
