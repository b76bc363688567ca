import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type ContractModel,
  canonicalJson,
  digestOf,
  modelOf,
  plainText,
  type RegistryDocument,
} from '@sluice/contract';
import { slowPatterns } from '@sluice/contract/patterns';
import { type GeneratedFile, type Target, type TargetEntry, targets } from '@sluice/generators';
import { ProblemList } from '../problems.js';
import type { Project } from '../project.js';
import { publishedDocuments } from '../registry/published.js';
import { publishedFiles } from '../registry/published-files.js';
import { isGenerated } from './generated-mark.js';
import { limitProblem, tablesBeyondLimits } from './table-limits.js';

/** Everything that follows from the definitions, in memory. Paths are relative to the project, with forward slashes. */
export interface Outputs {
  readonly model: ContractModel;
  readonly files: readonly OutputFile[];
  /** What runs, but what something reads worse: limits of the warehouses. */
  readonly warnings: readonly string[];
}

/** One file, and whether it is committed or a build product. */
export interface OutputFile extends GeneratedFile {
  readonly committed: boolean;
}

/** What `generate` found on disk, beside what it would write. */
export interface Comparison {
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  /** Generated files that nothing generates any more; what people put beside them is none. */
  readonly orphaned: readonly string[];
}

/** Loads the definitions, publishes them over the registry in the work tree, and runs the generators. */
export async function computeOutputs(project: Project): Promise<Outputs> {
  const documents = await publishedDocuments(project);
  const model = modelOf(documents);
  refuseTooManyPartitions(model, project);
  const { config } = project;
  const registry = documents.map(
    (document): OutputFile => ({ ...registryFile(document, config.registry), committed: true }),
  );
  const generated = await Promise.all(chosenTargets(project).map((entry) => filesOf(entry, model, project)));
  return {
    model,
    files: [...registry, ...generated.flat()],
    warnings: [...slowPatternWarnings(model), ...limitWarnings(model, project)],
  };
}

/** The check refuses these patterns in what is new, and knows what is published; here each is a line. */
function slowPatternWarnings({ events, envelopes }: ContractModel): string[] {
  const versions = [...envelopes, ...events.flatMap((family) => family.versions)];
  return versions.flatMap(({ event, version, document }) =>
    slowPatterns(document).map(({ message, fix }) => `${event} ${version}: ${message} Fix: ${fix}`),
  );
}

/** Tables that a warehouse would refuse are a problem; for the rest there is a line each. */
function limitWarnings(model: ContractModel, project: Project): string[] {
  const dialects = chosenTargets(project).map(({ id }) => id);
  const found = tablesBeyondLimits(model, dialects, project.config);
  const refused = found.filter(({ severity }) => severity === 'error');
  if (refused.length > 0) throw new ProblemList(refused.map(limitProblem));
  return found.map(
    ({ dialect, table, message, limit, source }) => `${dialect} ${table}: ${message} (${limit}, ${source})`,
  );
}

async function filesOf(entry: TargetEntry, model: ContractModel, project: Project): Promise<OutputFile[]> {
  const { config } = project;
  const target = await entry.load();
  const files = entry.appendOnly
    ? await appendedFiles(target, entry.folder, model, project)
    : target.emit({ model, options: config });
  return files.map(({ path, content }) => ({
    path: `${config.generated}/${path}`,
    content,
    committed: target.committed,
  }));
}

/** What is published is looked up only where the target would change a file that is there. */
async function appendedFiles(target: Target, folder: string, model: ContractModel, project: Project) {
  const { root, config } = project;
  const below = config.generated.length + 1;
  const existing = await Promise.all(
    (await listFiles(root, `${config.generated}/${folder}`)).sort().map(async (file) => ({
      path: file.slice(below),
      content: (await textOf(path.join(root, file))) ?? '',
    })),
  );
  let asked = false;
  const isPublished = () => {
    asked = true;
    return false;
  };
  const request = { model, options: config, existing, outputFolder: config.generated };
  const files = target.emit({ ...request, isPublished });
  if (!asked) return files;
  const published = await publishedFiles(root, `${config.generated}/${folder}`);
  const isThere = (file: string) => published.has(file.slice(folder.length + 1));
  return target.emit({ ...request, isPublished: isThere });
}

