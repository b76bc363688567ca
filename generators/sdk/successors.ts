import type { ContractModel, EventFamily, EventVersion, Field } from '@sluice/contract';
import { fieldsFit } from './fields-fit.js';
import { namesOf, ownFields, setByClient, shareName } from './own-fields.js';

/** The new name of an event. */
export interface Successor {
  readonly event: string;
  readonly version: EventVersion;
  /** Whether every event of the old name is provably a valid one of the new: only then is it sent instead. */
  readonly takesOld: boolean;
}

/**
 * The newest name of each renamed event: the last in its chain of new names. Events that are each other's new names, which
 * the compatibility check refuses, have none and keep sending themselves; a chain that runs into such a cycle ends at it.
 */
export function successorsOf(model: ContractModel): ReadonlyMap<string, Successor> {
  const next = new Map(
    model.events.flatMap((family) => family.renamedFrom.map(({ event }) => [event, family] as const)),
  );
  const found = model.events.flatMap((family) => {
    const last = lastInChain(family.name, next);
    const [before, after] = [family.versions.at(-1), last?.versions.at(-1)];
    if (!last || !before || !after) return [];
    return [[family.name, { event: last.name, version: after, takesOld: takesAll(model, before, after) }] as const];
  });
  return new Map(found);
}

/** Old names of events that are not events of their own any more, and the newest name of each. */
export function retiredNames(model: ContractModel): ReadonlyMap<string, string> {
  const names = new Set(model.events.map(({ name }) => name));
  const successors = successorsOf(model);
  const retired = model.events.flatMap(({ name, renamedFrom }) =>
    renamedFrom
      .filter(({ event }) => !names.has(event))
      .map(({ event }) => [event, successors.get(name)?.event ?? name] as const),
  );
  return new Map(retired);
}

function lastInChain(name: string, next: ReadonlyMap<string, EventFamily>): EventFamily | undefined {
  let last: EventFamily | undefined;
  for (let at = name; !returnsTo(at, next); at = last.name) {
    const family = next.get(at);
    if (!family) break;
    last = family;
  }
  return last;
}

/** Whether the chain of new names that begins at an event comes back to it. */
function returnsTo(name: string, next: ReadonlyMap<string, EventFamily>): boolean {
  const seen = new Set<string>();
  for (let at = next.get(name)?.name; at !== undefined && !seen.has(at); at = next.get(at)?.name) {
    if (at === name) return true;
    seen.add(at);
  }
  return false;
}

/** A new event that refuses what it does not know takes no old one: apps may have sent more than was declared. */
function takesAll(model: ContractModel, before: EventVersion, after: EventVersion): boolean {
  if (after.document['x-sluice'].unknownProperties === 'reject') return false;
  const needs = after.requires.filter((name) => !setByClient.has(name));
  return (
    needs.every((name) => before.requires.includes(name)) &&
    fieldsFit(ownFields(model, before), ownFields(model, after), true)
  );
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
    const target = after.find((candidate) => shareName(field, candidate));
    if (!target) return [];
    return namesOf(field).flatMap((name) => (namesOf(target).includes(name) ? [] : [[name, target.name] as const]));
  });
}
