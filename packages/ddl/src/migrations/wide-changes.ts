import type { ContractModel } from '@sluice/contract';
import type { Dialect, Place } from '../dialect.js';
import { createEventsTable, eventsTable } from '../dialects/athena/events-table.js';
import { type TableChange, tableChanges } from '../evolve.js';
import type { TableKind } from '../table.js';
import type { Change } from './change.js';

const tiers: readonly TableKind[] = ['columnar', 'raw'];

/**
 * What becomes of the tables over all events in Athena, where the project has them: made with the first event, later a column more. A
 * column that differs between events from now on stays as it is; new tables leave it out.
 */
export function wideChanges(before: ContractModel, after: ContractModel, dialect: Dialect, place: Place): Change[] {
  if (dialect.id !== 'athena' || place.athena?.events !== true) return [];
  return tiers.flatMap((tier) => {
    const [older, newer] = [eventsTable(before, tier), eventsTable(after, tier)];
    if (!newer) return [];
    return tableChanges(older, newer)
      .filter(isFollowed)
      .map((change): Change => {
        if (change.kind !== 'table-added') return { change, evolution: dialect.evolve(change, place) };
        const statements = [createEventsTable(after, tier, place)];
        return { change, evolution: { kind: 'statements', effect: 'create-table', statements } };
      });
  });
}

/** Prose is each event's own, and what goes stays. */
function isFollowed({ kind }: TableChange): boolean {
  return kind !== 'column-removed' && kind !== 'column-comment-changed';
}
