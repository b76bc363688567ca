import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { type AnySchema, type Bundle, bundled, type FileProblem, type Files, type Opened } from '@sluice/compat/pair';
import { readJson } from '@sluice/contract';
import { UsageError } from '../errors.js';
import { ProblemList } from '../problems.js';
import { jsonDepth } from './json-depth.js';

/** A file beyond this is refused: no schema is as large. */
const mostBytes = 64 * 1024 * 1024;
/** Files that one schema may lead to. */
const mostFiles = 2000;

/** Levels of objects and lists in one file: what reads schemas calls itself for each. */
const mostLevels = 1_000;

/** A schema as it stands in its file, and with everything that it refers to in other files. */
export interface ReadSchema {
  readonly written: unknown;
  readonly schema: unknown;
  /** The file of each part of the schema that stood in another one, by the JSON pointer of the part. */
  readonly parts: Bundle['parts'];
  readonly identities: Bundle['identities'];
}

/**
 * Reads a schema and, where it `follows` references, the files below its folder (or below `root`) that they lead to. Nothing is read from elsewhere. Throws
 * a UsageError where the file cannot be read, and a ProblemList for a reference to a file that cannot be followed.
 */
export function readSchema(cwd: string, file: string, root?: string, follows = true): ReadSchema {
  const whole = path.resolve(cwd, file);
  const written = parsed(whole, file);
  const folder = root === undefined ? path.dirname(whole) : path.resolve(cwd, root);
  const name = named(path.relative(folder, whole));
  if (root !== undefined && isOutside(name)) throw new UsageError(`${file} does not lie in --root ${root}.`);
  if (!follows) return { written, schema: written, parts: new Map(), identities: new Map() };
  const bundle = bundled(name, written as AnySchema, new Folder(folder, root === undefined));
  const shown = (one: string) => named(path.join(path.dirname(file), path.relative(path.dirname(name), one)));
  if ('problem' in bundle) throw new ProblemList([withPath(bundle.problem, shown)]);
  const asShown = (files: Bundle['parts']) => new Map([...files].map(([key, one]) => [key, shown(one)]));
  const { schema, parts, identities } = bundle;
  return { written, schema, parts: asShown(parts), identities: asShown(identities) };
}

/** Files are told as they lie to the one that was given. */
function withPath(problem: FileProblem, shown: (file: string) => string): FileProblem {
  const end = problem.path.indexOf('#');
  return { ...problem, path: `${shown(problem.path.slice(0, end))}${problem.path.slice(end)}` };
}

function parsed(whole: string, file: string): unknown {
  let text = '';
  try {
    text = readFileSync(whole, 'utf8').replace(/^\u{FEFF}/u, '');
    if (jsonDepth(text) <= mostLevels) return readJson(text);
  } catch (error) {
    throw new UsageError(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
  throw new UsageError(tooDeep(file, text));
}

function tooDeep(file: string, text: string): string {
  return `${file} nests ${jsonDepth(text)} levels; at most ${mostLevels} are read.`;
}

function named(relative: string): string {
  return relative.split(path.sep).join('/');
}

function isOutside(relative: string): boolean {
  return relative === '..' || relative.startsWith('../') || path.isAbsolute(relative);
}

/** The files below a folder, each read once. */
class Folder implements Files {
  readonly #opened = new Map<string, Opened>();

  constructor(
    readonly folder: string,
    readonly isDefault: boolean,
  ) {}

  open(from: string, relative: string): Opened {
    const name = named(path.relative(this.folder, path.resolve(this.folder, path.dirname(from), relative)));
    const known = this.#opened.get(name) ?? this.#read(name);
    this.#opened.set(name, known);
    return known;
  }

  #read(file: string): Opened {
    if (isOutside(file)) return this.#outside(file);
    if (this.#opened.size >= mostFiles) return refusal('too-many-files', `more than ${mostFiles} files are read.`);
    const whole = path.join(this.folder, file);
    try {
      const real = realpathSync(whole);
      if (isOutside(named(path.relative(realpathSync(this.folder), real)))) return this.#outside(file);
      const stat = statSync(real);
      const { size } = stat;
      if (!stat.isFile()) return notAFile(file);
      if (size > mostBytes)
        return refusal('file-too-large', `${file} has ${size} bytes; at most ${mostBytes} are read.`);
      const text = readFileSync(real, 'utf8').replace(/^\u{FEFF}/u, '');
      if (jsonDepth(text) > mostLevels) return refusal('too-deep', tooDeep(file, text));
      return { file, schema: readJson(text) };
    } catch (error) {
      return unreadable(file, error as NodeJS.ErrnoException);
    }
  }

  #outside(file: string): Opened {
    const where = this.isDefault ? 'the folder of the schema' : '--root';
    return {
      code: 'outside-folder',
      message: `${file} lies outside of ${where}, and nothing is read from there.`,
      fix: 'Name a folder that holds all of the files: --root <folder>.',
    };
  }
}

function refusal(code: string, message: string): Opened {
  return { code, message, fix: 'Split the schema, or refer to a smaller file.' };
}

function notAFile(file: string): Opened {
  return {
    code: 'not-a-file',
    message: `${file || '.'} is a folder or no plain file.`,
    fix: 'Refer to a file that holds a schema.',
  };
}

function unreadable(file: string, error: NodeJS.ErrnoException): Opened {
  if (error instanceof SyntaxError) {
    const message = `${file} is no JSON: ${error.message}`;
    return { code: 'not-json', message, fix: 'Correct the file: schemas are read as JSON.' };
  }
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return {
      code: 'missing-file',
      message: `there is no file ${file}.`,
      fix: 'Correct the reference, or add the file.',
    };
  }
  const message = `${file} cannot be read: ${error.message}`;
  return { code: 'unreadable-file', message, fix: 'See to it that the file can be read.' };
}
