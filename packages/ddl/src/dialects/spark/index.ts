import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { backticked, hiveLiteral } from '../../sql.js';
import { sparkEvolve } from './evolve.js';
import { sparkQueries } from './queries.js';
import { createTable, createView } from './statements.js';
import { sparkType } from './types.js';

/** Apache Spark 3.4 and newer. */
export const spark: Dialect = {
  id: 'spark',
  summary: 'Spark SQL tables and views over the lake, and the StructType of each table.',
  tiers: ['columnar', 'raw'],
  quote: backticked<'spark'>,
  literal: hiveLiteral<'spark'>,
  columnType: sparkType,
  createTable,
  createView,
  queries: sparkQueries,
  evolve: (change, place) => evolveWith(sparkEvolve, change, place),
};
