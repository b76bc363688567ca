import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own for the test that runs; removed when it has ended. */
export async function ownFolder(prefix = 'sluice-'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What is kept in a folder, beside what keeps it out of git. */
export async function keptIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name !== '.gitignore');
}
