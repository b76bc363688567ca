import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { plainText } from '@sluice/contract';
import type { GeneratedFile } from '@sluice/generators';

/** The files in a folder of the project, but those that are known, and what a bundler put into `dist`. Paths are relative to the project. */
export async function filesIn(root: string, folder: string, known?: ReadonlySet<string>): Promise<GeneratedFile[]> {
  const names = (await namesIn(root, folder)).filter((file) => known?.has(file) !== true).sort();
  return Promise.all(names.map(async (file) => ({ path: file, content: (await textOf(path.join(root, file))) ?? '' })));
}

async function namesIn(root: string, folder: string): Promise<string[]> {
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
export async function textOf(file: string): Promise<string | undefined> {
  return existsSync(file) ? plainText(await readFile(file, 'utf8')) : undefined;
}
