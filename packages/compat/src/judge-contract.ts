import type { ContractModel, EventVersion } from '@sluice/contract';
import { type BumpAdvice, neededBump, nextVersion } from './bump.js';
import type { Change } from './changes/change.js';
import type { Comparison, ContractChange, ContractChangeKind, ContractChangeOf } from './contract/contract-change.js';
import { touchedNames } from './contract/older-versions.js';
import { policyChange } from './contract/policy-change.js';
import type { Bump, Finding } from './finding.js';
import { judgeChange, judgeOnSurfaces } from './judge-change.js';
import type { RuleContext, WholeVerdict } from './rules/rule.js';
import type { Surface, SurfaceContext } from './surface.js';
import { defaultBudget, judgeIngest } from './witness/ingest.js';
import { sampleWitness } from './witness/sample-witness.js';
import { type SchemaPair, schemaPair } from './witness/schema-pair.js';
import { judgeWhole } from './witness/whole.js';

/** What a check is told besides the two contracts. */
export interface CheckOptions {
  /** Warehouses and other places that have a say in changes within a major. */
  readonly surfaces: readonly Surface[];
  /** Today as an ISO date (`YYYY-MM-DD`): a deprecated field may go after its date. Without it, none may. */
  readonly now?: string;
  /** Judgements that the search for one witness may take (default 2000). */
  readonly budget?: number;
}

/** The findings about one change of the contract, and which number the version should have. */
export interface ContractJudgement {
  readonly findings: readonly Finding[];
  readonly bump?: BumpAdvice;
}

interface Setting {
  readonly head: ContractModel;
  readonly options: CheckOptions;
}

const judgements: {
  readonly [K in ContractChangeKind]: (change: ContractChangeOf<K>, at: Setting) => ContractJudgement;
} = {
  'version-added': (change, at) => {
    const { comparison, after, step } = change;
    if (!comparison) return { findings: judgeChange(change, contextOf(change.event, '', after.version, at)) };
    const judged = judgeComparison(change, comparison, after, at);
    return step === 'major' ? { ...judged, findings: judged.findings.map(asInfo) } : judged;
  },
  'version-edited': (change, at) => judgeComparison(change, change.comparison, change.after, at),
  'version-removed': (change, at) => plain(change, change.before.version, at),
  'event-removed': (change, at) => plain(change, change.before.versions.at(-1)?.version ?? '', at),
  'unknown-properties-changed': (change, at) => plain(change, change.after.version, at),
  'columns-moved': (change, at) => plain(change, change.family.versions.at(-1)?.version ?? '', at),
  'event-alias-added': (change, at) => plain(change, change.family.versions.at(-1)?.version ?? '', at),
  'event-alias-removed': (change, at) => plain(change, change.family.versions.at(-1)?.version ?? '', at),
  'field-alias-conflict': (change, at) => plain(change, change.after.version, at),
  'event-alias-conflict': (change, at) => plain(change, change.family.versions.at(-1)?.version ?? '', at),
};

/** Judges one change of the contract with everything inside it. */
export function judgeContractChange(
  change: ContractChange,
  head: ContractModel,
  options: CheckOptions,
): ContractJudgement {
  return (judgements[change.kind] as (change: ContractChange, at: Setting) => ContractJudgement)(change, {
    head,
    options,
  });
}

function plain(change: ContractChange, version: string, at: Setting): ContractJudgement {
  return { findings: judgeChange(change, contextOf(change.event, version, version, at)) };
}

