import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepOutOfGit, makeOwnFolder, OWN_NAMES } from './own-folder-fs.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-own-'));
});
afterEach(() => rm(folder, { recursive: true }));

const ignored = async (below: string) =>
  /^\*$/m.test(await readFile(join(folder, below, '.gitignore'), 'utf8').catch(() => ''));

describe('an ignore file is written', () => {
  const cases = [
    { name: 'into an empty folder', names: [], want: true },
    { name: 'where all is ours', names: ['stream', 'lake', 'dead-letters', 'dev.json'], want: true },
    { name: 'not where anything else lies', names: ['lake', 'notes.txt'], want: false },
    { name: 'not where somebody keeps files of other programs', names: ['src', '.git'], want: false },
  ];
  it.each(cases)('$name', async ({ names, want }) => {
    for (const name of names) await mkdir(join(folder, name));
    expect(await keepOutOfGit(folder, OWN_NAMES.data)).toBe(want);
    expect(await ignored('')).toBe(want);
    expect(await keepOutOfGit(folder, OWN_NAMES.data)).toBe(false);
  });

  it('never over one that is there, and never into a folder that is not', async () => {
    await writeFile(join(folder, '.gitignore'), 'mine');
    expect(await keepOutOfGit(folder, OWN_NAMES.data)).toBe(false);
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('mine');
    expect(await keepOutOfGit(join(folder, 'missing'), OWN_NAMES.data)).toBe(false);
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });

  it('or not, where nothing can be written: nobody is stopped by that', async () => {
    await makeOwnFolder(join(folder, 'locked'), /^$/);
    await rm(join(folder, 'locked/.gitignore'));
    await chmod(join(folder, 'locked'), 0o500);
    await makeOwnFolder(join(folder, 'locked'), /^$/);
    await chmod(join(folder, 'locked'), 0o700);
    expect(await keepOutOfGit(join(folder, 'locked'), /^$/)).toBe(process.getuid?.() !== 0);
  });
});
