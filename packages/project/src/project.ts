import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { resolveConfig } from './config.js';
import type { ResolvedConfig } from './configuration/sluice-config.js';
import { configFileIn, configNames } from './definitions/config-file.js';
import { loadConfig } from './definitions/load-config.js';
import { UsageError } from './errors.js';

/** A project: where it lies and what it decided. */
export interface Project {
  readonly root: string;
  readonly config: ResolvedConfig;
  /** The file that says so, below the root; undefined where everything is as usual. */
  readonly configFile?: string;
}

/**
 * The project that a folder belongs to: the nearest one upwards with a configuration file or a `schemas` folder. Configuration is never passed
 * by: a `schemas` folder without any belongs to the one above it that names it.
 */
export async function findProject(cwd: string): Promise<Project> {
  for (const folder of upwards(cwd)) {
    const configFile = configFileIn(folder);
    if (configFile !== undefined) return readProject(folder, configFile);
    if (isFolder(path.join(folder, 'schemas')))
      return (await projectAbove(folder)) ?? { root: folder, config: resolveConfig({}) };
  }
  throw new UsageError(
    `There is no project at ${cwd} or above: no sluice.config.ts and no schemas folder.\n` +
      '  Go to the folder of your project, or start one here:\n' +
      '    mkdir schemas\n' +
      '    npx sluice new checkout_completed',
  );
}

async function readProject(root: string, configFile: string): Promise<Project> {
  const exported = await loadConfig(root, configFile);
  const text = await readFile(path.join(root, configFile), 'utf8');
  return { root, configFile, config: resolveConfig(exported, { file: configFile, text }) };
}

/** A project above, in the same repository, of which the definitions lie in this folder. */
async function projectAbove(folder: string): Promise<Project | undefined> {
  if (existsSync(path.join(folder, '.git'))) return undefined;
  for (const above of upwards(folder).slice(1)) {
    const [configFile] = configNames.filter((name) => existsSync(path.join(above, name)));
    if (configFile !== undefined) return naming(await readProject(above, configFile), folder);
    if (existsSync(path.join(above, '.git'))) return undefined;
  }
  return undefined;
}

function naming(project: Project, folder: string): Project {
  const { root, config, configFile = '' } = project;
  const schemas = path.relative(root, path.join(folder, 'schemas')).split(path.sep).join('/');
  if (config.schemas === schemas) return project;
  throw new UsageError(
    `${path.join(root, configFile)} does not speak of ${schemas}, and ${folder} has no configuration of its own.\n` +
      `  Write schemas: '${schemas}' there, or a sluice.config.ts beside the folder: export default {};`,
  );
}

/** The folder and all those above it. */
function upwards(folder: string): string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The data folder: `--data`, or `.sluice` in the project. */
export function dataFolder(project: Project, option: string | undefined): string {
  return option === undefined ? path.join(project.root, '.sluice') : path.resolve(option);
}