/** The differences first; what they add up to then decides about the version. */
function judgeComparison(
  change: ContractChangeOf<'version-added' | 'version-edited'>,
  comparison: Comparison,
  after: EventVersion,
  at: Setting,
): ContractJudgement {
  const { event } = change;
  const { from, changes } = comparison;
  const edited = change.kind === 'version-edited';
  const published = edited ? `${from.version} as published` : from.version;
  const context = contextOf(event, published, after.version, at, schemaPair(comparison.before, comparison.after));
  const surfaces = !edited && change.step === 'major' ? [] : at.options.surfaces;
  const direct = judgeChanges(changes, context, surfaces, { event, from, to: after });
  const found = edited ? direct : [...direct, ...judgeOlder(change, direct, at)];
  const whole = edited || change.step === 'major' ? undefined : wholeOf(change, found);
  const needed = whole ? 'major' : neededBump([...changes, ...policyChange(event, from, after)], found);
  const worst = found.find(({ severity, witness }) => severity === 'error' && witness) ?? found.find(isError);
  const summary = judgeChange(change, { ...context, needed, ...(worst && { worst }), ...(whole && { whole }) });
  return { findings: [...summary, ...found], bump: adviceOf(event, after, from, needed, at.head) };
}

/** Where no change hurts ingestion by itself: the first earlier version that all of them together are not proven to leave alone. */
function wholeOf(
  { comparison, older }: ContractChangeOf<'version-added'>,
  found: readonly Finding[],
): WholeVerdict | undefined {
  if (!comparison || found.some((finding) => isError(finding) && finding.surface === 'ingest')) return undefined;
  for (const { from, before, after } of [comparison, ...older]) {
    const judged = judgeWhole(schemaPair(before, after), comparison.changes);
    if (judged.verdict !== 'compatible') return { ...judged, against: from.version };
  }
  return undefined;
}

function judgeChanges(
  changes: readonly Change[],
  context: RuleContext,
  surfaces: readonly Surface[],
  place: SurfaceContext,
): Finding[] {
  return changes.flatMap((one) => [...judgeChange(one, context), ...judgeOnSurfaces(one, surfaces, place)]);
}

/**
 * What this step breaks of older minors only: errors at places that it touches and where nothing was found against a
 * newer minor. What an earlier step did was judged with that step.
 */
function judgeOlder(
  { event, after, comparison, older }: ContractChangeOf<'version-added'>,
  direct: readonly Finding[],
  at: Setting,
): Finding[] {
  const touched = touchedNames(comparison?.changes ?? []);
  const found = new Set(direct.map(placeOf));
  return older.flatMap(({ from, before, after: schema, changes }) => {
    const context = contextOf(event, from.version, after.version, at, schemaPair(before, schema));
    const own = changes.filter((change) => [...touchedNames([change])].some((name) => touched.has(name)));
    const fresh = judgeChanges(own, context, at.options.surfaces, { event, from, to: after }).filter(
      (finding) => isError(finding) && !found.has(placeOf(finding)),
    );
    for (const finding of fresh) found.add(placeOf(finding));
    return fresh.map((finding) => ({ ...finding, message: `Against ${from.version}: ${finding.message}` }));
  });
}

function placeOf({ surface, path }: Finding): string {
  return `${surface} ${path}`;
}

function contextOf(event: string, from: string, to: string, at: Setting, pair?: SchemaPair): RuleContext {
  const { now, budget = defaultBudget } = at.options;
  return {
    event,
    from,
    to,
    needed: 'none',
    sample: sampleWitness,
    ingest: (change) => (pair ? judgeIngest(pair, change, budget) : { verdict: 'unknown', steps: 0 }),
    ...(now !== undefined && { now }),
  };
}

function adviceOf(
  event: string,
  after: EventVersion,
  from: EventVersion,
  needed: Bump,
  head: ContractModel,
): BumpAdvice {
  const versions =
    event === 'envelope' ? head.envelopes : (head.events.find(({ name }) => name === event)?.versions ?? []);
  const others = versions.filter(({ version }) => version !== after.version);
  const suggested = nextVersion(event === 'envelope' ? 'minor' : needed, from, others);
  return { event, version: after.version, from: from.version, needed, suggested };
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** In a new major a break is a decision, and what it breaks is information. */
function asInfo(finding: Finding): Finding {
  const own = ['version-not-newest', 'version-skipped'];
  return own.includes(finding.rule) ? finding : { ...finding, severity: 'info' };
}
