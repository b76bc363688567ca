import type { Finding, Waiver } from '@sluice/compat';
import { waiverFileName } from '@sluice/compat/internal';
import { findProject, UsageError } from '@sluice/project';
import { checkContract } from '@sluice/project/check';
import { sourcePositions } from '@sluice/project/definitions';
import { exit } from '../../exit.js';
import type { Io, Paint } from '../../io.js';
import { checkRequest } from '../../today.js';
import type { Options } from './options.js';

/** Shows the finding of the check with this fingerprint whole, and the waiver that would accept it. */
export async function run([fingerprint]: readonly [string], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const { report, base } = await checkContract(project, checkRequest(options));
  const finding = report.findings.find((one) => one.fingerprint === fingerprint);
  if (!finding) throw unknownFinding(fingerprint, base, report.findings.length);
  const position = (await sourcePositions(project, [finding]))(finding);
  const waiver = finding.surface === 'waivers' ? undefined : waiverOf(finding);
  const file = `${project.config.schemas}/${finding.event}/${waiverFileName(finding)}`;
  const others = report.findings.filter((one) => isSamePlace(one, finding));
  if (options.json)
    io.out(
      JSON.stringify({ finding, position, others, ...(waiver && { waiver: { file, content: waiver } }) }, null, 2),
    );
  else {
    io.out(explained(finding, io.paint, `${position?.file}:${position?.line}`));
    for (const other of others)
      io.out(`  ${other.severity} (${other.surface}) ${other.message} [${other.fingerprint}]`);
    if (waiver) io.out(waiverToPaste(waiver, file, finding, io.paint));
  }
  return exit.clean;
}

function unknownFinding(fingerprint: string, base: string, count: number): UsageError {
  const there = count === 0 ? 'Nothing was found at all.' : 'sluice check shows the fingerprints of what was found.';
  return new UsageError(`No finding has the fingerprint "${fingerprint}", compared with ${base}. ${there}`);
}

function isSamePlace(one: Finding, other: Finding): boolean {
  return (
    one !== other &&
    (['rule', 'event', 'version', 'path', 'file'] as const).every((member) => one[member] === other[member])
  );
}

function explained(finding: Finding, paint: Paint, place: string): string {
  const { severity, rule, surface, event, version, path, message, why, fix, verdict, witness, waived } = finding;
  return [
    `${paint.bold(`${rule}${path === '' ? '' : ` at ${path}`}`)} (${surface}) ${waived ? 'waived' : severity}`,
    paint.dim(`${event} ${version} ${place}`.replace('  ', ' ')),
    message,
    `Why: ${why}`,
    `Fix: ${fix}`,
    `Verdict: ${verdict}`,
    ...(waived ? [`Waived until ${waived.expires} by ${waived.owner} (${waived.file}): ${waived.reason}`] : []),
    ...(witness ? ['Event:', JSON.stringify(witness.event, null, 2), shownBy(witness)] : []),
  ].join('\n');
}

function shownBy({ shows, reason }: NonNullable<Finding['witness']>): string {
  const outcome = shows === 'rejected' ? 'is refused now' : 'is accepted, but a value of it is lost';
  return `It was accepted before and ${outcome}: ${reason}.`;
}

/** Reason, owner and expiry are for a person to decide: as they stand, the check refuses them. */
function waiverOf({ fingerprint, rule, path }: Finding): Waiver {
  return { fingerprint, rule, path, reason: '', owner: '', expires: 'YYYY-MM-DD' };
}

function waiverToPaste(waiver: Waiver, file: string, { waived }: Finding, paint: Paint): string {
  if (waived) return '';
  const lead = `To accept it until a day, write this to ${paint.bold(file)} and fill in reason, owner and the last day:`;
  return `\n${lead}\n${JSON.stringify(waiver, null, 2)}`;
}
