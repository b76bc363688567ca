import { applyWaivers, type CheckReport, check } from '@sluice/compat';
import { type ContractModel, modelOf } from '@sluice/contract';
import { dialects } from '@sluice/ddl';
import type { Options } from './commands.js';
import { CommandError } from './exit.js';
import { resolveBase } from './git.js';
import { readTree } from './git-tree.js';
import type { Project } from './project.js';
import { publishedDocuments } from './published.js';
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

/** Compares the definitions with the registry of the base revision; waivers are applied. Options: `against`, `now`. */
export async function checkContract(project: Project, options: Options): Promise<CheckedContract> {
  const now = today(options);
  const base = await publishedAt(project, typeof options.against === 'string' ? options.against : undefined);
  const head = modelOf(await publishedDocuments(project));
  const surfaces = warehouseSurfaces(dialects, head, project.config);
  const report = check(base.model, head, { surfaces, now });
  return { report: applyWaivers(report, await readWaivers(project), now), base: base.label, head };
}

/** The contract as published at the base revision, read from git's objects; nothing of that revision is executed. */
async function publishedAt(
  { root, config }: Project,
  against?: string,
): Promise<{ model?: ContractModel; label: string }> {
  const base = await resolveBase(root, against);
  if (base.kind === 'problem') throw new CommandError(base.problem, base.fix);
  if (base.kind === 'empty') return { label: `${base.label}: everything is new` };
  const files = await readTree(root, base.commit, config.registry);
  const texts = new Map(
    [...files]
      .filter(([file]) => file.endsWith('.json'))
      .map(([file, text]) => [`${base.label}:${config.registry}/${file}`, text]),
  );
  const { label } = base;
  if (texts.size === 0) return { label: `${label}, which has no ${config.registry}: everything is new` };
  return { model: modelOf(parseRegistry(texts)), label };
}
