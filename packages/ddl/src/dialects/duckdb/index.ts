import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { readCreate } from '../../limits/read-create.js';
import { duckdbQuoted, singleQuoted } from '../../sql.js';
import { duckdbEvolve } from './evolve.js';
import { duckdbLedger } from './ledger.js';
import { duckdbLimits } from './limits.js';
import { duckdbQueries } from './queries.js';
import { createTable, createView } from './statements.js';
import { duckdbType } from './types.js';

/** DuckDB: the laptop's Athena. */
export const duckdb = {
  id: 'duckdb',
  summary: 'Tables and views of the same names for DuckDB, the query engine on a laptop.',
  checked: 'always',
  reportsEffects: false,
  migrates: true,
  writes: 'sql',
  tiers: ['columnar', 'raw'],
  quote: duckdbQuoted,
  literal: singleQuoted,
  columnType: duckdbType,
  createTable,
  createView,
  queries: duckdbQueries,
  evolve: (change, config) => evolveWith(duckdbEvolve, change, config),
  hasPartitions: () => true,
  eventsTable: undefined,
  flattens: undefined,
  ledger: duckdbLedger,
  limits: duckdbLimits,
  readTable: readCreate,
  dbtSchema: () => 'main',
} as const satisfies Dialect;
