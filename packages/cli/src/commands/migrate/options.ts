import { UsageError } from '@sluice/project/errors';
import { flag, parsed, text, type ValuesOf } from '../option.js';
import { json } from '../shared-options.js';

/** The options of `sluice migrate`. */
export const options = {
  dialect: text('<name>', 'redshift, duckdb or athena (default: redshift; athena is printed only)'),
  url: text('<url>', 'Redshift or PostgreSQL, postgres://… (default: SLUICE_WAREHOUSE_URL)'),
  database: text('<file>', 'the DuckDB database'),
  print: flag('print the statements, with those that note them in the ledger, for who runs them by hand'),
  from: parsed('<number>', 'print from this migration on', readMigrationNumber),
  doneThrough: parsed(
    '<number>',
    'note migrations up to this one as applied without running them',
    readMigrationNumber,
  ),
  dryRun: flag('only say what would be applied; the warehouse is asked, and left as it is'),
  json,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;

function readMigrationNumber(typed: string, name: string): number {
  if (/^\d+$/.test(typed)) return Number(typed);
  throw new UsageError(`${name} is the number of a migration, like 7; "${typed}" is none.`);
}
