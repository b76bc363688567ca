import { forCallers, withWitness } from './observe.js';
import type { Rule } from './rule.js';

/** An event that was published is gone with all its versions. Allowed only after the date its deprecation announced. */
export const eventRemoved: Rule<'event-removed'> = {
  id: 'event-removed',
  summary: 'A published event is gone.',
  why: 'Apps in the wild keep sending it, and its tables and views have no source any more.',
  fix: "Restore its definitions and registry files from git, and publish a next version that says deprecated: { since, removeAfter: 'YYYY-MM-DD' }. After that date it may go, once no app sends it and nobody asks for its rows: what is stored is then no longer merged, loaded or shown. If it has a new name, keep the old event, and write renamedFrom: [{ event: '<old name>', sameWhen: […] }] in the new one.",
  kind: 'event-removed',
  severity: { ingest: 'error', source: 'warning' },
  bump: 'none',
  judge({ event, before, schema }, { sample, now }) {
    const versions = before.versions.map(({ version }) => version).join(', ');
    const { removeAfter } = before.versions.at(-1)?.deprecated ?? {};
    const over = removeAfter !== undefined && now !== undefined && now > removeAfter;
    const found = withWitness(`${event} is gone. Published were ${versions}.`, sample(schema));
    return [
      over ? { ...found, severity: 'info' } : found,
      forCallers(`The SDK has no function for ${event} any more.`),
    ];
  },
};
