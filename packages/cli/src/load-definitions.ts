import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type EventDefinition, isContractError, type Problem, parseVersion } from '@sluice/contract';
import { importBundled } from './bundle-import.js';
import { ProblemList } from './problems.js';
import type { Project } from './project.js';

/**
 * Loads the definitions of the project (or the versions that are wanted), as one bundle. Throws a ProblemList that names
 * each file that is wrong.
 */
export async function loadDefinitions(
  project: Project,
  wants: (event: string, version: string) => boolean = () => true,
): Promise<EventDefinition[]> {
  const found = definitionFiles(project);
  const { strays } = found;
  const files = found.files.filter((file) => wants(...eventAndVersion(file)));
  if (files.length + strays.length === 0) return [];
  const problems: Problem[] = strays.map(strayFile);
  const definitions: EventDefinition[] = [];
  const modules = await importAll(project, files);
  for (const [file, load] of modules) {
    try {
      definitions.push(definitionIn(await load(), file));
    } catch (error) {
      problems.push(problemOf(error, file));
    }
  }
  if (problems.length > 0) throw new ProblemList(problems);
  return definitions;
}

type Loader = () => Promise<{ default?: unknown }>;

/** In one scope of ten thousand modules, V8 takes a hundred times as long to compile as in fifty scopes of two hundred. */
const filesPerBundle = 200;

async function importAll(project: Project, files: readonly string[]): Promise<[string, Loader][]> {
  const loaders: [string, Loader][] = [];
  const problems: Problem[] = [];
  for (let from = 0; from < files.length; from += filesPerBundle) {
    const some = files.slice(from, from + filesPerBundle);
    const found = await importSome(project, some).catch((error: unknown) => {
      problems.push(...syntaxProblems(error));
      return [];
    });
    loaders.push(...found);
  }
  if (problems.length > 0) throw new ProblemList(problems);
  return loaders;
}

async function importSome(project: Project, files: readonly string[]): Promise<[string, Loader][]> {
  const entries = files.map((file) => `[${JSON.stringify(file)}, () => import(${JSON.stringify(`./${file}`)})]`);
  const entry = `export default [${entries.join(',\n')}];`;
  const bundle = await importBundled(project.root, entry, project.config.schemas);
  return bundle.default as [string, Loader][];
}

interface EsbuildMessage {
  readonly text: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

function syntaxProblems(error: unknown): Problem[] {
  const { errors } = error as { errors?: readonly EsbuildMessage[] };
  if (!errors) throw error;
  return errors.map(({ text, location }) => ({
    code: 'syntax',
    path: location ? `${location.file}:${location.line}:${location.column + 1}` : 'schemas',
    message: `${text}.`,
    fix: 'Correct the file; your editor shows the same place.',
  }));
}

/** Version files (`schemas/<event>/<version>.ts`, with forward slashes) and files that look like some but are not. */
function definitionFiles({ root, config }: Project): { files: string[]; strays: string[] } {
  const files: string[] = [];
  const strays: string[] = [];
  for (const entry of readdirSync(path.join(root, config.schemas), { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const folder = `${config.schemas}/${entry.name}`;
    for (const name of readdirSync(path.join(root, folder))) {
      if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
      (parseVersion(name.slice(0, -3)) ? files : strays).push(`${folder}/${name}`);
    }
  }
  return { files: files.sort(), strays: strays.sort() };
}

/** Of `schemas/<event>/<version>.ts`. */
function eventAndVersion(file: string): [event: string, version: string] {
  const [name = '', event = ''] = file.split('/').reverse();
  return [event, name.slice(0, -3)];
}

function strayFile(file: string): Problem {
  return {
    code: 'stray-file',
    path: file,
    message: 'The name of the file is not a version.',
    fix: 'Name it <MAJOR>.<MINOR>.ts, e.g. 1.0.ts, or move it out of the folder.',
  };
}

function definitionIn(module: { default?: unknown }, file: string): EventDefinition {
  const definition = module.default as EventDefinition | undefined;
  if (definition?.kind !== 'event' && definition?.kind !== 'envelope') {
    throw misplaced('The file exports no definition by default.', 'Write: export default defineEvent({ … });');
  }
  const found = `${definition.name}/${definition.version}.ts`;
  if (file.endsWith(`/${found}`)) return definition;
  throw misplaced(
    `The file defines ${definition.name} ${definition.version}.`,
    `Move it to ${found}, or correct name and version.`,
  );
}

function misplaced(message: string, fix: string): Error {
  return Object.assign(new Error(message), { name: 'ContractError', code: 'misplaced', path: '', fix });
}

function problemOf(error: unknown, file: string): Problem {
  if (!isContractError(error)) {
    return {
      code: 'definition-failed',
      path: file,
      message: String(error),
      fix: 'Correct the file: it must run without side effects.',
    };
  }
  const inside = error.path.replace(/^[^:]*: /, '');
  const { code, message, fix } = error;
  return { code, path: error.path ? `${file}: ${inside}` : file, message, fix };
}
