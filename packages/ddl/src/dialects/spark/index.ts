import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { readCreate } from '../../limits/read-create.js';
import { backticked, hiveLiteral } from '../../sql.js';
import { sparkEvolve } from './evolve.js';
import { sparkLimits } from './limits.js';
import { sparkQueries } from './queries.js';
import { createTable, createView } from './statements.js';
import { sparkType } from './types.js';

/** Apache Spark 3.4 and newer. */
export const spark = {
  id: 'spark',
  summary: 'Spark SQL tables and views over the lake, and the StructType of each table.',
  checked: 'when-chosen',
  reportsEffects: true,
  migrates: false,
  writes: 'sql',
  tiers: ['columnar', 'raw'],
  quote: backticked<'spark'>,
  literal: hiveLiteral<'spark'>,
  columnType: sparkType,
  createTable,
  createView,
  queries: sparkQueries,
  evolve: (change, config) => evolveWith(sparkEvolve, change, config),
  hasPartitions: () => true,
  eventsTable: undefined,
  flattens: undefined,
  ledger: undefined,
  limits: sparkLimits,
  readTable: readCreate,
  dbtSchema: undefined,
} as const satisfies Dialect;
