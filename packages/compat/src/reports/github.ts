import type { CheckReport } from '../check.js';
import type { Finding, Severity } from '../finding.js';
import type { PositionOf } from './position.js';
import { countFindings, toldInFull } from './sentences.js';

const commands: { readonly [S in Severity]: string } = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Findings as GitHub's workflow commands, which become annotations at the lines of the definitions; the verdict last.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(report: CheckReport, positionOf: PositionOf): string {
  const counts = countFindings(report.findings);
  const verdict = `${report.ok ? 'Compatible' : 'Not compatible'}${counts === '' ? '' : `: ${counts}`}.`;
  return `${[...report.findings.map((finding) => annotation(finding, positionOf)), verdict].join('\n')}\n`;
}

function annotation(finding: Finding, positionOf: PositionOf): string {
  const { severity, rule, event, version, path, surface, fingerprint, waived } = finding;
  const position = positionOf(finding);
  const place = `${event}${version === '' ? '' : ` ${version}`}${path === '' ? '' : ` at ${path}`}`;
  const properties = [
    ...(position ? [`file=${property(position.file)}`, `line=${position.line}`] : []),
    `title=${property(`${waived ? 'waived: ' : ''}${rule} (${surface}) in ${place}`)}`,
  ];
  const text = [...toldInFull(finding), `Fingerprint: ${fingerprint}`].join('\n');
  return `::${waived ? 'notice' : commands[severity]} ${properties.join(',')}::${data(text)}`;
}

/** Escapes as the runner's own toolkit does: the order matters, since the escapes begin with a percent sign. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
