import { type ContractModel, digestOf, type EventVersion } from '@sluice/contract';
import { detailOf } from './change-detail.js';
import type { Change } from './changes/change.js';
import { formatPath } from './changes/path.js';
import type { Comparison } from './contract/contract-change.js';
import type { MinorStep } from './contract/minor-step.js';
import { touchedNames } from './contract/older-versions.js';
import { policyChange } from './contract/policy-change.js';
import type { Bump, Finding } from './finding.js';
import { type JudgedContext, judgeChange, judgeOnSurfaces } from './judge-change.js';
import type { AnyRule, WholeResult } from './rules/rule.js';
import type { Surface, SurfaceContext } from './surface.js';
import { defaultBudget, judgeIngest } from './witness/ingest.js';
import { judgeTogether } from './witness/judge-together.js';
import { sampleWitness } from './witness/sample-witness.js';
import { type SchemaPair, schemaPair } from './witness/schema-pair.js';

/** What a check is told besides the two contracts. */
export interface CheckOptions {
  /** Warehouses and other places that have a say in changes within a major. */
  readonly surfaces: readonly Surface[];
  /** Today as an ISO date (`YYYY-MM-DD`): a deprecated field may go after its date. Without it, none may. */
  readonly now?: string;
  /** Rules of the caller's own, after those that everybody has. */
  readonly rules?: readonly AnyRule[];
  /** Judgements that the search for one witness may take (default 2000). */
  readonly budget?: number;
}

/** The contract at hand, and how it is judged. */
export interface Setting {
  readonly head: ContractModel;
  readonly options: CheckOptions;
}

/** A step as a minor one, on every surface. */
export interface JudgedStep {
  /** As they weigh within a major. */
  readonly findings: readonly Finding[];
  /** The smallest bump that is right: a major one where something is an error within a major. */
  readonly needed: Bump;
  /** What all changes together do at ingestion, where none does by itself and the proof fails. */
  readonly whole?: WholeResult;
}

/**
 * Judges a step as a minor one: ingestion, readers, callers and every warehouse, against all minors before it, old names included. The
 * only place where it is decided whether a minor version is right or a major one. `to`: the number that the version has now; `from`: what
 * messages call the version before it.
 */
export function judgeStep(step: MinorStep, to: string, at: Setting, from = step.comparison.from.version): JudgedStep {
  const { after, comparison } = step;
  const { event } = after;
  const context = contextOf(event, from, to, at, schemaPair(comparison.before, comparison.after));
  const place = { event, from: comparison.from, to: after };
  const direct = judgeChanges(comparison.changes, context, at.options.surfaces, place);
  const conflicts = step.conflicts.flatMap((conflict) => judgeChange(conflict, context));
  const found = [...direct, ...judgeOlder(step, direct, to, at), ...conflicts];
  const whole = wholeOf(step, found);
  const breaks = whole !== undefined || step.obstacle !== undefined || found.some(isError);
  return {
    findings: found.map((finding) => (finding.version === to ? finding : { ...finding, version: to })),
    needed: breaks ? 'major' : unbroken(step),
    ...(whole && { whole }),
  };
}

/** Findings about changes, from the rules and from the surfaces. */
export function judgeChanges(
  changes: readonly Change[],
  context: JudgedContext,
  surfaces: readonly Surface[],
  place: SurfaceContext,
): Finding[] {
  return changes.flatMap((one) => [...judgeChange(one, context), ...judgeOnSurfaces(one, surfaces, place)]);
}

/** Where nothing breaks: a minor version, or none where nothing but prose and the number is different. */
function unbroken({ after, comparison: { from, changes } }: MinorStep): Bump {
  const differs = changes.length > 0 || policyChange(after.event, from, after).length > 0;
  return differs || identityOf(from) !== identityOf(after) ? 'minor' : 'none';
}

/** What a version is, apart from its number, its prose and the places of its columns. */
function identityOf({ document }: EventVersion): string {
  const { envelope: _envelope, ...block } = document['x-sluice'];
  const bare = { ...document, title: '', 'x-sluice': { ...block, version: '' } };
  const text = JSON.stringify(bare, (key, value: unknown) =>
    key === 'ordinal' && typeof value === 'number' ? undefined : value,
  );
  return digestOf(JSON.parse(text) as object);
}

/**
 * Where no change is shown to hurt ingestion by itself: an event that all of them together refuse, of any earlier version, else the
 * first one that they are not proven to leave alone. What is not known of a single change is said there.
 */
function wholeOf({ comparison, older }: MinorStep, found: readonly Finding[]): WholeResult | undefined {
  const errors = found.filter((finding) => isError(finding) && finding.surface === 'ingest');
  if (errors.some(({ witness }) => witness)) return undefined;
  let open: WholeResult | undefined;
  for (const { from, before, after } of [comparison, ...older]) {
    const judged = judgeTogether(schemaPair(before, after), comparison.changes);
    const rest = judged.rest ?? open?.obstacle;
    if (judged.verdict === 'breaking') return { ...judged, ...(rest && { rest }), against: from.version };
    if (judged.verdict === 'unknown') open ??= { ...judged, against: from.version };
  }
  return errors.length > 0 ? undefined : open;
}

/**
 * What this step breaks of older minors only: errors at places that it touches and where nothing was found against a
 * newer minor. What an earlier step did was judged with that step.
 */
function judgeOlder(
  { after, comparison, older }: MinorStep,
  direct: readonly Finding[],
  to: string,
  at: Setting,
): Finding[] {
  const { event } = after;
  const touched = touchedNames(comparison.changes);
  const found = new Set(direct.map(placeOf));
  return older.flatMap(({ from, before, after: schema, changes }) => {
    const context = contextOf(event, from.version, to, at, schemaPair(before, schema));
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

/** The changes of the first comparison that the other one does not have. */
export function changesBeyond({ changes }: Comparison, known: Comparison): Change[] {
  const keyOf = (change: Change) => `${change.kind} ${formatPath(change.path)} ${detailOf(change)}`;
  const keys = new Set(known.changes.map(keyOf));
  return changes.filter((change) => !keys.has(keyOf(change)));
}

/** What rules may ask about a change between two versions; `pair`: their schemas. */
export function contextOf(event: string, from: string, to: string, at: Setting, pair?: SchemaPair): JudgedContext {
  const { now, budget = defaultBudget, rules = [] } = at.options;
  return {
    event,
    from,
    to,
    needed: 'none',
    ownRules: rules,
    sample: sampleWitness,
    ingest: (change) => (pair ? judgeIngest(pair, change, budget) : { verdict: 'unknown', steps: 0 }),
    ...(now !== undefined && { now }),
  };
}

/** Whether a finding refuses the change within a major. */
export function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
