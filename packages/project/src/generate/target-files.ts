import type { ContractModel } from '@sluice/contract';
import type { EmitRequest, GeneratedFile, Target, TargetEntry } from '@sluice/generators';
import { ProblemList, problemsOf } from '../problems.js';
import type { Project } from '../project.js';
import { publishedFiles } from '../registry/published-files.js';
import { filesIn } from './files-on-disk.js';
import { hasMark } from './generated-mark.js';

/** One file, and whether it is committed or a build product. */
export interface OutputFile extends GeneratedFile {
  /** Folder of whatever made it, below the project. */
  readonly folder: string;
  readonly committed: boolean;
}

/** What a target makes of the contract. Throws a ProblemList where it fails, or where `generate` could not keep order among its files. */
export async function targetFiles(entry: TargetEntry, model: ContractModel, project: Project): Promise<OutputFile[]> {
  const { config } = project;
  const target = await entry.load();
  const files = entry.appendOnly
    ? await appendedFiles(target, entry.folder, model, project)
    : orderly(target, emitted(target, { model, options: config }));
  return files.map(({ path, content }) => ({
    path: `${config.generated}/${path}`,
    content,
    folder: `${config.generated}/${entry.folder}`,
    committed: target.committed,
  }));
}

/** What is published is looked up only where the target would change a file that is there. */
async function appendedFiles(target: Target, folder: string, model: ContractModel, { root, config }: Project) {
  const below = config.generated.length + 1;
  const existing = (await filesIn(root, `${config.generated}/${folder}`)).map(({ path, content }) => ({
    path: path.slice(below),
    content,
  }));
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

/** Problems of the contract name their own place; anything else that a target throws is told with its name. */
function emitted(target: Target, request: EmitRequest): unknown {
  try {
    return target.emit(request);
  } catch (error) {
    if (problemsOf(error)) throw error;
    const message = `emit failed: ${error instanceof Error ? error.message : String(error)}`;
    throw new ProblemList([problemOf(target, 'target-failed', message, 'Correct the target. Nothing was written.')]);
  }
}

/** Files that `generate` can compare, and find again when nothing makes them any more. */
function orderly(target: Target, files: unknown): readonly GeneratedFile[] {
  const refused = (message: string, fix: string) => problemOf(target, 'target-file', message, fix);
  if (!Array.isArray(files))
    throw new ProblemList([refused('emit gave no list of files.', 'Return a list of { path, content }, no promise.')]);
  const seen = new Set<string>();
  const problems = files.flatMap((file: unknown, at) => {
    if (!isFile(file))
      return [refused(`File ${at + 1} is no { path, content } of two texts.`, 'Return both as texts.')];
    const fault = faultOf(target, file, seen);
    seen.add(file.path.toLowerCase());
    return fault ? [refused(`${file.path} ${fault.message}`, fault.fix)] : [];
  });
  if (problems.length > 0) throw new ProblemList(problems);
  return files;
}

function isFile(file: unknown): file is GeneratedFile {
  const { path, content } = (file ?? {}) as Partial<GeneratedFile>;
  return typeof path === 'string' && typeof content === 'string';
}

/** What is wrong with a file, and what to do about it. */
function faultOf(target: Target, file: GeneratedFile, seen: ReadonlySet<string>) {
  const { path } = file;
  const steps = path.split('/');
  const isInside = path.startsWith(`${target.folder}/`) && !steps.some((step) => /^\.{0,2}$|[\\:]/.test(step));
  if (!isInside)
    return {
      message: `lies outside the target's folder, ${target.folder}.`,
      fix: `Begin its path with '${target.folder}/'.`,
    };
  if (seen.has(path.toLowerCase())) return { message: 'is made twice.', fix: 'Give every file a path of its own.' };
  if (hasMark(file) || target.recognises?.(file) === true) return undefined;
  return {
    message: 'does not say that it is generated, so nobody could remove it later.',
    fix: `Write generatedMark into a comment in its first lines, or add recognises to the target.`,
  };
}

function problemOf({ id }: Target, code: string, message: string, fix: string) {
  return { code, path: `sluice.config.ts: targets: ${id}`, message, fix };
}
