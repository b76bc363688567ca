import type { ContractModel, EventFamily } from '@sluice/contract';
import { property } from '../changes/path.js';
import { typeName } from '../changes/type-name.js';
import type { EventAliasConflict } from './contract-change.js';
import { readAsOne } from './read-as-one.js';

/** What is wrong with the old names that events claim, and was not wrong in the contract as published. */
export function eventAliasConflicts(base: ContractModel, head: ContractModel): EventAliasConflict[] {
  const known = new Set(conflictsIn(base).map(keyOf));
  return [...conflictsIn(head).filter((found) => !known.has(keyOf(found))), ...reused(base, head)];
}

function keyOf({ conflict, event, path, alias, other }: EventAliasConflict): string {
  return JSON.stringify([conflict, event, path, alias, other]);
}

function conflictsIn({ events }: ContractModel): EventAliasConflict[] {
  return events.flatMap((family, at) =>
    family.renamedFrom.flatMap(({ event: alias }) => [
      ...claimedTwice(family, alias, events.slice(0, at)),
      ...leadingBack(family, alias, events),
      ...retyped(family, alias, events),
      ...(events.some(({ name }) => name === alias) ? [] : [found('unknown', family, alias, alias)]),
    ]),
  );
}

type Conflict = EventAliasConflict['conflict'];

function found(conflict: Conflict, family: EventFamily, alias: string, other: string): EventAliasConflict {
  return { kind: 'event-alias-conflict', event: family.name, family, conflict, path: [], alias, other };
}

function claimedTwice(family: EventFamily, alias: string, others: readonly EventFamily[]): EventAliasConflict[] {
  return others
    .filter((other) => claims(other, alias))
    .map((other) => found('claimed-twice', family, alias, other.name));
}

function claims({ renamedFrom }: EventFamily, alias: string): boolean {
  return renamedFrom.some(({ event }) => event === alias);
}

/** Following old names from an event leads back to it. */
function leadingBack(family: EventFamily, alias: string, events: readonly EventFamily[]): EventAliasConflict[] {
  const names = [alias];
  for (const name of names) {
    const older = events.find((other) => other.name === name)?.renamedFrom ?? [];
    names.push(...older.map(({ event }) => event).filter((event) => !names.includes(event)));
  }
  return names.includes(family.name) ? [found('leads-back', family, alias, names.join(', '))] : [];
}

/** A field that both events have, under its name or an old one, with types that no column of one view can hold. */
function retyped(family: EventFamily, alias: string, events: readonly EventFamily[]): EventAliasConflict[] {
  const older = events.find(({ name }) => name === alias)?.versions.at(-1)?.fields ?? [];
  return (family.versions.at(-1)?.fields ?? []).flatMap((field) => {
    const was = older.find(({ name }) => name === field.name || field.renamedFrom.includes(name));
    if (!was || readAsOne(was.type, field.type)) return [];
    const types = `${typeName(was.schema)}, ${typeName(field.schema)}`;
    return [{ ...found('type-changed', family, alias, types), path: [property(field.name)] }];
  });
}

/** The old name of an event begins anew: as an event that was not there, or in a new major version. */
function reused(base: ContractModel, head: ContractModel): EventAliasConflict[] {
  return head.events.flatMap((family) =>
    family.renamedFrom.flatMap(({ event: alias }) => {
      const published = base.events.find(({ name }) => name === alias)?.versions ?? [];
      const claimed = base.events.some(({ name, renamedFrom }) => {
        return name === family.name && renamedFrom.some(({ event }) => event === alias);
      });
      if (published.length === 0 && !claimed) return [];
      const majors = new Set(published.map(({ major }) => major));
      const present = head.events.find(({ name }) => name === alias)?.versions ?? [];
      const anew = present.find(({ major }) => !majors.has(major));
      return anew ? [found('reused', family, alias, anew.version)] : [];
    }),
  );
}
