import type { Rule } from './rule.js';

/** Columns that a published table has stand at other places. */
export const columnsMoved: Rule<'columns-moved'> = {
  id: 'columns-moved',
  summary: 'The columns of a published table stand in another order.',
  why: 'Redshift loads Parquet by position: values would land in the wrong columns, or the load would fail.',
  fix: 'Restore the registry of the event as it is published (git checkout origin/main -- registry/<event>), move the files of versions that are not published yet to another place, and run sluice generate: their columns are then appended.',
  kind: 'columns-moved',
  severity: { consumer: 'error' },
  bump: 'none',
  judge({ event, major, columnsBefore, columnsAfter, unpublished }) {
    const place = columnsBefore.findIndex((column, index) => columnsAfter[index] !== column);
    const message = `The table of ${event} v${major} has "${columnsBefore[place]}" as column ${place + 1}; now it would be "${columnsAfter[place]}".`;
    return [{ surface: 'consumer', message, fix: fixOf(unpublished), verdict: 'breaking' }];
  },
};

/** Published files are history: the advice names those that may be made again. */
function fixOf(unpublished: readonly string[]): string {
  if (unpublished.length === 0) return 'All versions are published: restore the registry files of this event from git.';
  return `Move ${unpublished.join(' and ')}, which nobody has published, out of the registry, no other file, and run sluice generate: the columns are then appended.`;
}
