import type { BumpAdvice } from '../bump.js';
import type { CheckReport } from '../check.js';
import { type Finding, refuses } from '../finding.js';
import type { Witness } from '../witness/ingest.js';
import { type Painter, plainPainter } from './painter.js';
import { countFindings, groupBy, shortened, toldBy } from './sentences.js';

/** How a report is written for people. */
export interface TextOptions {
  /** Colours, where the reader's terminal has them. */
  readonly painter?: Painter;
}

/** Longer witnesses are cut in the text report; the JSON report has them whole. */
const longestWitness = 200;

/** The report for people: by event and version, one block for each change, the verdict last. Ends with a newline. */
export function renderText(report: CheckReport, { painter = plainPainter }: TextOptions = {}): string {
  const groups = groupBy(report.findings, titleOf);
  const blocks = [...groups].map(([title, findings]) => renderVersion(title, findings, report.bumps, painter));
  const quiet = quietVersions(report);
  return `${[...blocks, ...(quiet.length > 0 ? [quiet.join('\n')] : []), summary(report, painter)].join('\n\n')}\n`;
}

function titleOf({ event, version, surface }: Finding): string {
  return `${event} ${surface === 'waivers' ? 'waivers' : version}`;
}

function renderVersion(
  title: string,
  findings: readonly Finding[],
  bumps: readonly BumpAdvice[],
  painter: Painter,
): string {
  const advice = bumps.find(({ event, version }) => `${event} ${version}` === title);
  const compared = advice && advice.from !== advice.version ? painter.dim(` compared with ${advice.from}`) : '';
  const changes = [...groupBy(findings, ({ rule, path, file }) => `${rule} ${path} ${file ?? ''}`).values()];
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
  const { rule, path, surface, message, fingerprint, witness } = main;
  const place = path === '' ? '' : ` at ${painter.bold(path)}`;
  const id = painter.dim(`[${fingerprint}]`);
  const repeated = path === '' && witness && shownElsewhere.has(witness);
  return [
    `  ${weight(main, painter)} ${rule}${place} (${surface}) ${id}`,
    `    ${message}`,
    ...waiverLines(main),
    ...(refuses(main) ? [`    Why: ${main.why}`, `    Fix: ${main.fix}`] : []),
    ...(witness && !repeated
      ? [`    Event: ${shortened(witness.event, longestWitness)}`, `    ${toldBy(witness)}`]
      : []),
    ...others.flatMap((other) => renderOther(other, painter)),
  ].join('\n');
}

/** An error on another surface needs a waiver of its own, so it shows its fingerprint. */
function renderOther(finding: Finding, painter: Painter): string[] {
  const { severity, surface, message, fingerprint } = finding;
  const id = severity === 'error' ? ` ${painter.dim(`[${fingerprint}]`)}` : '';
  return [`    ${weight(finding, painter)} (${surface}) ${message}${id}`, ...waiverLines(finding)];
}

function weight({ severity, waived }: Finding, painter: Painter): string {
  return waived ? painter.dim('waived') : painter[severity](severity);
}

function waiverLines({ waived }: Finding): string[] {
  return waived ? [`    Waived until ${waived.expires} by ${waived.owner}: ${waived.reason}`] : [];
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
  if (changes.length === 0 && findings.length === 0) return painter.ok('Nothing has changed.');
  const advice = bumps
    .filter(({ needed, version, suggested }) => needed === 'major' && version !== suggested)
    .map(({ event, version, suggested }) =>
      suggested === undefined
        ? `No version is right for ${event} ${version}: take what breaks back.`
        : `The smallest version that is right for ${event} ${version}: ${suggested}.`,
    );
  const verdict = ok ? painter.ok('Compatible') : painter.error('Not compatible');
  const counts = countFindings(findings);
  return [...new Set(advice), `${verdict}${counts === '' ? '' : `: ${counts}`}.`].join('\n');
}
