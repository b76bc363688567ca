import type { CheckReport } from '../check.js';
import { type Finding, refuses } from '../finding.js';
import { groupBy, toldInFull } from './sentences.js';

/**
 * The report as JUnit XML: a suite for each version, a test case for each finding. An error that is not waived is a
 * failure, a waived finding is skipped, everything else passes with its text as output. A version that nobody has
 * anything to say about is one case that passes.
 */
export function renderJunit(report: CheckReport): string {
  const suites = [...groupBy(report.findings, suiteName)].map(([name, findings]) => renderSuite(name, findings));
  const quiet = quietVersions(report).map((name) => suite(name, [testCase(name, 'breaks nothing')], 0, 0));
  const failures = report.findings.filter(refuses).length;
  const tests = report.findings.length + quiet.length;
  const root = `<testsuites name="sluice check" tests="${tests}" failures="${failures}" errors="0">`;
  return `${['<?xml version="1.0" encoding="UTF-8"?>', root, ...suites, ...quiet, '</testsuites>'].join('\n')}\n`;
}

function suiteName({ event, version, surface }: Finding): string {
  return `${event} ${surface === 'waivers' ? 'waivers' : version}`;
}

function renderSuite(name: string, findings: readonly Finding[]): string {
  const cases = findings.map((finding) => testCase(name, caseName(finding), outcomeOf(finding)));
  const skipped = findings.filter(({ waived }) => waived).length;
  return suite(name, cases, findings.filter(refuses).length, skipped);
}

function suite(name: string, cases: readonly string[], failures: number, skipped: number): string {
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [`  <testsuite name="${escaped(name)}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function caseName({ rule, path, surface, fingerprint }: Finding): string {
  return `${rule}${path === '' ? '' : ` at ${path}`} (${surface}) [${fingerprint}]`;
}

function testCase(className: string, name: string, outcome?: string): string {
  const head = `    <testcase classname="${escaped(className)}" name="${escaped(name)}" time="0"`;
  return outcome === undefined ? `${head}/>` : `${head}>\n      ${outcome}\n    </testcase>`;
}

function outcomeOf(finding: Finding): string {
  const text = escaped(toldInFull(finding).join('\n'));
  if (finding.waived) return `<skipped message="${escaped(`Waived: ${finding.waived.reason}`)}"/>`;
  if (!refuses(finding)) return `<system-out>${finding.severity}: ${text}</system-out>`;
  return `<failure type="${escaped(finding.rule)}" message="${escaped(finding.message)}">${text}</failure>`;
}

function quietVersions({ changes, findings }: CheckReport): string[] {
  const spoken = new Set(findings.map(suiteName));
  return changes
    .flatMap((change) => (change.kind === 'version-added' ? [`${change.event} ${change.after.version}`] : []))
    .filter((name) => !spoken.has(name));
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** What XML 1.0 has no way to write (www.w3.org/TR/xml/#charsets) stands as a replacement character. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replace(/[&<>"\n]/g, (character) => entities[character] ?? character);
}
