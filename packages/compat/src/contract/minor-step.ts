import {
  type ContractModel,
  type EventVersion,
  isContractError,
  modelOf,
  type Problem,
  republished,
} from '@sluice/contract';
import type { Comparison, FieldAliasConflict, VersionAdded } from './contract-change.js';
import { compare, isBefore } from './diff-versions.js';
import { fieldAliasConflicts } from './field-alias-conflicts.js';
import { olderVersions } from './older-versions.js';
import { resolvedSchema } from './resolved-schema.js';

/** A version as the next minor of a major, with everything that it is compared with there. */
export interface MinorStep {
  /** The version under the number that it has as a minor. */
  readonly after: EventVersion;
  readonly comparison: Comparison;
  /** Against further minors of the major, newest first, as far as they can show anything else. */
  readonly older: readonly Comparison[];
  /** What is wrong with its old names among the versions of the major. */
  readonly conflicts: readonly FieldAliasConflict[];
  /** Why it could not be published there as it is: its columns are those of other fields. */
  readonly obstacle?: Problem;
}

/** A new version as a minor one, whatever its number says; undefined for the first version of an event. */
export function minorStepOf(change: VersionAdded, envelopes: ContractModel['envelopes']): MinorStep | undefined {
  const { comparison, after, older, others, step } = change;
  if (!comparison) return undefined;
  if (step === 'major') return minorStep(envelopes, [...others, after], comparison.from, after);
  const earlier = others.filter((other) => isBefore(other, after));
  const line = after.event === 'envelope' ? earlier : earlier.filter(({ major }) => major === after.major);
  return { after, comparison, older, conflicts: fieldAliasConflicts(after, line) };
}

/**
 * A version of an event as a minor after another one. Of two majors, the newer one's versions up to it become minors of the older one:
 * what they would have been had nobody decided on a break. `versions`: those of the event, both among them.
 */
export function minorStep(
  envelopes: ContractModel['envelopes'],
  versions: readonly EventVersion[],
  from: EventVersion,
  to: EventVersion,
): MinorStep {
  const moved = versions.filter(
    (version) => version === to || (version.major === to.major && isBefore(from, version) && isBefore(version, to)),
  );
  if (from.major !== to.major) return behind(envelopes, versions, from, moved);
  return stepIn(envelopes, [...upTo(versions, from), ...moved.sort(byNumber)], from);
}

/** Versions as the next minors behind another version of their event, whatever their numbers say. */
export function behind(
  envelopes: ContractModel['envelopes'],
  versions: readonly EventVersion[],
  from: EventVersion,
  moved: readonly EventVersion[],
): MinorStep {
  const line = upTo(versions, from);
  let obstacle: Problem | undefined;
  for (const version of [...moved].sort(byNumber)) {
    const next = renumbered(version, from.major, (line.at(-1)?.minor ?? 0) + 1, line);
    obstacle = next.obstacle;
    line.push(next.version);
  }
  return { ...stepIn(envelopes, line, from), ...(obstacle && { obstacle }) };
}

/** `line`: the versions of one major, oldest first; the last one is the step's. */
function stepIn(envelopes: ContractModel['envelopes'], line: readonly EventVersion[], from: EventVersion): MinorStep {
  const after = line.at(-1) as EventVersion;
  const earlier = line.slice(0, -1);
  const family = { name: after.event, table: after.document['x-sluice'].table, renamedFrom: [], versions: line };
  const model: ContractModel = { events: [family], envelopes };
  const against = (older: EventVersion) => compare(older, resolvedSchema(model, older), resolvedSchema(model, after));
  const comparison = against(from);
  const siblings = earlier.filter((older) => isBefore(older, from));
  return {
    after,
    comparison,
    older: olderVersions(from, comparison.changes, siblings).map(against),
    conflicts: fieldAliasConflicts(after, earlier),
  };
}

/** The versions of a version's major up to it, oldest first. */
function upTo(versions: readonly EventVersion[], last: EventVersion): EventVersion[] {
  return [...versions.filter(({ major }) => major === last.major).filter((one) => isBefore(one, last)), last].sort(
    byNumber,
  );
}

function byNumber(a: EventVersion, b: EventVersion): number {
  return isBefore(a, b) ? -1 : 1;
}

/** A version under another number, as it would have been published behind the others; as it is where it could not be. */
function renumbered(
  version: EventVersion,
  major: number,
  minor: number,
  earlier: readonly EventVersion[],
): { readonly version: EventVersion; readonly obstacle?: Problem } {
  const number = `${major}.${minor}`;
  try {
    const documents = earlier.map(({ document }) => document);
    const [read] = modelOf([republished(version.document, number, documents)]).events[0]?.versions ?? [];
    return { version: read ?? version };
  } catch (error) {
    if (!isContractError(error)) throw error;
    const block = { ...version.document['x-sluice'], version: number };
    const document = { ...version.document, 'x-sluice': block };
    return { version: { ...version, version: number, major, minor, document }, obstacle: error };
  }
}
