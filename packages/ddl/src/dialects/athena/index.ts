import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { readCreate } from '../../limits/read-create.js';
import { backticked, hiveLiteral } from '../../sql.js';
import { projectEventsTable } from './events-table.js';
import { athenaEvolve } from './evolve.js';
import { isIceberg } from './iceberg.js';
import { athenaLimits } from './limits.js';
import { athenaQueries } from './queries.js';
import { createTable, createView } from './statements.js';
import { hiveType } from './types.js';

/** Amazon Athena, engine version 3. */
export const athena = {
  id: 'athena',
  summary: 'Hive DDL for the raw and the Parquet tables in the lake, Trino SQL for the views.',
  checked: 'by-default',
  reportsEffects: true,
  migrates: true,
  writes: 'sql',
  tiers: ['columnar', 'raw'],
  quote: backticked,
  literal: hiveLiteral,
  columnType: hiveType,
  createTable,
  createView,
  queries: athenaQueries,
  evolve: (change, config) => evolveWith(athenaEvolve, change, config),
  hasPartitions: (config) => !isIceberg(config),
  eventsTable: projectEventsTable,
  flattens: undefined,
  ledger: undefined,
  limits: athenaLimits,
  readTable: readCreate,
  dbtSchema: ({ database }) => database,
} as const satisfies Dialect;
