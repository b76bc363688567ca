import type { Dialect } from '../dialect.js';
import type { LimitFinding } from './limit.js';

/** What in a statement is beyond a limit of its warehouse, which parsers do not know. */
export function limitFindings(
  { limits, readTable }: Pick<Dialect, 'limits' | 'readTable'>,
  sql: string,
): LimitFinding[] {
  const table = readTable(sql);
  return limits.flatMap(({ id, severity, source, check }) =>
    check({ sql, ...(table && { table }) }).map((message) => ({ limit: id, severity, message, source })),
  );
}
