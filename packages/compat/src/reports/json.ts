import { canonicalJson } from '@sluice/contract';
import type { BumpAdvice } from '../bump.js';
import { formatPath } from '../changes/path.js';
import type { CheckReport } from '../check.js';
import type { ContractChange } from '../contract/contract-change.js';
import type { Finding } from '../finding.js';

/** One change in the report for machines: what, of which event, in which version, where inside it. */
export interface ReportedChange {
  readonly kind: string;
  readonly event: string;
  readonly version?: string;
  /** Differences inside the version, by kind and path. */
  readonly changes?: readonly { readonly kind: string; readonly path: string }[];
}

/** The report for machines. New members may come; none changes its meaning within a format. */
export interface JsonReport {
  readonly format: 1;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly bumps: readonly BumpAdvice[];
  readonly changes: readonly ReportedChange[];
}

/** The report as plain data, without the schemas that the changes carry. */
export function jsonReport({ ok, findings, bumps, changes }: CheckReport): JsonReport {
  return { format: 1, ok, findings, bumps, changes: changes.map(reported) };
}

/** The report as JSON text with sorted keys; the same report gives the same bytes. */
export function renderJson(report: CheckReport): string {
  return canonicalJson(jsonReport(report));
}

function reported(change: ContractChange): ReportedChange {
  const { kind, event } = change;
  const version = versionOf(change);
  const inner = 'comparison' in change ? change.comparison?.changes : undefined;
  return {
    kind,
    event,
    ...(version !== undefined && { version }),
    ...(inner && { changes: inner.map((one) => ({ kind: one.kind, path: formatPath(one.path) })) }),
  };
}

function versionOf(change: ContractChange): string | undefined {
  if (change.kind === 'version-removed') return change.before.version;
  if (change.kind === 'event-alias-added') return undefined;
  return 'after' in change ? change.after.version : undefined;
}
