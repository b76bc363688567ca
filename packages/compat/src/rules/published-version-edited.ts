import { formatPath } from '../changes/path.js';
import { listed } from './observe.js';
import type { Rule } from './rule.js';

/** A version that was published is not what it was. */
export const publishedVersionEdited: Rule<'version-edited'> = {
  id: 'published-version-edited',
  summary: 'A published version was edited.',
  why: 'Apps were built, tables made and events stored against it. Its meaning must not depend on when one looks.',
  fix: 'First put the change into a new version: sluice bump <event> copies the newest one. Then restore the published version as it was: its definition and its registry file, both from the revision that was compared with.',
  kind: 'version-edited',
  severity: { ingest: 'error' },
  bump: 'minor',
  judge({ event, before, comparison }, { worst, needed, suggested }) {
    const places = [...new Set(comparison.changes.map(({ path }) => formatPath(path)))].filter((path) => path !== '');
    const where = places.length > 0 ? ` It differs at ${listed(places)}.` : ' What it accepts is the same.';
    const message = `${event} ${before.version} is published and has been edited.${where}`;
    const bump = `sluice bump ${event}${needed === 'major' && suggested !== undefined ? ' --major' : ''}`;
    const fix = `First put the change into a new version: ${bump} copies the newest one. Then restore ${event} ${before.version} as it was: its definition and its registry file, both from the revision that was compared with.`;
    const witness = worst?.witness && { witness: worst.witness };
    return [{ surface: 'ingest', message, fix, verdict: worst?.verdict ?? 'compatible', ...witness }];
  },
};
