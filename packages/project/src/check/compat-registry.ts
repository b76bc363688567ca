import path from 'node:path';
import { type CheckReport, check, compareTwoVersions, type Finding, type VersionDifference } from '@sluice/compat';
import { type Answer, acceptedSchema } from '@sluice/compat/internal';
import {
  type ContractModel,
  compareVersions,
  digestOf,
  type EventVersion,
  modelOf,
  type RegistryDocument,
} from '@sluice/contract';
import { UsageError } from '../errors.js';
import { documentName, type GivenDocument, surroundingsOf } from '../registry/registry-file.js';
import { projectDialects } from './project-dialects.js';
import { projectRules } from './project-rules.js';
import { warehouseSurfaces } from './warehouse-surfaces.js';

/** What the check says about two registry files. */
export interface RegistryAnswer extends VersionDifference {
  /** Whether the check lets the newer version pass. */
  readonly ok: boolean;
  /** At ingestion alone: whether what the older version accepts is accepted by the newer one. */
  readonly backward: Answer;
  /** What was judged, and with what; sentences. */
  readonly notices: readonly string[];
}

/** Judges two registry files as the check does: old names, logical types, envelope, policy and warehouses. */
export async function compareRegistryFiles(
  given: readonly [GivenDocument, GivenDocument],
  cwd: string,
  now: string,
): Promise<RegistryAnswer> {
  const [one, other] = [given[0].document, given[1].document];
  if (one['x-sluice'].event !== other['x-sluice'].event) throw twoEvents(one, other);
  const [old, fresh] = inOrder(given);
  const [before, after] = [old.document, fresh.document];
  const { model, config, found, complete } = await surroundingsOf([old, fresh], cwd);
  const dialects = projectDialects(config);
  const { base, head } = contractsOf(model, before, after);
  const options = { surfaces: warehouseSurfaces(dialects, head, config), now, rules: projectRules(config) };
  const report = check(base, head, options);
  const known = complete
    ? report
    : { ...report, findings: report.findings.filter(({ rule }) => rule !== unknownAlias) };
  const answer =
    differenceIn(known, before, after) ?? compareTwoVersions(head, ...versionsOf(head, before, after), options);
  const turned = old === given[0] ? [] : [`Judged in the order of their numbers.`];
  return {
    ...answer,
    ok: isOk(answer),
    backward: atIngest(answer.findings),
    notices: [
      `Registry files: ${documentName(before)} and ${documentName(after)}. They are judged as sluice check judges versions.`,
      ...turned,
      found,
      `Warehouses: ${dialects.map(({ id }) => id).join(', ')}.`,
    ],
  };
}

/** That nobody claims an old name cannot be said where other events are not known. */
const unknownAlias = 'event-alias-unknown';

function inOrder([one, other]: readonly [GivenDocument, GivenDocument]): readonly [GivenDocument, GivenDocument] {
  const [a, b] = [one.document['x-sluice'].version, other.document['x-sluice'].version];
  return compareVersions(a, b) > 0 ? [other, one] : [one, other];
}

function twoEvents(before: RegistryDocument, after: RegistryDocument): UsageError {
  return new UsageError(
    `These are registry files of two events, ${documentName(before)} and ${documentName(after)}. Versions of one event are compared; give two of those.`,
  );
}

/** The contract up to the older version, and the same with the newer one; where both have one number, it was edited. */
function contractsOf(
  model: ContractModel,
  before: RegistryDocument,
  after: RegistryDocument,
): { readonly base: ContractModel; readonly head: ContractModel } {
  const { event, version: first } = before['x-sluice'];
  const { version: last } = after['x-sluice'];
  const documents = [...model.envelopes, ...model.events.flatMap(({ versions }) => versions)].map(
    ({ document }) => document,
  );
  const isOther = ({ 'x-sluice': block }: RegistryDocument) => block.event !== event;
  const upTo = (version: string) =>
    documents.filter((one) => isOther(one) || compareVersions(one['x-sluice'].version, version) < 0);
  const between = event === 'envelope' ? [...upTo(first), before] : upTo(last);
  return {
    base: modelOf([...upTo(first), before]),
    head: modelOf([...between.filter((one) => isOther(one) || one['x-sluice'].version !== last), after]),
  };
}

function versionsOf(head: ContractModel, before: RegistryDocument, after: RegistryDocument) {
  const versions = head.events.find(({ name }) => name === after['x-sluice'].event)?.versions ?? [];
  const of = ({ 'x-sluice': { version } }: RegistryDocument) => versions.find((one) => one.version === version);
  return [of(before), of(after)] as [EventVersion, EventVersion];
}

/** What the check's own report says, where it compared just these two; undefined where versions lie between them. */
function differenceIn(
  { findings, changes, bumps }: CheckReport,
  before: RegistryDocument,
  after: RegistryDocument,
): VersionDifference | undefined {
  const { event, version: from } = before['x-sluice'];
  const { version: to } = after['x-sluice'];
  const nothing = { event, from, to, changes: [], findings: [], needed: 'none' as const };
  if (from === to && digestOf(before) === digestOf(after)) return nothing;
  const step = changes.find(
    (change) =>
      (change.kind === 'version-added' || change.kind === 'version-edited') &&
      change.event === event &&
      change.after.version === to,
  );
  const comparison = step && 'comparison' in step ? step.comparison : undefined;
  if (comparison?.from.version !== from) return undefined;
  const own = findings.filter((finding) => finding.event === event && finding.version === to);
  const needed = bumps.find((bump) => bump.event === event && bump.version === to)?.needed ?? 'none';
  return { ...nothing, changes: comparison.changes, findings: own, needed };
}

/** A new major may break; a minor may where nothing is refused. */
function isOk({ from, to, needed, findings }: VersionDifference): boolean {
  if (findings.some(({ severity }) => severity === 'error')) return false;
  return needed !== 'major' || from.split('.')[0] !== to.split('.')[0];
}

/** Rules that sum up others, or speak of the number alone. */
const aboutNumbers: ReadonlySet<string> = new Set([
  'bump-too-small',
  'published-version-edited',
  'version-not-newest',
  'version-skipped',
]);

function atIngest(findings: readonly Finding[]): Answer {
  const verdicts = findings
    .filter(({ surface, rule }) => surface === 'ingest' && !aboutNumbers.has(rule))
    .map(({ verdict }) => verdict);
  return verdicts.includes('breaking') ? 'breaking' : verdicts.includes('unknown') ? 'unknown' : 'compatible';
}

/** A registry file beside a plain schema, as a JSON Schema of the events that it accepts. */
interface AsPlain {
  readonly schema: object;
  readonly notices: readonly string[];
}

/** What a registry file accepts, to be compared with a schema that is none. */
export async function asPlainSchema(given: GivenDocument, cwd: string): Promise<AsPlain> {
  const { model, found } = await surroundingsOf([given], cwd);
  const { document } = given;
  const { event, version } = document['x-sluice'];
  const versions = event === 'envelope' ? model.envelopes : model.events.find(({ name }) => name === event)?.versions;
  const own = versions?.find((one) => one.version === version);
  const name = documentName(document);
  return {
    schema: own && event !== 'envelope' ? acceptedSchema(model, own) : (document as object),
    notices: [
      `${given.file === undefined ? 'One side' : path.basename(given.file)} is a registry file, ${name}, and the other one is a plain schema.`,
      'They are compared as JSON Schemas: the events that it accepts, with its envelope, old names, defaults and policy. Columns do not count.',
      found,
    ],
  };
}
