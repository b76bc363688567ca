import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { duckdbQuoted, singleQuoted } from '../../sql.js';
import { duckdbEvolve } from './evolve.js';
import { duckdbQueries } from './queries.js';
import { createTable, createView } from './statements.js';
import { duckdbType } from './types.js';

/** DuckDB: the laptop's Athena. */
export const duckdb: Dialect = {
  id: 'duckdb',
  summary: 'Tables and views of the same names for DuckDB, the query engine on a laptop.',
  tiers: ['columnar', 'raw'],
  quote: duckdbQuoted,
  literal: singleQuoted,
  columnType: duckdbType,
  createTable,
  createView,
  queries: duckdbQueries,
  evolve: (change, place) => evolveWith(duckdbEvolve, change, place),
};
