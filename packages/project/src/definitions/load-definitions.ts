import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type EventDefinition, parseVersion } from '@sluice/contract';
import { CommandError } from '../errors.js';
import { ProblemList } from '../problems.js';
import type { Project } from '../project.js';
import { type Bundle, BundleRefused, bundle, importBundle } from './bundle.js';
import { bundleProblems, conflictProblem } from './bundle-problems.js';
import { definitionIn } from './default-export.js';
import { inTime } from './in-time.js';
import { withLateErrors } from './late-errors.js';
import { type PlacedProblem, placed } from './placed-problem.js';
import { fileOf, isFrom, type Run, runProblems } from './run-problems.js';

/**
 * Loads the definitions of the project (or the versions that are wanted). Throws a ProblemList with everything that is wrong with any of
 * them.
 */
export async function loadDefinitions(
  project: Project,
  wants: (event: string, version: string) => boolean = () => true,
): Promise<EventDefinition[]> {
  const found = definitionFiles(project);
  const files = found.files.filter((file) => wants(...eventAndVersion(file)));
  const loaded: Loaded = { definitions: [], problems: found.strays.map(strayFile) };
  for (let from = 0; from < files.length; from += filesPerBundle)
    await loadSome(project, files.slice(from, from + filesPerBundle), loaded);
  if (loaded.problems.length > 0) throw new ProblemList(loaded.problems);
  return loaded.definitions;
}

interface Loaded {
  readonly definitions: EventDefinition[];
  readonly problems: PlacedProblem[];
}

/** In one scope of ten thousand modules, V8 takes a hundred times as long to compile as in fifty scopes of two hundred. */
const filesPerBundle = 200;

/** All files as one bundle; where one of them is refused, each alone, so that the others are looked at all the same. */
async function loadSome(project: Project, files: readonly string[], loaded: Loaded): Promise<void> {
  try {
    await runAll(project, files, await bundle(requestFor(project, files)), loaded);
  } catch (error) {
    if (!(error instanceof BundleRefused)) throw error;
    if (files.length === 1) addNew(loaded.problems, bundleProblems(error.messages, project.root, files[0] as string));
    else for (const file of files) await loadSome(project, [file], loaded);
  }
}

/** What is wrong in a file that several import is said once. */
function addNew(problems: PlacedProblem[], found: readonly PlacedProblem[]): void {
  const isKnown = (one: PlacedProblem) =>
    problems.some(({ path, message }) => path === one.path && message === one.message);
  problems.push(...found.filter((one) => !isKnown(one)));
}

function requestFor({ root, config }: Project, files: readonly string[]) {
  const entries = files.map((file) => `[${JSON.stringify(file)}, () => import(${JSON.stringify(`./${file}`)})]`);
  return { root, entry: `export default [${entries.join(',\n')}];`, within: config.schemas };
}

type Load = () => Promise<{ readonly [name: string]: unknown }>;

async function runAll({ root }: Project, files: readonly string[], made: Bundle, loaded: Loaded): Promise<void> {
  const sourceOf = (file: string) =>
    existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : '';
  addNew(loaded.problems, conflicts(made, files, sourceOf));
  const { exports, url } = await importBundle(root, made);
  const runOf = (file: string): Run => ({ bundle: made, url, file, sourceOf });
  const loadAll = async () => {
    for (const [file, load] of exports.default as readonly (readonly [string, Load])[]) {
      try {
        const result = definitionIn(await inTime(load(), file), file, sourceOf(file));
        if ('kind' in result) loaded.definitions.push(result);
        else addNew(loaded.problems, [result]);
      } catch (error) {
        addNew(loaded.problems, runProblems(error, runOf(file)));
      }
    }
  };
  const { late } = await withLateErrors(loadAll, (error) => isFrom(error, url));
  for (const error of late) {
    const last = runOf(files.at(-1) ?? '');
    addNew(loaded.problems, runProblems(error, runOf(fileOf(error, last) ?? last.file)));
  }
}

/** Markers in a comment or a text stop no program; the sources lie in the map, as one text to search. */
function conflicts(
  { map, imports }: Bundle,
  files: readonly string[],
  sourceOf: (file: string) => string,
): PlacedProblem[] {
  if (!/<<<<<<<|>>>>>>>/.test(map)) return [];
  const sources = new Set([...files, ...[...imports.keys()].filter((file) => !file.includes(':'))]);
  return [...sources].flatMap((file) => conflictProblem(file, sourceOf(file)) ?? []);
}

/** Version files (`schemas/<event>/<version>.ts`, with forward slashes) and files that look like some but are not. */
function definitionFiles({ root, config }: Project): { files: string[]; strays: string[] } {
  const files: string[] = [];
  const strays: string[] = [];
  for (const entry of entriesOf(root, config.schemas)) {
    if (!entry.isDirectory()) continue;
    const folder = `${config.schemas}/${entry.name}`;
    for (const name of readdirSync(path.join(root, folder))) {
      if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
      (parseVersion(name.slice(0, -3)) ? files : strays).push(`${folder}/${name}`);
    }
  }
  return { files: files.sort(), strays: strays.sort() };
}

function entriesOf(root: string, schemas: string) {
  try {
    return readdirSync(path.join(root, schemas), { withFileTypes: true });
  } catch {
    throw new CommandError(
      `There is no folder ${schemas} in ${root}.`,
      `It holds the definitions: sluice new <event> writes a first one. Where they lie elsewhere, say so in sluice.config.ts (schemas).`,
    );
  }
}

/** Of `schemas/<event>/<version>.ts`. */
function eventAndVersion(file: string): [event: string, version: string] {
  const [name = '', event = ''] = file.split('/').reverse();
  return [event, name.slice(0, -3)];
}

function strayFile(file: string): PlacedProblem {
  const message = 'The name of the file is not a version.';
  const fix = 'Name it <MAJOR>.<MINOR>.ts, e.g. 1.0.ts, or move it out of the folder.';
  return placed({ code: 'stray-file', message, fix, file }, '');
}
