import type { EventFamily } from '@sluice/contract';
import type { CheckReport } from '../check.js';
import type { Comparison, ContractChange } from '../contract/contract-change.js';
import { type Finding, refuses } from '../finding.js';
import type { EffectsOf, VersionEffects } from './effects.js';
import { countFindings, groupBy, shortened, toldBy } from './sentences.js';
import { inWords } from './words.js';

/** What the comment says besides the findings. */
export interface MarkdownOptions {
  /** What was compared with, for people. */
  readonly base: string;
  readonly effectsOf: EffectsOf;
}

/** The first line of the comment, by which it is found again and brought up to date. */
export const markdownMarker = '<!-- sluice check -->';

/** GitHub refuses comments of more than 65,536 characters; what is beyond this is cut with a note. */
const longestComment = 60_000;

/** The report as one comment for a pull request: what changes, who is affected, the proof, the SQL, the SDK, what to do. */
export function renderMarkdown(report: CheckReport, { base, effectsOf }: MarkdownOptions): string {
  const sections = [...groupBy(report.findings, titleOf).keys(), ...report.changes.map(changeTitle)];
  const blocks = [...new Set(sections)].map((title) => renderSection(title, report, effectsOf));
  const counts = countFindings(report.findings);
  const verdict = `## Event contracts: ${report.ok ? 'compatible' : 'not compatible'}`;
  const summary = `Compared with ${prose(base)}.${counts === '' ? '' : ` ${counts}.`}`;
  const nothing = sections.length === 0 ? ['Nothing has changed.'] : [];
  return cut([markdownMarker, verdict, summary, ...nothing, ...blocks].join('\n\n'));
}

function titleOf({ event, version, surface }: Finding): string {
  return `${event} ${surface === 'waivers' ? 'waivers' : version}`;
}

function changeTitle(change: ContractChange): string {
  if (change.kind === 'version-removed') return `${change.event} ${change.before.version}`;
  if (change.kind === 'event-alias-added') return familyTitle(change.family);
  if ('after' in change) return `${change.event} ${change.after.version}`;
  return familyTitle(change.kind === 'event-removed' ? change.before : change.family);
}

function familyTitle({ name, versions }: EventFamily): string {
  return `${name} ${versions.at(-1)?.version ?? ''}`;
}

function renderSection(title: string, report: CheckReport, effectsOf: EffectsOf): string {
  const findings = report.findings.filter((finding) => titleOf(finding) === title);
  const changes = report.changes.filter((change) => changeTitle(change) === title);
  const version = changes.find((change) => change.kind === 'version-added' || change.kind === 'version-edited');
  const comparison = version?.comparison;
  const heading = `### ${code(title)}${comparison ? `, compared with ${comparison.from.version}` : ''}`;
  return [
    heading,
    ...(comparison ? whatChanges(comparison) : version ? ['New.'] : []),
    ...[...groupBy(findings, ({ rule, path, file }) => `${rule} ${path} ${file ?? ''}`).values()].map(renderFindings),
    ...(version ? renderEffects(effectsOf(version.event, version.after.version)) : []),
  ].join('\n\n');
}

function whatChanges({ changes }: Comparison): string[] {
  const lines = changes.map(inWords).map(({ where, what }) => `- ${code(where)} ${prose(what)}`);
  return lines.length > 0 ? [lines.join('\n')] : ['Nothing but its number.'];
}

/** What one rule says about one place, on all surfaces. */
function renderFindings(findings: readonly Finding[]): string {
  const [main] = findings as [Finding, ...Finding[]];
  const witness = findings.find((finding) => finding.witness)?.witness;
  const waived = main.waived;
  const place = main.path === '' ? '' : ` at ${code(main.path)}`;
  return [
    `#### ${weight(main)}: ${code(main.rule)}${place}`,
    prose(main.message),
    ...(waived ? [`Waived until ${waived.expires} by ${prose(waived.owner)}: ${prose(waived.reason)}`] : []),
    `**Who is affected:** ${findings.map(affected).join('; ')}.`,
    ...(findings.some(refuses) ? [`**Why it matters:** ${prose(main.why)}`, `**What to do:** ${prose(main.fix)}`] : []),
    ...(witness
      ? [`**An event that shows it:** ${code(shortened(witness.event, 500))} ${prose(toldBy(witness))}`]
      : []),
    ...(findings.some(refuses) ? [explainLine(findings.filter(refuses))] : []),
  ].join('\n\n');
}

function explainLine(findings: readonly Finding[]): string {
  const commands = findings.map(({ fingerprint }) => code(`sluice explain ${fingerprint}`)).join(', ');
  return `<sub>In full, with the waiver to paste: ${commands}</sub>`;
}

function weight({ severity, waived }: Finding): string {
  return waived ? 'Waived' : `${severity.slice(0, 1).toUpperCase()}${severity.slice(1)}`;
}

const people: { readonly [surface: string]: string } = {
  ingest: 'apps that send the event',
  consumer: 'readers of the events',
  source: 'callers of the generated SDK',
  waivers: 'whoever relies on the waiver',
};

function affected({ surface, severity, waived }: Finding): string {
  return `${people[surface] ?? `tables in ${surface}`} (${waived ? 'waived' : severity})`;
}

function renderEffects({ warehouses, sdk }: VersionEffects): string[] {
  const blocks = warehouses.flatMap((effect) => {
    if (effect.kind === 'nothing') return [];
    const head = `${effect.dialect}: ${effect.kind === 'refused' ? 'cannot follow in place' : 'what has to be run'}`;
    if (effect.kind === 'statements') return [details(head, fencedStatements(effect.statements))];
    const { reasons, statements = [] } = effect;
    const why = reasons.map((reason) => `- ${prose(reason)}`).join('\n');
    const rest = statements.length > 0 ? [`What can be run:\n\n${fencedStatements(statements)}`] : [];
    return [details(head, [why, ...rest].join('\n\n'))];
  });
  return [...blocks, ...(sdk.length > 0 ? [details('The generated SDK', fence('diff', sdk.join('\n')))] : [])];
}

function fencedStatements(statements: readonly string[]): string {
  const isSql = statements.every((statement) => !statement.startsWith('{'));
  const body = isSql ? statements.map((sql) => `${sql};`).join('\n') : statements.join('\n');
  return fence(isSql ? 'sql' : 'json', body);
}

function details(summary: string, body: string): string {
  return `<details><summary>${prose(summary)}</summary>\n\n${body}\n\n</details>`;
}

function fence(language: string, body: string): string {
  const mark = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${mark}${language}\n${body}\n${mark}`;
}

/** A code span may hold backticks if it is set in more of them (spec.commonmark.org, code spans). */
function code(text: string): string {
  const mark = '`'.repeat(longestRun(text) + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${mark}${padding}${text.replaceAll('\n', ' ')}${padding}${mark}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

/** Text that stays text: nothing in it becomes a tag, a link or emphasis. */
function prose(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#]/g, (character) => `\\${character}`).replaceAll('\n', ' ');
}

function cut(comment: string): string {
  if (comment.length <= longestComment) return `${comment}\n`;
  const whole = comment.slice(0, longestComment).replace(/\n[^\n]*$/, '');
  const open = (whole.match(/^`{3,}\w*$/gm)?.length ?? 0) % 2 === 1 ? '\n```' : '';
  const inside = whole.split('<details>').length > whole.split('</details>').length ? '\n\n</details>' : '';
  return `${whole}${open}${inside}\n\nThe rest was cut: a comment has room for so much. \`sluice check\` shows all of it.\n`;
}
