import { engineLimits } from '../../limits/engine-limits.js';
import type { Limit } from '../../limits/limit.js';

/** Limits of DuckDB. */
export const duckdbLimits: readonly Limit[] = engineLimits('duckdb', {
  decimal: 'https://duckdb.org/docs/stable/sql/data_types/numeric',
  names: 'https://duckdb.org/docs/stable/sql/dialect/keywords_and_identifiers',
});
