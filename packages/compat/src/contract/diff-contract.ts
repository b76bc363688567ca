import type { ContractModel, EventFamily, EventVersion, JsonSchema } from '@sluice/contract';
import { columnsMoved } from './columns-moved.js';
import type { ContractChange } from './contract-change.js';
import { diffVersions, type Versions } from './diff-versions.js';
import { eventAliasConflicts } from './event-alias-conflicts.js';
import { fieldAliasConflicts } from './field-alias-conflicts.js';
import { resolvedSchema } from './resolved-schema.js';
import { slowPatternsOf } from './slow-patterns.js';

/** A contract without anything in it: the base where nothing was ever published. */
export const emptyContract: ContractModel = { events: [], envelopes: [] };

/**
 * Every difference between the contract as published and the one at hand: versions added, edited and removed, events
 * removed, old names of events. A new version comes with the comparison to its predecessor.
 */
export function diffContract(base: ContractModel, head: ContractModel): ContractChange[] {
  const published = new Map(base.events.map((family) => [family.name, family]));
  const present = new Map(head.events.map((family) => [family.name, family]));
  const oldNames = new Set(head.events.flatMap(({ renamedFrom }) => renamedFrom.map(({ event }) => event)));
  const sides = { base, head, oldNames };
  return [
    ...withConflicts(diffVersions(envelopes(base, head)), head.envelopes, () => true),
    ...head.events.flatMap((family) => diffFamily(sides, published.get(family.name), family)),
    ...eventAliasConflicts(base, head),
    ...slowPatternsOf(head.envelopes, base.envelopes),
    ...head.events.flatMap(({ name, versions }) => slowPatternsOf(versions, published.get(name)?.versions ?? [])),
    ...columnsMoved(base, head),
    ...base.events.filter(({ name }) => !present.has(name)).map((family) => removed(base, family)),
  ];
}

/** The changes, each new version followed by what is wrong with its old names. */
function withConflicts(
  changes: readonly ContractChange[],
  versions: readonly EventVersion[],
  counts: (earlier: EventVersion, version: EventVersion) => boolean,
): ContractChange[] {
  return changes.flatMap((change): ContractChange[] => {
    if (change.kind !== 'version-added') return [change];
    const earlier = versions.slice(0, versions.indexOf(change.after)).filter((one) => counts(one, change.after));
    return [change, ...fieldAliasConflicts(change.after, earlier)];
  });
}

/** The envelope applies to every event, old ones included: it has no majors to break in. */
function envelopes(base: ContractModel, head: ContractModel): Versions {
  const schemaOf = ({ document }: { document: object }) => document as JsonSchema;
  return {
    event: 'envelope',
    base: base.envelopes,
    head: head.envelopes,
    schemaOf,
    baseSchemaOf: schemaOf,
    majors: false,
    mayBegin: false,
  };
}

interface Sides {
  readonly base: ContractModel;
  readonly head: ContractModel;
  /** Names that events of the head were called by. */
  readonly oldNames: ReadonlySet<string>;
}

function diffFamily({ base, head, oldNames }: Sides, old: EventFamily | undefined, family: EventFamily) {
  const changes = diffVersions({
    event: family.name,
    base: old?.versions ?? [],
    head: family.versions,
    schemaOf: (version) => resolvedSchema(head, version),
    baseSchemaOf: (version) => resolvedSchema({ ...base, envelopes: head.envelopes }, version),
    majors: true,
    mayBegin: old === undefined || !oldNames.has(family.name),
  });
  const sameMajor = (earlier: EventVersion, version: EventVersion) => earlier.major === version.major;
  return [...withConflicts(changes, family.versions, sameMajor), ...diffAliases(old, family)];
}

function diffAliases(old: EventFamily | undefined, family: EventFamily): ContractChange[] {
  const [before, after] = [old?.renamedFrom ?? [], family.renamedFrom];
  const has = (aliases: typeof after, event: string) => aliases.some((alias) => alias.event === event);
  return [
    ...after
      .filter(({ event }) => !has(before, event))
      .map((alias): ContractChange => ({ kind: 'event-alias-added', event: family.name, after: alias, family })),
    ...before
      .filter(({ event }) => !has(after, event))
      .map((alias): ContractChange => ({ kind: 'event-alias-removed', event: family.name, before: alias, family })),
  ];
}

function removed(base: ContractModel, family: EventFamily): ContractChange {
  const newest = family.versions.at(-1);
  const schema = newest ? resolvedSchema(base, newest) : {};
  return { kind: 'event-removed', event: family.name, before: family, schema };
}
