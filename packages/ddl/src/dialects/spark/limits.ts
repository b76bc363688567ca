import { engineLimits } from '../../limits/engine-limits.js';
import type { Limit } from '../../limits/limit.js';

/** Limits of Spark. */
export const sparkLimits: readonly Limit[] = engineLimits('spark', {
  decimal: 'https://spark.apache.org/docs/latest/sql-ref-datatypes.html',
  names: 'https://spark.apache.org/docs/latest/sql-ref-identifier.html',
});
