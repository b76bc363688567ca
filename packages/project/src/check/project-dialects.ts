import { type Dialect, dialects, everyDialect } from '@sluice/ddl';
import { idsOf } from '../configuration/ids.js';
import type { ResolvedConfig } from '../configuration/sluice-config.js';

/** The dialects that a project's checks ask: those that it generates, what reads every lake, and its own. */
export function projectDialects(config: Pick<ResolvedConfig, 'targets' | 'ownDialects'>): readonly Dialect[] {
  return [...generatedDialects(config), ...(config.ownDialects ?? [])];
}

function generatedDialects({ targets }: Pick<ResolvedConfig, 'targets'>): readonly Dialect[] {
  if (!targets) return dialects;
  const chosen = idsOf(targets);
  return everyDialect.filter(({ id, checked }) => checked === 'always' || chosen.has(id));
}
