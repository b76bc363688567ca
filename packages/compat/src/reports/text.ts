import type { JsonValue } from '@sluice/contract';
import type { BumpAdvice } from '../bump.js';
import type { CheckReport } from '../check.js';
import type { Finding, Severity } from '../finding.js';
import type { Witness } from '../witness/ingest.js';
import { type Painter, plainPainter } from './painter.js';

/** How a report is written for people. */
export interface TextOptions {
  /** Colours, where the reader's terminal has them. */
  readonly painter?: Painter;
}

/** Longer witnesses are cut in the text report; the JSON report has them whole. */
const longestWitness = 200;

/** The report for people: by event and version, one block for each change, the verdict last. Ends with a newline. */
export function renderText(report: CheckReport, { painter = plainPainter }: TextOptions = {}): string {
  const groups = groupBy(report.findings, ({ event, version }) => `${event} ${version}`);
  const blocks = [...groups].map(([title, findings]) => renderVersion(title, findings, report.bumps, painter));
  const quiet = quietVersions(report);
  return `${[...blocks, ...(quiet.length > 0 ? [quiet.join('\n')] : []), summary(report, painter)].join('\n\n')}\n`;
}

function renderVersion(
  title: string,
  findings: readonly Finding[],
  bumps: readonly BumpAdvice[],
  painter: Painter,
): string {
  const advice = bumps.find(({ event, version }) => `${event} ${version}` === title);
  const compared = advice && advice.from !== advice.version ? painter.dim(` compared with ${advice.from}`) : '';
  const changes = [...groupBy(findings, ({ rule, path }) => `${rule} ${path}`).values()];
  const shownElsewhere = new Set(findings.flatMap(({ path, witness }) => (path === '' ? [] : (witness ?? []))));
  const blocks = changes.map((same) => renderChange(same, shownElsewhere, painter));
  return [painter.bold(title) + compared, ...blocks].join('\n');
}

/**
 * One change: what weighs most is told in full, the other surfaces in a line each. What sums up a whole version does not
 * repeat the event that one of its changes shows.
 */
function renderChange(findings: readonly Finding[], shownElsewhere: ReadonlySet<Witness>, painter: Painter): string {
  const [main, ...others] = findings as [Finding, ...Finding[]];
  const { severity, rule, path, surface, message, fingerprint, witness } = main;
  const place = path === '' ? '' : ` at ${painter.bold(path)}`;
  const id = painter.dim(`[${fingerprint}]`);
  const repeated = path === '' && witness && shownElsewhere.has(witness);
  return [
    `  ${painter[severity](severity)} ${rule}${place} (${surface}) ${id}`,
    `    ${message}`,
    ...(severity === 'error' ? [`    Why: ${main.why}`, `    Fix: ${main.fix}`] : []),
    ...(witness && !repeated ? [`    Event: ${shown(witness.event)}`, `    ${told(witness)}`] : []),
    ...others.map((other) => `    ${painter[other.severity](other.severity)} (${other.surface}) ${other.message}`),
  ].join('\n');
}

function shown(event: JsonValue): string {
  const text = JSON.stringify(event);
  return text.length > longestWitness ? `${text.slice(0, longestWitness)}…` : text;
}

function told({ shows, reason }: Witness): string {
  if (shows === 'value-lost') return 'It is accepted, and the value is lost: no field of the new version takes it.';
  return `It was accepted before and is refused now: ${reason}.`;
}

/** New versions that nobody has anything to say about, in a line each. */
function quietVersions({ changes, findings }: CheckReport): string[] {
  const spoken = new Set(findings.map(({ event, version }) => `${event} ${version}`));
  return changes.flatMap((change) => {
    if (change.kind !== 'version-added') return [];
    const name = `${change.event} ${change.after.version}`;
    if (spoken.has(name)) return [];
    return [change.comparison ? `${name} is new and breaks nothing.` : `${name} is new.`];
  });
}

function summary({ findings, changes, bumps, ok }: CheckReport, painter: Painter): string {
  if (changes.length === 0) return painter.ok('Nothing has changed.');
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => counted(severity, findings));
  const advice = bumps
    .filter(({ needed, version, suggested }) => needed === 'major' && version !== suggested)
    .map(
      ({ event, version, suggested }) => `The smallest version that is right for ${event} ${version}: ${suggested}.`,
    );
  const verdict = ok ? painter.ok('Compatible') : painter.error('Not compatible');
  return [...new Set(advice), `${verdict}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}.`].join('\n');
}

function counted(severity: Severity, findings: readonly Finding[]): string[] {
  const count = findings.filter((finding) => finding.severity === severity).length;
  return count === 0 ? [] : [`${count} ${severity}${count > 1 && severity !== 'info' ? 's' : ''}`];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
