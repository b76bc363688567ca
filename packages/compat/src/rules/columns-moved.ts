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
  judge({ event, major, columnsBefore, columnsAfter }) {
    const place = columnsBefore.findIndex((column, index) => columnsAfter[index] !== column);
    const message = `The table of ${event} v${major} has "${columnsBefore[place]}" as column ${place + 1}; now it would be "${columnsAfter[place]}".`;
    return [{ surface: 'consumer', message, verdict: 'breaking' }];
  },
};
