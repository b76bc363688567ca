import { lstat, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type IgnoreRule, ignoreRules, isTracked } from '@sluice/project/git';
import type { Io } from '../../io.js';
import { lineFor, speaksOf, withLines } from './ignore-file.js';
import { keepProductOut } from './product-folders.js';

/** A folder that is made by running a command and is never committed. */
export interface MadeFolder {
  /** Below the project, with `/`. */
  readonly folder: string;
  /** Names of what is made at its top; absent for data, whose folder is kept out by what writes it. */
  readonly own?: ReadonlySet<string>;
}

const file = '.gitignore';

/**
 * Keeps what is made out of the project's repository: build products by an ignore file of their own, all of it by lines in the project's
 * `.gitignore`, where neither that nor one above it says anything of it yet. Gives the lines that were added. Products that are
 * committed all the same, and folders that somebody took out of the ignored ones, are left alone.
 */
export async function keepMadeOut(root: string, made: readonly MadeFolder[], io: Io): Promise<string[]> {
  const said = await saidOf(root, made);
  const free = await Promise.all(made.map(async (one, at) => said[at] !== 'kept' && !(await isCommitted(root, one))));
  for (const [at, { folder, own }] of made.entries()) if (own && free[at]) await keepProductOut(root, folder, own);
  const lines = made.flatMap(({ folder }, at) => (free[at] && said[at] === undefined ? [lineFor(folder)] : []));
  if (lines.length === 0) return [];
  const problem = await append(path.join(root, file), lines);
  if (problem === undefined) return lines;
  io.err(`${io.paint.yellow('!')} ${file} ${problem}. Add these lines by hand: ${lines.join(' ')}`);
  return [];
}

/** What committed ignore files say of a folder; undefined where they do not speak of it. */
type Said = 'ignored' | 'kept' | undefined;

async function saidOf(root: string, made: readonly MadeFolder[]): Promise<Said[]> {
  const rules = await ignoreRules(
    root,
    made.flatMap(({ folder }) => [folder, `${folder}/x`]),
  );
  if (rules) return made.map(({ folder }, at) => saidBy(rules.slice(2 * at, 2 * at + 2), folder));
  const text = await readFile(path.join(root, file), 'utf8').catch(() => '');
  return made.map(({ folder }) => (speaksOf(text, folder) ? 'ignored' : undefined));
}

/** What only one person's own git ignores counts for nobody else, and the ignore file in the folder itself is ours. */
function saidBy(rules: readonly IgnoreRule[], folder: string): Said {
  const shared = rules.filter(({ source }) => {
    const name = source.replaceAll('\\', '/');
    return !path.isAbsolute(name) && path.posix.basename(name) === file && !`/${name}`.endsWith(`/${folder}/${file}`);
  });
  if (shared.length === 0) return undefined;
  return shared.some(({ pattern }) => pattern.startsWith('!')) ? 'kept' : 'ignored';
}

/** Products that git tracks: whoever commits them has decided so. */
async function isCommitted(root: string, { folder, own }: MadeFolder): Promise<boolean> {
  return own !== undefined && (await isTracked(root, folder));
}

/** Undefined where it was done; else what is wrong with the file. */
async function append(target: string, lines: readonly string[]): Promise<string | undefined> {
  try {
    const found = await lstat(target).catch(() => undefined);
    if (found && !found.isFile()) return 'is no plain file';
    const text = found ? await readFile(target, 'utf8') : '';
    await writeFile(target, withLines(text, lines));
    return undefined;
  } catch (error) {
    return `cannot be written (${(error as NodeJS.ErrnoException).code})`;
  }
}
