import { mkdir, rm, writeFile } from 'node:fs/promises';
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
import type { GeneratedFile, TargetEntry } from '@sluice/generators';
import { ProblemList } from '../problems.js';
import type { Project } from '../project.js';
import { publishedDocuments } from '../registry/published.js';
import { allTargets, chosenTargets } from './chosen-targets.js';
import { filesIn, textOf } from './files-on-disk.js';
import { hasMark, isRegistryDocument } from './generated-mark.js';
import { limitProblem, tablesBeyondLimits } from './table-limits.js';
import { type OutputFile, targetFiles } from './target-files.js';

/** Everything that follows from the definitions, in memory. Paths are relative to the project, with forward slashes. */
interface Outputs {
  readonly model: ContractModel;
  readonly files: readonly OutputFile[];
  /** What runs, but what something reads worse: limits of the warehouses. */
  readonly warnings: readonly string[];
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
    (document): OutputFile => ({
      ...registryFile(document, config.registry),
      folder: config.registry,
      committed: true,
    }),
  );
  const generated = await Promise.all(chosenTargets(project).map((entry) => targetFiles(entry, model, project)));
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

function registryFile(document: RegistryDocument, folder: string): GeneratedFile {
  const { event, version } = document['x-sluice'];
  return { path: `${folder}/${event}/${version}.json`, content: canonicalJson(document) };
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
  const unknownIn = (folder: string) => filesIn(root, folder, known);
  const documents = (await unknownIn(config.registry)).filter((file) => hasMark(file) || isRegistryDocument(file));
  const all = allTargets(project);
  const run = chosenTargets(project, all);
  const cleaned = all.filter((target) => !target.appendOnly || run.includes(target));
  const rest = await Promise.all(
    cleaned.map(async (entry) => ofTarget(entry, await unknownIn(`${config.generated}/${entry.folder}`), project)),
  );
  return [...documents, ...rest.flat()].map(({ path }) => path).sort();
}

/** Of some files, those that a target has made: they say so, or the target recognises them. */
async function ofTarget(entry: TargetEntry, files: readonly GeneratedFile[], { config }: Project) {
  const unmarked = files.filter((file) => !hasMark(file));
  const target = unmarked.length > 0 ? await entry.load() : undefined;
  const isOwn = ({ path, content }: GeneratedFile) =>
    target?.recognises?.({ path: path.slice(config.generated.length + 1), content }) === true;
  return files.filter((file) => !unmarked.includes(file) || isOwn(file));
}

/** What `generate` has changed on disk, by path. */
interface Written {
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
