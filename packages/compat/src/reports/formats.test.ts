import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../check.js';
import { brokenReport, emptyReport, variedReport, waivedReport } from '../testing/reports.js';
import { renderGithub } from './github.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderSarif } from './sarif.js';

const reports: readonly { name: string; report: CheckReport }[] = [
  { name: 'errors and warnings', report: brokenReport },
  { name: 'waivers', report: waivedReport },
  { name: 'every kind of version', report: variedReport },
  { name: 'nothing', report: emptyReport },
];
const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as object;
const positionOf = () => ({ file: 'schemas/a b/1.1.ts', line: 7 });
const sarifOf = (report: CheckReport) => JSON.parse(renderSarif(report, { version: '1.2.3', positionOf }));

describe('the JSON report', () => {
  const ajv = new Ajv({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(read('../../schema/check-report.schema.json'));

  it.each(reports)('of $name fits the published schema', ({ report }) => {
    validate(JSON.parse(renderJson(report)));
    expect(validate.errors).toBeNull();
  });

  it.each([
    { name: 'a finding without its fingerprint', change: { fingerprint: undefined } },
    { name: 'a severity of its own', change: { severity: 'fatal' } },
    { name: 'a witness that shows nothing', change: { witness: { event: {}, reason: '' } } },
    { name: 'a waiver without an owner', change: { waived: { reason: 'r', expires: '2026-01-01', file: 'f' } } },
  ])('with $name does not', ({ change }) => {
    const report = JSON.parse(renderJson(brokenReport)) as { findings: object[] };
    report.findings[0] = JSON.parse(JSON.stringify({ ...report.findings[0], ...change })) as object;
    expect(validate(report)).toBe(false);
  });
});

describe('the SARIF log', () => {
  const ajv = new draft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv as never);
  const validate = ajv.compile(read('../../../../test/data/sarif/sarif-2.1.0-rtm.5.json'));

  it.each(reports)('of $name fits the official schema', ({ report }) => {
    validate(sarifOf(report));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has a result for each finding, with level, place, fingerprint and rule', () => {
    const [run] = sarifOf(brokenReport).runs;
    const found = brokenReport.findings[1];
    expect(run.results).toHaveLength(brokenReport.findings.length);
    expect(run.results[1]).toMatchObject({
      ruleId: 'field-renamed-without-alias',
      level: 'error',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'schemas/a%20b/1.1.ts' }, region: { startLine: 7 } },
          logicalLocations: [{ fullyQualifiedName: 'purchase/1.1/action', kind: 'member' }],
        },
      ],
      partialFingerprints: { 'sluiceFinding/v1': found?.fingerprint },
      suppressions: [],
      properties: { surface: 'ingest', witness: { event: { type: 'view' } } },
    });
    expect(run.tool.driver.rules[run.results[1].ruleIndex].id).toBe('field-renamed-without-alias');
  });

  it('suppresses what is waived', () => {
    const [run] = sarifOf(waivedReport).runs;
    const suppressed = run.results.filter((result: { suppressions: unknown[] }) => result.suppressions.length > 0);
    expect(suppressed.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
      'bump-too-small',
      'field-renamed-without-alias',
    ]);
  });
});

describe('the JUnit report', () => {
  it('fails for errors, skips what is waived, and escapes what XML has no room for', () => {
    const xml = renderJunit(waivedReport);
    expect(xml.split('\n').slice(0, 3)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="sluice check" tests="5" failures="1" errors="0">',
      '  <testsuite name="purchase 1.1" tests="4" failures="0" errors="0" skipped="2">',
    ]);
    expect(xml).toContain('<skipped message="Waived: Only &lt;b&gt;one&lt;/b&gt; app, 100% ours."/>');
    expect(xml).toContain('<failure type="waiver-malformed"');
    const odd = {
      ...brokenReport,
      findings: brokenReport.findings.map((one) => ({ ...one, message: '\u0000\uD800"&' })),
    };
    expect(renderJunit(odd)).toContain('message="\uFFFD\uFFFD&quot;&amp;"');
  });

  it('has a case that passes for what nobody has anything to say about', () => {
    expect(renderJunit(variedReport)).toContain('<testcase classname="purchase 1.1" name="breaks nothing" time="0"/>');
    expect(renderJunit(emptyReport)).toContain('<testsuites name="sluice check" tests="0" failures="0" errors="0">');
  });
});

describe('the annotations for GitHub', () => {
  it('stand at the line, one a finding, with everything escaped', () => {
    const odd = { ...brokenReport.findings[1], path: 'a:b,c%', message: 'Half: 50%\r\nand, so on.' } as never;
    const lines = renderGithub({ ...brokenReport, findings: [odd] }, positionOf).split('\n');
    expect(lines[0]).toMatch(
      /^::error file=schemas\/a b\/1\.1\.ts,line=7,title=field-renamed-without-alias \(ingest\) in purchase 1\.1 at a%3Ab%2Cc%25::Half: 50%25%0D%0Aand, so on\.%0AEvent: /,
    );
    expect(lines.slice(1)).toEqual(['Not compatible: 1 error.', '']);
  });

  it('tell severities and waivers apart', () => {
    const commands = (report: CheckReport) => renderGithub(report, () => undefined).match(/^::\w+ title=/gm);
    expect(commands(brokenReport)).toEqual([
      '::error title=',
      '::error title=',
      '::warning title=',
      '::warning title=',
    ]);
    expect(commands(waivedReport)?.slice(0, 2)).toEqual(['::notice title=', '::notice title=']);
    expect(renderGithub(emptyReport, positionOf)).toBe('Compatible.\n');
  });
});
