import { formatPath } from '../changes/path.js';
import { listed } from './observe.js';
import type { Rule } from './rule.js';

/** A version that was published is not what it was. */
export const publishedVersionEdited: Rule<'version-edited'> = {
  id: 'published-version-edited',
  summary: 'A published version was edited.',
  why: 'Apps were built, tables made and events stored against it. Its meaning must not depend on when one looks.',
  fix: 'Restore the file from git and put the change into a new version: sluice bump <event>.',
  kind: 'version-edited',
  severity: { ingest: 'error' },
  bump: 'minor',
  judge({ event, before, comparison }, { worst }) {
    const places = [...new Set(comparison.changes.map(({ path }) => formatPath(path)))].filter((path) => path !== '');
    const where = places.length > 0 ? ` It differs at ${listed(places)}.` : ' What it accepts is the same.';
    const message = `${event} ${before.version} is published and has been edited.${where}`;
    const fix = `Restore ${event} ${before.version} from git and put the change into a new version: sluice bump ${event}.`;
    const witness = worst?.witness && { witness: worst.witness };
    return [{ surface: 'ingest', message, fix, verdict: worst?.verdict ?? 'compatible', ...witness }];
  },
};
