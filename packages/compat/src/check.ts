import type { ContractModel } from '@sluice/contract';
import type { BumpAdvice } from './bump.js';
import type { ContractChange } from './contract/contract-change.js';
import { diffContract, emptyContract } from './contract/diff-contract.js';
import type { Finding, Severity } from './finding.js';
import { judgeContractChange } from './judge-contract.js';
import type { CheckOptions } from './judge-step.js';

export type { CheckOptions } from './judge-step.js';

/** What a check found. */
export interface CheckReport {
  /** By event and version, errors first within a version. */
  readonly findings: readonly Finding[];
  /** Everything that differs from what is published. */
  readonly changes: readonly ContractChange[];
  /** For every version that is new or edited: which number it should have. */
  readonly bumps: readonly BumpAdvice[];
  /** Whether nothing stands in the way: no finding is an error, unless it is waived. */
  readonly ok: boolean;
}

const weights: { readonly [S in Severity]: number } = { error: 0, warning: 1, info: 2 };

/**
 * Compares the contract at hand with the published one and judges every difference. `base` is undefined where nothing
 * was ever published. Pure: the same two contracts give the same report everywhere.
 */
export function check(base: ContractModel | undefined, head: ContractModel, options: CheckOptions): CheckReport {
  const changes = diffContract(base ?? emptyContract, head);
  const results = changes.map((change) => judgeContractChange(change, head, options));
  const findings = results.flatMap((result) => [...result.findings].sort(byWeight));
  const bumps = results.flatMap(({ bump }) => bump ?? []);
  return { findings, changes, bumps, ok: findings.every(({ severity }) => severity !== 'error') };
}

function byWeight(a: Finding, b: Finding): number {
  return weights[a.severity] - weights[b.severity];
}
