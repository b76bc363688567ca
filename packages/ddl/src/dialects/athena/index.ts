import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { backticked, hiveLiteral } from '../../sql.js';
import { athenaEvolve } from './evolve.js';
import { athenaQueries } from './queries.js';
import { createTable, createView } from './statements.js';
import { hiveType } from './types.js';

/** Amazon Athena, engine version 3. */
export const athena: Dialect = {
  id: 'athena',
  summary: 'Hive DDL for the raw and the Parquet tables in the lake, Trino SQL for the views.',
  tiers: ['columnar', 'raw'],
  quote: backticked,
  literal: hiveLiteral,
  columnType: hiveType,
  createTable,
  createView,
  queries: athenaQueries,
  evolve: (change, place) => evolveWith(athenaEvolve, change, place),
};
