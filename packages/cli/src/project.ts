import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ResolvedConfig, resolveConfig, type SluiceConfig } from './config.js';
import { UsageError } from './exit.js';

/** A project: where it lies and what it decided. */
export interface Project {
  readonly root: string;
  readonly config: ResolvedConfig;
}

const marks = ['sluice.config.ts', 'schemas'];

/** The project that a folder belongs to: the nearest one upwards with a `sluice.config.ts` or a `schemas` folder. */
export async function findProject(cwd: string): Promise<Project> {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (marks.some((mark) => existsSync(path.join(folder, mark))))
      return { root: folder, config: await readConfig(folder) };
    if (folder === path.dirname(folder)) break;
  }
  throw new UsageError(`There is no project at ${cwd} or above: no sluice.config.ts and no schemas folder.`);
}

async function readConfig(root: string): Promise<ResolvedConfig> {
  const file = path.join(root, 'sluice.config.ts');
  if (!existsSync(file)) return resolveConfig({});
  const { importBundled } = await import('./bundle-import.js');
  const loaded = await importBundled(root, "export { default } from './sluice.config.ts'");
  return resolveConfig((loaded.default ?? {}) as SluiceConfig);
}

/** The folder of the local lake: `--data`, or `.sluice` in the project. */
export function dataFolder(project: Project, option: unknown): string {
  return typeof option === 'string' ? path.resolve(option) : path.join(project.root, '.sluice');
}
