import type { Evolution, TableChange } from '../evolve.js';
import type { Statement } from '../sql.js';

/** One change of a migration: a table's, with what the dialect does about it, or a view that is made anew. */
export type Change =
  | { readonly change: TableChange; readonly evolution: Evolution }
  | { readonly view: string; readonly statements: readonly Statement[] };

/** The statements of a change; none where it needs none or is refused. */
export function statementsOf(change: Change): readonly Statement[] {
  if ('view' in change) return change.statements;
  return change.evolution.kind === 'statements' ? change.evolution.statements : [];
}

/** Why a change cannot be made in place, and the way round; undefined where it can. */
export function refusalOf(change: Change): { readonly reason: string; readonly wayRound: string } | undefined {
  return 'evolution' in change && change.evolution.kind === 'refused' ? change.evolution : undefined;
}
