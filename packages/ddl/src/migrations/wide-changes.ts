import type { ContractModel } from '@sluice/contract';
import type { Dialect } from '../dialect.js';
import { type TableChange, tableChanges } from '../evolve.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import type { Change } from './change.js';

/**
 * What becomes of the tables over all events, where the project has them: made with the first event, later a column more. A column that
 * differs between events from now on stays as it is; new tables leave it out.
 */
export function wideChanges(
  before: ContractModel,
  after: ContractModel,
  dialect: Dialect,
  config: WarehouseConfig,
): Change[] {
  return dialect.tiers.flatMap((tier) => {
    const older = dialect.eventsTable?.(before, tier, config);
    const newer = dialect.eventsTable?.(after, tier, config);
    if (!newer) return [];
    return tableChanges(older?.table, newer.table)
      .filter(isFollowed)
      .map((change): Change => {
        if (change.kind !== 'table-added') return { change, evolution: dialect.evolve(change, config) };
        return { change, evolution: { kind: 'statements', effect: 'create-table', statements: [newer.create] } };
      });
  });
}

/** Prose is each event's own, and what goes stays. */
function isFollowed({ kind }: TableChange): boolean {
  return kind !== 'column-removed' && kind !== 'column-comment-changed';
}
