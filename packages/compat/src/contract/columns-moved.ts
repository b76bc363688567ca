import {
  type ContractModel,
  type EventFamily,
  type EventVersion,
  majorsOf,
  tableFields,
  versionsOf,
} from '@sluice/contract';
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
      if (onlyLonger(base, head, old, family, major)) return [];
      const before = tableFields(base, old, major).map(({ column }) => column);
      const after = tableFields(head, family, major).map(({ column }) => column);
      const kept = before.every((column, index) => after[index] === column);
      const gone = before.some((column) => !after.includes(column));
      if (kept || gone) return [];
      const unpublished = newFiles(base, head, old, family);
      const columns = { columnsBefore: before, columnsAfter: after };
      return [{ kind: 'columns-moved', event: family.name, major, family, ...columns, unpublished }];
    });
  });
}

/** Whether nothing but new versions at the end has come to the same envelopes: then columns are appended. */
function onlyLonger(base: ContractModel, head: ContractModel, old: EventFamily, family: EventFamily, major: number) {
  const same = (before: readonly EventVersion[], after: readonly EventVersion[]) =>
    before.every((version, index) => version.document === after[index]?.document);
  return (
    base.envelopes.length === head.envelopes.length &&
    same(base.envelopes, head.envelopes) &&
    same(versionsOf(old, major), versionsOf(family, major))
  );
}

function newFiles(base: ContractModel, head: ContractModel, old: EventFamily, family: EventFamily): string[] {
  const published = new Set([...base.envelopes, ...old.versions].map(fileOf));
  return [...head.envelopes, ...family.versions].map(fileOf).filter((file) => !published.has(file));
}

function fileOf({ event, version }: EventVersion): string {
  return `${event}/${version}.json`;
}
