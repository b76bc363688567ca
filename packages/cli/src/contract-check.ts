import { applyWaivers, type CheckReport, check } from '@sluice/compat';
import { type ContractModel, modelOf } from '@sluice/contract';
import { dialects } from '@sluice/ddl';
import { type CheckScope, scopeOfCheck } from './check-scope.js';
import type { Options } from './commands.js';
import { CommandError } from './exit.js';
import { resolveBase } from './git.js';
import { readTree } from './git-tree.js';
import type { Project } from './project.js';
import { documentsInScope } from './published.js';
import { parseRegistry } from './registry-files.js';
import { today } from './today.js';
import { readWaivers } from './waiver-files.js';
import { warehouseSurfaces } from './warehouse-surfaces.js';

/** What a check of the project found, and what it was compared with. */
export interface CheckedContract {
  readonly report: CheckReport;
  /** What was compared with, for people. */
  readonly base: string;
  readonly head: ContractModel;
}

/**
 * Compares the definitions with the registry of the base revision; waivers are applied. Options: `against`, `now`, `all`
 * (look at every event, not only at those that git says differ).
 */
export async function checkContract(project: Project, options: Options): Promise<CheckedContract> {
  const now = today(options);
  const base = await baseOf(project, typeof options.against === 'string' ? options.against : undefined);
  const scope: CheckScope =
    base.commit === undefined || options.all === true ? { kind: 'all' } : await scopeOfCheck(project, base.commit);
  const published = base.commit === undefined ? undefined : await publishedAt(project, base.commit, base.label, scope);
  const nothing = base.commit !== undefined && published === undefined;
  const head = modelOf(await documentsInScope(project, nothing ? { kind: 'all' } : scope));
  const surfaces = warehouseSurfaces(dialects, head, project.config);
  const report = check(published, head, { surfaces, now });
  const label = nothing ? `${base.label}, which has no ${project.config.registry}: everything is new` : base.label;
  return { report: applyWaivers(report, await readWaivers(project), now), base: label, head };
}

async function baseOf({ root }: Project, against?: string): Promise<{ commit?: string; label: string }> {
  const base = await resolveBase(root, against);
  if (base.kind === 'problem') throw new CommandError(base.problem, base.fix);
  return base.kind === 'empty' ? { label: `${base.label}: everything is new` } : base;
}

/**
 * The contract in scope as published at the base revision, read from git's objects; nothing of that revision is executed.
 * Undefined where that revision has no registry.
 */
async function publishedAt(
  { root, config }: Project,
  commit: string,
  label: string,
  scope: CheckScope,
): Promise<ContractModel | undefined> {
  const inScope = (file: string) => {
    const [event = ''] = file.split('/');
    return scope.kind === 'all' || event === 'envelope' || scope.events.has(event);
  };
  const files = await readTree(root, commit, config.registry, { wants: inScope });
  const texts = new Map(
    [...files]
      .filter(([file]) => file.endsWith('.json'))
      .map(([file, text]) => [`${label}:${config.registry}/${file}`, text]),
  );
  return texts.size === 0 ? undefined : modelOf(parseRegistry(texts));
}
