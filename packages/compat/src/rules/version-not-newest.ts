import type { Rule } from './rule.js';

/** A new version below one that is published. */
export const versionNotNewest: Rule<'version-added'> = {
  id: 'version-not-newest',
  summary: 'A new version comes before one that is published.',
  why: 'Later versions were compared with the ones before them. Nothing was compared with a version slipped in between.',
  fix: 'Run sluice bump <event>, which copies the newest version, and put the change there. Then delete the file in between, which is not published.',
  kind: 'version-added',
  severity: { ingest: 'error' },
  bump: 'minor',
  judge({ event, after, others }) {
    const sameMajor = others.filter(({ major }) => major === after.major);
    const rivals = sameMajor.length > 0 ? sameMajor.filter(({ minor }) => minor > after.minor) : others;
    const newest = rivals.filter(({ major }) => major >= after.major).at(-1);
    if (!newest) return [];
    const message = `${event} ${after.version} is new, and ${newest.version} is already published.`;
    const fix = `Put the change on top of ${newest.version}: sluice bump ${event} copies that to ${newest.major}.${newest.minor + 1}. Then delete the definition of ${after.version}, which is not published.`;
    return [{ surface: 'ingest', message, fix, verdict: 'unknown' }];
  },
};
