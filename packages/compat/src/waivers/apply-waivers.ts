import type { CheckReport } from '../check.js';
import { type Finding, fingerprintOf, refuses, type Waived } from '../finding.js';
import { parseWaiver } from './parse-waiver.js';
import type { Waiver, WaiverFile } from './waiver.js';
import { type WaiverFault, waiverRules } from './waiver-rules.js';

interface Held {
  readonly file: WaiverFile;
  readonly waiver: Waiver;
}

/**
 * The report with its waivers: a finding whose fingerprint a waiver names is marked as waived and refuses nothing. A
 * waiver that is malformed, has run out (`now` is an ISO date) or is about nothing in the report is a finding itself.
 */
export function applyWaivers(report: CheckReport, files: readonly WaiverFile[], now: string): CheckReport {
  if (files.length === 0) return report;
  const faults: Finding[] = [];
  const valid = new Map<string, Held>();
  for (const file of files) {
    const { waiver, problem } = parseWaiver(file.text);
    const fault = waiver ? faultOf({ file, waiver }, report, valid, now) : { kind: 'malformed' as const, problem };
    if (fault) faults.push(faultFinding(file, fault.kind, fault.problem));
    else if (waiver) valid.set(waiver.fingerprint, { file, waiver });
  }
  const marked = report.findings.map((finding) => withWaiver(finding, valid.get(finding.fingerprint)));
  const findings = [...marked.map((finding) => summaryWaived(finding, marked)), ...faults];
  return { ...report, findings, ok: !findings.some(refuses) };
}

interface Fault {
  readonly kind: WaiverFault;
  readonly problem: string;
}

function faultOf(
  { file, waiver }: Held,
  { findings }: CheckReport,
  valid: ReadonlyMap<string, Held>,
  now: string,
): Fault | undefined {
  const { fingerprint, rule, path, expires, owner } = waiver;
  if (expires < now) return { kind: 'expired', problem: `It held until ${expires}; its owner is ${owner}.` };
  const found = findings.find((finding) => finding.fingerprint === fingerprint && finding.event === file.event);
  if (!found) return { kind: 'unused', problem: `No finding of ${file.event} has the fingerprint ${fingerprint}.` };
  if (valid.has(fingerprint)) return { kind: 'unused', problem: `Another file waives ${fingerprint} already.` };
  if (found.rule === rule && found.path === path) return undefined;
  const problem = `It speaks of ${rule} at "${path}"; ${fingerprint} is ${found.rule} at "${found.path}".`;
  return { kind: 'malformed', problem };
}

function withWaiver(finding: Finding, held: Held | undefined): Finding {
  return held ? { ...finding, waived: waivedBy(held) } : finding;
}

function waivedBy({ file: { file }, waiver: { owner, reason, expires } }: Held): Waived {
  return { owner, reason, expires, file };
}

/** That a version breaks is accepted with the last of its breaks: it says nothing that they do not. */
function summaryWaived(finding: Finding, findings: readonly Finding[]): Finding {
  if (finding.rule !== 'bump-too-small' || finding.waived) return finding;
  const { event, version } = finding;
  const errors = findings.filter(
    (other) => other.event === event && other.version === version && other.severity === 'error' && other !== finding,
  );
  const waived = errors[0]?.waived;
  return waived && !errors.some(refuses) ? { ...finding, waived } : finding;
}

function faultFinding({ event, file }: WaiverFile, kind: WaiverFault, problem: string): Finding {
  const { id: rule, why, fix } = waiverRules[kind];
  const identity = { rule, event, surface: 'waivers', path: '' };
  return {
    ...identity,
    severity: 'error',
    version: '',
    message: `${file}: ${problem}`,
    why,
    fix,
    verdict: 'unknown',
    fingerprint: fingerprintOf({ ...identity, kind: 'waiver', detail: file }),
    file,
  };
}
