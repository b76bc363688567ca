import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, ownMark, type ProcessMark } from '@sluice/disk';

/** The folder of journals below the dead letters. */
export const JOURNALS = 'open';

/** This process among those that write journals. */
export interface JournalOwner {
  /** Journals of processes that no longer run, when this one came. */
  readonly orphans: string[];
  /** Takes the mark away; journals left behind can be taken by others. */
  leave(): Promise<void>;
}

const JOURNAL = /^(.+)-\d+\.ndjson$/;

/** Marks this process as the owner of journals `<name>-<number>.ndjson`, and finds those whose owner is gone. */
export async function enterJournals(folder: string, name: string): Promise<JournalOwner> {
  await mkdir(folder, { recursive: true });
  const lock = join(folder, `${name}.lock`);
  await writeFile(lock, JSON.stringify(await ownMark()));
  return { orphans: await orphansIn(folder, name), leave: () => rm(lock, { force: true }) };
}

/** Paths of all journals, also of those that are being written. */
export async function journalsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => JOURNAL.test(name))
    .sort()
    .map((name) => join(folder, name));
}

async function orphansIn(folder: string, self: string): Promise<string[]> {
  const names = await readdir(folder);
  const locks = names.filter((name) => name.endsWith('.lock')).map((name) => name.slice(0, -'.lock'.length));
  const living = new Set<string>();
  for (const lock of locks) {
    if (lock === self || (await isAlive(join(folder, `${lock}.lock`)))) living.add(lock);
    else await rm(join(folder, `${lock}.lock`), { force: true });
  }
  const orphans = names.filter((name) => JOURNAL.test(name) && !living.has(JOURNAL.exec(name)?.[1] ?? ''));
  return orphans.map((name) => join(folder, name));
}

async function isAlive(lock: string): Promise<boolean> {
  try {
    return await isRunning(JSON.parse(await readFile(lock, 'utf8')) as ProcessMark);
  } catch {
    return false;
  }
}