function registryFile(document: RegistryDocument, folder: string): GeneratedFile {
  const { event, version } = document['x-sluice'];
  return { path: `${folder}/${event}/${version}.json`, content: canonicalJson(document) };
}

function chosenTargets({ config }: Project): readonly TargetEntry[] {
  const chosen = new Set<string>(config.targets ?? targets.filter(({ optional }) => !optional).map(({ id }) => id));
  return targets.filter(({ id }) => chosen.has(id));
}

/** Around the turn of an hour every event and major is written to two hours at once: hence the factor two. */
function refuseTooManyPartitions(model: ContractModel, { config }: Project): void {
  const tables = model.events.reduce((sum, { versions }) => sum + new Set(versions.map(({ major }) => major)).size, 0);
  if (tables * 2 <= config.activePartitions) return;
  throw new ProblemList([
    {
      code: 'too-many-partitions',
      path: 'sluice.config.ts: activePartitions',
      message: `${tables} tables need up to ${tables * 2} active partitions; the stream allows ${config.activePartitions}. What is above goes to the error prefix.`,
      fix: 'Ask AWS for a higher quota and write it into sluice.config.ts (activePartitions), or spread the events over several streams.',
    },
  ]);
}

/** Compares with the disk. Build products are not compared: they are made, never committed. */
export async function compareOutputs(project: Project, files: readonly OutputFile[]): Promise<Comparison> {
  const missing: string[] = [];
  const stale: string[] = [];
  for (const file of files.filter(({ committed }) => committed)) {
    const found = await textOf(path.join(project.root, file.path));
    if (found === undefined) missing.push(file.path);
    else if (found !== plainText(file.content)) stale.push(file.path);
  }
  return { missing, stale, orphaned: await orphans(project, files) };
}

async function orphans(project: Project, files: readonly OutputFile[]): Promise<string[]> {
  const { root, config } = project;
  const known = new Set(files.map((file) => file.path));
  const run = chosenTargets(project);
  const cleaned = targets.filter((target) => !target.appendOnly || run.includes(target));
  const folders = [config.registry, ...cleaned.map(({ folder }) => `${config.generated}/${folder}`)];
  const found = (await Promise.all(folders.map((folder) => listFiles(root, folder)))).flat();
  const unknown = found.filter((file) => !known.has(file)).sort();
  const ours = await Promise.all(
    unknown.map(async (file) => isGenerated(file, (await textOf(path.join(root, file))) ?? '')),
  );
  return unknown.filter((_, index) => ours[index]);
}

async function listFiles(root: string, folder: string): Promise<string[]> {
  if (!existsSync(path.join(root, folder))) return [];
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path
        .relative(root, path.join(entry.parentPath ?? entry.path, entry.name))
        .split(path.sep)
        .join('/'),
    )
    .filter((file) => !file.startsWith(`${folder}/dist/`));
}

/** What a file says; how a checkout ends its lines is no part of it. */
async function textOf(file: string): Promise<string | undefined> {
  return existsSync(file) ? plainText(await readFile(file, 'utf8')) : undefined;
}

/** What `generate` has changed on disk, by path. */
export interface Written {
  /** Files written or removed; build products are not counted. */
  readonly changed: readonly string[];
  /** Those among them that are gone: nothing makes them any more. */
  readonly removed: readonly string[];
  /** Registry files among them that now say something else, not only in other words. */
  readonly redefined: readonly string[];
}

/** Writes what differs and removes orphans. */
export async function writeOutputs(project: Project, files: readonly OutputFile[]): Promise<Written> {
  const changed: string[] = [];
  const redefined: string[] = [];
  for (const file of files) {
    const target = path.join(project.root, file.path);
    const before = await textOf(target);
    if (before === plainText(file.content)) continue;
    const isDocument = file.path.startsWith(`${project.config.registry}/`);
    if (isDocument && before !== undefined && isRedefined(before, file.content)) redefined.push(file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.content);
    if (file.committed) changed.push(file.path);
  }
  const removed = await orphans(project, files);
  for (const orphan of removed) await rm(path.join(project.root, orphan));
  return { changed: [...changed, ...removed], removed, redefined };
}

function isRedefined(before: string, after: string): boolean {
  try {
    return digestOf(JSON.parse(before) as object) !== digestOf(JSON.parse(after) as object);
  } catch {
    return true;
  }
}
