import { type ContractModel, majorsOf, tableFields } from '@sluice/contract';
import type { ColumnsMoved } from './contract-change.js';

/**
 * Published tables whose column order would change. Columns are only ever appended; two branches that each add some, one
 * of them to the envelope, can still end in another order when they meet.
 */
export function columnsMoved(base: ContractModel, head: ContractModel): ColumnsMoved[] {
  const published = new Map(base.events.map((family) => [family.name, family]));
  return head.events.flatMap((family) => {
    const old = published.get(family.name);
    if (!old) return [];
    return majorsOf(old).flatMap((major): ColumnsMoved[] => {
      const before = tableFields(base, old, major).map(({ column }) => column);
      const after = tableFields(head, family, major).map(({ column }) => column);
      const kept = before.every((column, index) => after[index] === column);
      const gone = before.some((column) => !after.includes(column));
      if (kept || gone) return [];
      return [{ kind: 'columns-moved', event: family.name, major, family, columnsBefore: before, columnsAfter: after }];
    });
  });
}
