import { type Dialect, dialects, everyDialect } from '@sluice/ddl';
import type { ResolvedConfig } from '../config.js';

/** The dialects that a project's checks ask: those that it generates, and DuckDB, which reads its lake. */
export function projectDialects({ targets }: Pick<ResolvedConfig, 'targets'>): readonly Dialect[] {
  if (!targets) return dialects;
  const chosen = new Set<string>(targets);
  return everyDialect.filter(({ id }) => id === 'duckdb' || chosen.has(id));
}
