import type { ContractModel, EventVersion } from '@sluice/contract';
import type { Change } from './changes/change.js';
import type { VersionAdded } from './contract/contract-change.js';
import { compare } from './contract/diff-versions.js';
import { minorStep } from './contract/minor-step.js';
import { resolvedSchema } from './contract/resolved-schema.js';
import type { Bump, Finding } from './finding.js';
import { judgeAdded } from './judge-contract.js';
import type { CheckOptions } from './judge-step.js';

/** Everything that differs between two versions of one event, wherever they stand in its history. */
export interface VersionDifference {
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly changes: readonly Change[];
  /** About the changes alone: what a version number should have been is in `needed`. */
  readonly findings: readonly Finding[];
  /** The smallest step that is right. */
  readonly needed: Bump;
}

/** Compares two versions of one event of a contract directly, with all the renames between them. */
export function compareTwoVersions(
  model: ContractModel,
  from: EventVersion,
  to: EventVersion,
  options: CheckOptions,
): VersionDifference {
  const { event } = to;
  const family = model.events.find(({ name }) => name === event);
  const versions = family?.versions ?? [from, to];
  const step = minorStep(model.envelopes, versions, from, to);
  const added: VersionAdded = {
    kind: 'version-added',
    event,
    after: to,
    step: from.major === to.major ? 'minor' : 'major',
    others: versions.filter((version) => version !== to),
    comparison: compare(from, resolvedSchema(model, from), resolvedSchema(model, to)),
    older: [],
    mayBegin: true,
  };
  const { findings, bump } = judgeAdded(added, step, { head: model, options });
  const aboutNumbers = new Set(['bump-too-small', 'bump-too-large', 'version-not-newest', 'version-skipped']);
  return {
    event,
    from: from.version,
    to: to.version,
    changes: added.comparison?.changes ?? [],
    findings: findings.filter(({ rule }) => !aboutNumbers.has(rule)),
    needed: bump.needed,
  };
}
