import type { CheckReport } from '../check.js';
import type { Finding, Severity } from '../finding.js';
import { allRules } from '../rules/index.js';
import { waiverRules } from '../waivers/waiver-rules.js';
import type { PositionOf } from './position.js';
import { toldInFull } from './sentences.js';

/** What the report says about the tool besides its findings. */
export interface SarifOptions {
  /** Version of the tool. */
  readonly version: string;
  readonly positionOf: PositionOf;
}

const levels: { readonly [S in Severity]: 'error' | 'warning' | 'note' } = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * The report as a SARIF 2.1.0 log: one run, the rules that have something to say, a result for each finding. A waived
 * finding is a result with a suppression. Source: docs.oasis-open.org/sarif/sarif/v2.1.0
 */
export function renderSarif({ findings }: CheckReport, { version, positionOf }: SarifOptions): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'sluice', semanticVersion: version, rules: ids.map(reportingDescriptor) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, ids.indexOf(finding.rule), positionOf)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const described = new Map([...allRules, ...Object.values(waiverRules)].map((rule) => [rule.id, rule]));

function reportingDescriptor(id: string) {
  const rule = described.get(id);
  return {
    id,
    ...(rule && {
      shortDescription: { text: rule.summary },
      fullDescription: { text: rule.why },
      help: { text: rule.fix },
    }),
  };
}

function resultOf(finding: Finding, ruleIndex: number, positionOf: PositionOf) {
  const { rule, severity, fingerprint, event, version, surface, path, verdict, witness, waived } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: toldInFull(finding).join('\n') },
    locations: [locationOf(finding, positionOf)],
    partialFingerprints: { 'sluiceFinding/v1': fingerprint },
    suppressions: waived
      ? [{ kind: 'external', status: 'accepted', justification: `${waived.reason} (${waived.owner})` }]
      : [],
    properties: { event, version, surface, path, verdict, ...(witness && { witness }) },
  };
}

function locationOf(finding: Finding, positionOf: PositionOf) {
  const { event, version, path } = finding;
  const position = positionOf(finding);
  const fullyQualifiedName = [event, version, path].filter((part) => part !== '').join('/');
  return {
    ...(position && {
      physicalLocation: {
        artifactLocation: { uri: position.file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
        region: { startLine: position.line },
      },
    }),
    logicalLocations: [{ fullyQualifiedName, kind: path === '' ? 'type' : 'member' }],
  };
}
