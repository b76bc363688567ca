import { athenaLimits } from '../dialects/athena/limits.js';
import { glueLimits, readTableInput } from '../dialects/glue/limits.js';
import { redshiftLimits } from '../dialects/redshift/limits.js';
import { duckdbLimits, sparkLimits } from './engine-limits.js';
import type { Limit, LimitFinding } from './limit.js';
import { readCreate } from './read-create.js';

export type { Limit, LimitFinding } from './limit.js';
export type { ReadColumn, ReadTable } from './read-create.js';
export { readCreate } from './read-create.js';

/** The physical limits that each dialect's statements are held against, by the dialect's id. */
export const limits: { readonly [dialect: string]: readonly Limit[] } = {
  athena: athenaLimits,
  duckdb: duckdbLimits,
  glue: glueLimits,
  redshift: redshiftLimits,
  spark: sparkLimits,
};

/** What in a statement is beyond a limit of its warehouse, which parsers do not know. */
export function limitFindings(dialect: string, sql: string): LimitFinding[] {
  const table = dialect === 'glue' ? readTableInput(sql) : readCreate(sql);
  return (limits[dialect] ?? []).flatMap(({ id, severity, source, check }) =>
    check({ sql, ...(table && { table }) }).map((message) => ({ limit: id, severity, message, source })),
  );
}
