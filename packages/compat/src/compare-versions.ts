import type { ContractModel, EventVersion } from '@sluice/contract';
import type { Change } from './changes/change.js';
import { diff } from './changes/diff.js';
import { resolvedSchema } from './contract/resolved-schema.js';
import type { Bump, Finding } from './finding.js';
import { type CheckOptions, judgeContractChange } from './judge-contract.js';

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
  const [before, after] = [resolvedSchema(model, from), resolvedSchema(model, to)];
  const changes = diff(before, after);
  const step = from.major === to.major ? ('minor' as const) : ('major' as const);
  const comparison = { from, before, after, changes };
  const added = { kind: 'version-added' as const, event, after: to, step, others: [from], comparison, older: [] };
  const { findings, bump } = judgeContractChange(added, model, options);
  const aboutNumbers = new Set(['bump-too-small', 'bump-too-large', 'version-not-newest', 'version-skipped']);
  return {
    event,
    from: from.version,
    to: to.version,
    changes,
    findings: findings.filter(({ rule }) => !aboutNumbers.has(rule)),
    needed: bump?.needed ?? 'none',
  };
}
