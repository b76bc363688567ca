import { type ContractModel, compareVersions, digestOf, type EventFamily, type EventVersion } from '@sluice/contract';
import type { Dialect } from '../dialect.js';
import { tableChanges } from '../evolve.js';
import { tablesOf } from '../table.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import type { Change } from './change.js';
import { viewChanges } from './view-changes.js';
import { wideChanges } from './wide-changes.js';

/** One published version, as a migration names it: which one, and what it was when the migration was made. */
export interface Brought {
  /** An event's name, or `envelope`. */
  readonly event: string;
  readonly version: string;
  /** The first 16 digits of the version's digest, which prose does not change. */
  readonly digest: string;
}

/** The contract as far as migrations have brought it. */
export interface Reached {
  readonly versions: ReadonlySet<string>;
  readonly model: ContractModel;
}

/** The name of a version in {@link Reached}. */
export function keyOf({ event, version }: { readonly event: string; readonly version: string }): string {
  return `${event} ${version}`;
}

/** The version as a migration names it. */
export function broughtBy(version: EventVersion): Brought {
  return { event: version.event, version: version.version, digest: digestOf(version.document).slice(0, 16) };
}

/**
 * Every version in the order in which tables came to be: an envelope before the events that were published with it, the old name of an
 * event before the new one, then by name; versions of one event oldest first.
 */
export function lineageOf(model: ContractModel): EventVersion[] {
  const depth = new Map<string, number>();
  for (const { name } of model.events) depthOf(name, model, depth, new Set());
  const events = model.events.flatMap((family) => family.versions);
  const rank = (version: EventVersion) => depth.get(version.event) ?? 0;
  const ordered = events.sort(
    (a, b) =>
      compareVersions(a.envelope, b.envelope) ||
      rank(a) - rank(b) ||
      (a.event < b.event ? -1 : a.event > b.event ? 1 : compareVersions(a.version, b.version)),
  );
  const pinned = (envelope: string) => ordered.filter((version) => version.envelope === envelope);
  const known = new Set(model.envelopes.map(({ version }) => version));
  const orphans = ordered.filter(({ envelope }) => !known.has(envelope));
  return [...orphans, ...model.envelopes.flatMap((envelope) => [envelope, ...pinned(envelope.version)])];
}

/** How many names an event had before this one. */
function depthOf(name: string, model: ContractModel, depth: Map<string, number>, seen: Set<string>): number {
  const known = depth.get(name);
  if (known !== undefined || seen.has(name)) return known ?? 0;
  seen.add(name);
  const older = model.events.find((family) => family.name === name)?.renamedFrom ?? [];
  const own = Math.max(0, ...older.map(({ event }) => 1 + depthOf(event, model, depth, seen)));
  depth.set(name, own);
  return own;
}

/** The model with these versions only, each event with the old names that its newest one of them declares. */
export function reachedBy(model: ContractModel, versions: ReadonlySet<string>): Reached {
  const has = (version: EventVersion) => versions.has(keyOf(version));
  const events = model.events.flatMap((family) => {
    const kept = family.versions.filter(has);
    return kept.length > 0 ? [cutFamily(family, kept)] : [];
  });
  return { versions, model: { events, envelopes: model.envelopes.filter(has) } };
}

/** The same with one more version. */
export function extended({ versions, model }: Reached, version: EventVersion, whole: ContractModel): Reached {
  const reached = new Set([...versions, keyOf(version)]);
  const has = (one: EventVersion) => reached.has(keyOf(one));
  if (version.event === 'envelope') {
    return { versions: reached, model: { ...model, envelopes: whole.envelopes.filter(has) } };
  }
  const family = whole.events.find(({ name }) => name === version.event) as EventFamily;
  const others = model.events.filter(({ name }) => name !== version.event);
  const events = [...others, cutFamily(family, family.versions.filter(has))];
  return { versions: reached, model: { ...model, events } };
}

function cutFamily(family: EventFamily, versions: readonly EventVersion[]): EventFamily {
  return { ...family, versions, renamedFrom: versions.at(-1)?.document['x-sluice'].renamedFrom ?? [] };
}

/** What one more version changes: tables first, then the views that read differently. */
export function changesOf(
  before: Reached,
  after: Reached,
  version: EventVersion,
  dialect: Dialect,
  config: WarehouseConfig,
): Change[] {
  const isConcerned = ({ name }: EventFamily) => version.event === 'envelope' || name === version.event;
  const families = after.model.events.filter(isConcerned);
  const tables = families.flatMap((family) => tableChangesOf(before.model, after.model, family, dialect));
  const changes = tables.map((change): Change => ({ evolution: dialect.evolve(change, config), change }));
  const widened = new Set(changes.flatMap(widenedEvent));
  const wide = wideChanges(before.model, after.model, dialect, config);
  return [
    ...changes,
    ...wide,
    ...viewChanges({ before: before.model, after: after.model, families, widened }, dialect, config),
  ];
}

/** The event of a table of which a column became wider. */
function widenedEvent(change: Change): string[] {
  const isWider =
    'evolution' in change && change.evolution.kind === 'statements' && change.evolution.effect === 'widen';
  return isWider ? [change.change.table.event] : [];
}

function tableChangesOf(before: ContractModel, after: ContractModel, family: EventFamily, dialect: Dialect) {
  const older = before.events.find(({ name }) => name === family.name);
  return dialect.tiers.flatMap((tier) => {
    const known = older ? tablesOf(before, older, tier) : [];
    return tablesOf(after, family, tier).flatMap((table) =>
      tableChanges(
        known.find(({ major }) => major === table.major),
        table,
      ),
    );
  });
}
