import { type Dialect, dialects, everyDialect } from '@sluice/ddl';
import { idsOf } from '../configuration/ids.js';
import type { ResolvedConfig } from '../configuration/sluice-config.js';

/** The dialects that a project's checks ask: those that it generates, and what reads every lake. */
export function projectDialects({ targets }: Pick<ResolvedConfig, 'targets'>): readonly Dialect[] {
  if (!targets) return dialects;
  const chosen = idsOf(targets);
  return everyDialect.filter(({ id, checked }) => checked === 'always' || chosen.has(id));
}
