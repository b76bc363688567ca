import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { backticked, hiveLiteral, statement } from '../../sql.js';
import { glueEvolve } from './evolve.js';
import { glueLimits, readTableInput } from './limits.js';
import { tableInput } from './statements.js';
import { glueType } from './types.js';

/** AWS Glue Data Catalog: its statements are `TableInput` documents. Views come from Athena, which stores them here. */
export const glue = {
  id: 'glue',
  summary: 'TableInput documents for the Glue Data Catalog, the same tables that the Athena DDL makes.',
  checked: 'by-default',
  reportsEffects: true,
  migrates: false,
  writes: 'documents',
  tiers: ['columnar', 'raw'],
  quote: backticked,
  literal: hiveLiteral,
  columnType: glueType,
  createTable: (table, config) => [statement(JSON.stringify(tableInput(table, config), null, 2))],
  createView: () => undefined,
  queries: undefined,
  evolve: (change, config) => evolveWith(glueEvolve, change, config),
  hasPartitions: () => true,
  eventsTable: undefined,
  flattens: undefined,
  ledger: undefined,
  limits: glueLimits,
  readTable: readTableInput,
  dbtSchema: undefined,
} as const satisfies Dialect;
