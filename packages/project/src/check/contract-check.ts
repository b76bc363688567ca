import { applyWaivers, type CheckReport, check, type Finding } from '@sluice/compat';
import { refuses } from '@sluice/compat/internal';
import { type ContractModel, modelOf, type RegistryDocument } from '@sluice/contract';
import { CommandError } from '../errors.js';
import { resolveBase } from '../git/git.js';
import { readTree } from '../git/git-tree.js';
import type { Project } from '../project.js';
import { documentsInScope, publishedDocuments, registryInScope } from '../registry/published.js';
import { parseRegistry } from '../registry/registry-files.js';
import { readWaivers } from '../registry/waiver-files.js';
import { type CheckScope, type SomeScope, scopeOfCheck } from './check-scope.js';
import { conflictFindings } from './conflict-findings.js';
import type { Notice } from './notice.js';
import { placeholderFindings } from './placeholders.js';
import { projectDialects } from './project-dialects.js';
import { projectRules } from './project-rules.js';
import { registryNotices } from './registry-notices.js';
import { warehouseSurfaces } from './warehouse-surfaces.js';

/** What a check of the project found, and what it was compared with. */
export interface CheckedContract {
  readonly report: CheckReport;
  /** What was compared with, for people. */
  readonly base: string;
  readonly head: ContractModel;
  /** What was seen beside the contract; refuses nothing. */
  readonly notices: readonly Notice[];
  /** Lines of findings that are known without a look into the sources. */
  readonly lines?: ReadonlyMap<Finding, number>;
}

/** What a check is asked. */
export interface CheckRequest {
  /** The git revision that counts as published (default: where this branch left the default branch). */
  readonly against?: string;
  /** The day that counts as today, as an ISO date: waivers and deprecations end by it. */
  readonly now: string;
  /** Looks at every event, not only at those that git says differ. */
  readonly all?: boolean;
}

/**
 * Compares the definitions with the registry of the base revision; waivers are applied. Throws a CommandError where there is no
 * revision to compare with, and a ProblemList where definitions cannot be loaded.
 */
export async function checkContract(project: Project, request: CheckRequest): Promise<CheckedContract> {
  const { against, now, all = false } = request;
  const base = await baseOf(project, against);
  const scope: CheckScope =
    base.commit === undefined || all ? { kind: 'all' } : await scopeOfCheck(project, base.commit);
  const { published, documents } =
    scope.kind === 'some' && base.commit !== undefined
      ? await differing(project, base.commit, base.label, scope)
      : await everything(project, base.commit, base.label);
  const nothing = base.commit !== undefined && published === undefined;
  const head = modelOf(documents);
  const surfaces = warehouseSurfaces(projectDialects(project.config), head, project.config);
  const compared = check(published, head, { surfaces, now, rules: projectRules(project.config) });
  const made = documents.filter(({ 'x-sluice': { event, version } }) => isMade(`${event}/${version}`, scope));
  const report = withFindings(compared, [...placeholderFindings(made), ...(await conflictFindings(project))]);
  const notices = await registryNotices(project, made, base.commit);
  const label = nothing ? `${base.label}, which has no ${project.config.registry}: everything is new` : base.label;
  return { report: applyWaivers(report, await readWaivers(project), now), base: label, head, notices };
}

/** Whether a version was made from its definition; the others are as they are in the registry. */
function isMade(version: string, scope: CheckScope): boolean {
  return scope.kind === 'all' || scope.versions.has(version);
}

/** Each stands behind what was found of the same version. */
function withFindings(report: CheckReport, more: readonly Finding[]): CheckReport {
  const findings = [...report.findings];
  for (const one of more) {
    const last = findings.findLastIndex(({ event, version }) => event === one.event && version === one.version);
    findings.splice(last === -1 ? findings.length : last + 1, 0, one);
  }
  return { ...report, findings, ok: report.ok && !more.some(refuses) };
}

async function baseOf({ root }: Project, against?: string): Promise<{ commit?: string; label: string }> {
  const base = await resolveBase(root, against);
  if (base.kind === 'problem') throw new CommandError(base.problem, base.fix);
  return base.kind === 'empty' ? { label: `${base.label}: everything is new` } : base;
}

/** Both sides of a check: the contract as published at the base revision, and the documents at hand. */
interface Sides {
  /** Undefined where the base revision has no registry. */
  readonly published: ContractModel | undefined;
  readonly documents: readonly RegistryDocument[];
}

/** All events on both sides. */
async function everything(project: Project, commit: string | undefined, label: string): Promise<Sides> {
  const documents = await publishedDocuments(project);
  if (commit === undefined) return { published: undefined, documents };
  const { texts } = await readTree(project.root, commit, project.config.registry, { wants: isRegistryPath });
  const published = parseRegistry(atRevision(texts, label, project));
  return { published: published.length === 0 ? undefined : modelOf(published), documents };
}

/**
 * The events in scope on both sides. What git says is the same is read from the work tree, the rest of the base revision
 * from git's objects; nothing of that revision is executed.
 */
async function differing(project: Project, commit: string, label: string, scope: SomeScope): Promise<Sides> {
  const registry = registryInScope(project, scope);
  const { texts, unread } = await readTree(project.root, commit, project.config.registry, {
    wants: (file) => isRegistryPath(file) && inScope(file, scope),
    reads: (file) => scope.versions.has(file.slice(0, -'.json'.length)),
  });
  const there = new Set(unread.map((file) => file.slice(0, -'.json'.length)));
  const same = registry.kept.filter(({ 'x-sluice': { event, version } }) => there.has(`${event}/${version}`));
  const published = [...same, ...parseRegistry(atRevision(texts, label, project))];
  if (published.length === 0) return everything(project, commit, label);
  const documents = await documentsInScope(project, scope, registry);
  const newTies = oldNamesIn(documents).filter((event) => !scope.events.has(event));
  if (newTies.length === 0) return { published: modelOf(published), documents };
  return differing(project, commit, label, { ...scope, events: new Set([...scope.events, ...newTies]) });
}

/** Events that others were called by: a definition may say so before the registry does. */
function oldNamesIn(documents: readonly RegistryDocument[]): string[] {
  return documents.flatMap(({ 'x-sluice': { renamedFrom = [] } }) => renamedFrom.map(({ event }) => event));
}

/** A folder, or a registry file. */
function isRegistryPath(file: string): boolean {
  return !file.includes('.') || file.endsWith('.json');
}

function inScope(file: string, { events }: SomeScope): boolean {
  const [event = ''] = file.split('/');
  return event === 'envelope' || events.has(event);
}

function atRevision(texts: ReadonlyMap<string, string>, label: string, { config }: Project): Map<string, string> {
  return new Map([...texts].map(([file, text]) => [`${label}:${config.registry}/${file}`, text]));
}
