import type { ContractModel, EventFamily, EventVersion, Field } from '@sluice/contract';

/** What an event that got a new name is sent as. */
export interface Successor {
  readonly event: string;
  readonly version: EventVersion;
}

/**
 * The event that each renamed event is sent as: the last in its chain of new names. A cycle, which the compatibility check
 * refuses, ends where it closes.
 */
export function successorsOf({ events }: ContractModel): ReadonlyMap<string, Successor> {
  const next = new Map(events.flatMap((family) => family.renamedFrom.map(({ event }) => [event, family] as const)));
  const found = events.flatMap(({ name }) => {
    const last = lastInChain(name, next);
    const version = last?.versions.at(-1);
    return last && version ? [[name, { event: last.name, version }] as const] : [];
  });
  return new Map(found);
}

function lastInChain(name: string, next: ReadonlyMap<string, EventFamily>): EventFamily | undefined {
  const seen = new Set([name]);
  let last: EventFamily | undefined;
  for (let family = next.get(name); family && !seen.has(family.name); family = next.get(family.name)) {
    seen.add(family.name);
    last = family;
  }
  return last;
}

/**
 * New names for the properties of an old event that its successor knows under none of the names they may be given by:
 * `[old, new]`, in the order of the fields. Both lists are whole wire fields, old names included.
 */
export function renamesBetween(
  before: readonly Field[],
  after: readonly Field[],
): readonly (readonly [string, string])[] {
  return before.flatMap((field) => {
    const target = after.find((candidate) => namesOf(field).some((name) => namesOf(candidate).includes(name)));
    if (!target) return [];
    return namesOf(field).flatMap((name) => (namesOf(target).includes(name) ? [] : [[name, target.name] as const]));
  });
}

function namesOf({ name, renamedFrom }: Field): readonly string[] {
  return [name, ...renamedFrom];
}
