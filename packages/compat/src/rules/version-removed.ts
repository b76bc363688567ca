import { withWitness } from './observe.js';
import type { Rule } from './rule.js';

/** A version that was published is gone. */
export const versionRemoved: Rule<'version-removed'> = {
  id: 'version-removed',
  summary: 'A published version is gone.',
  why: 'Apps in the wild keep sending it, and stored events are read by it.',
  fix: "Restore its definition and its registry file from git. What nobody should use any more stays, and the event's next version says so: deprecated: { since, removeAfter, replacedBy }.",
  kind: 'version-removed',
  severity: { ingest: 'error' },
  bump: 'none',
  judge({ event, before, schema }, { sample }) {
    return [withWitness(`${event} ${before.version} is published and is gone.`, sample(schema))];
  },
};
