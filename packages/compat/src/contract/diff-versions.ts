import { digestOf, type EventVersion, type JsonSchema } from '@sluice/contract';
import { diff } from '../changes/diff.js';
import type { Comparison, ContractChange, VersionAdded } from './contract-change.js';
import { olderVersions } from './older-versions.js';
import { policyChange } from './policy-change.js';

/** The versions of one event (or of the envelope), as published and at hand, with the way to their schemas. */
export interface Versions {
  readonly event: string;
  readonly base: readonly EventVersion[];
  readonly head: readonly EventVersion[];
  /** Schema of a whole event of this version, under the contract at hand. */
  readonly schemaOf: (version: EventVersion) => JsonSchema;
  /** The same with the event's history as published, so that an edit of it shows. */
  readonly baseSchemaOf: (version: EventVersion) => JsonSchema;
  /** Whether a new major may break. */
  readonly majors: boolean;
  /** Whether a new major may begin. */
  readonly mayBegin: boolean;
}

/** Differences between the published versions of an event and those at hand. */
export function diffVersions(versions: Versions): ContractChange[] {
  const { event, base, head, baseSchemaOf } = versions;
  const published = new Map(base.map((version) => [version.version, version]));
  const present = new Set(head.map(({ version }) => version));
  return [
    ...head.flatMap((after) => diffVersion(published.get(after.version), after, versions)),
    ...base
      .filter(({ version }) => !present.has(version))
      .map((before): ContractChange => ({ kind: 'version-removed', event, before, schema: baseSchemaOf(before) })),
  ];
}

function diffVersion(before: EventVersion | undefined, after: EventVersion, versions: Versions): ContractChange[] {
  if (!before) return withPolicy(added(after, versions));
  if (before.document === after.document || digestOf(before.document) === digestOf(after.document)) return [];
  const { event, schemaOf, baseSchemaOf } = versions;
  const comparison = compare(before, baseSchemaOf(before), schemaOf(after));
  return [{ kind: 'version-edited', event, before, after, comparison }];
}

function withPolicy(change: VersionAdded): ContractChange[] {
  const { event, comparison, after } = change;
  return [change, ...(comparison ? policyChange(event, comparison.from, after) : [])];
}

function added(after: EventVersion, versions: Versions): VersionAdded {
  const { event, base, head, majors, mayBegin } = versions;
  const known = new Map([...head.filter((other) => isBefore(other, after)), ...base].map((one) => [one.version, one]));
  const others = [...known.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  const earlier = others.filter((other) => isBefore(other, after));
  const predecessor = earlier.pop();
  if (!predecessor) return { kind: 'version-added', event, after, step: 'first', others, older: [], mayBegin };
  const step = majors && predecessor.major !== after.major ? 'major' : 'minor';
  const comparison = compareWith(predecessor, after, versions);
  const siblings = earlier.filter(({ major }) => step === 'minor' && (!majors || major === after.major));
  const older = olderVersions(predecessor, comparison.changes, siblings);
  return {
    ...{ kind: 'version-added', event, after, step, others, comparison, mayBegin },
    older: older.map((version) => compareWith(version, after, versions)),
  };
}

function compareWith(earlier: EventVersion, after: EventVersion, versions: Versions): Comparison {
  const { base, schemaOf, baseSchemaOf } = versions;
  const before = base.includes(earlier) ? baseSchemaOf(earlier) : schemaOf(earlier);
  return compare(earlier, before, schemaOf(after));
}

/** Two versions with their schemas, and every difference. */
export function compare(from: EventVersion, before: JsonSchema, after: JsonSchema): Comparison {
  return { from, before, after, changes: diff(before, after) };
}

/** Whether a version comes before another one, number by number. */
export function isBefore(a: EventVersion, b: EventVersion): boolean {
  return a.major - b.major < 0 || (a.major === b.major && a.minor < b.minor);
}
