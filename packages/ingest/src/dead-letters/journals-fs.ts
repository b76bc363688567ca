import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, ownMark, type ProcessMark } from '@sluice/disk';

/** The folder of journals below the dead letters. */
export const JOURNALS = 'open';

/** This process among those that write journals. */
export interface JournalOwner {
  /** Looks around: what others left, and whether others write beside this one. */
  look(): Promise<Around>;
  /** Takes the mark away; journals left behind can be taken by others. */
  leave(): Promise<void>;
}

/** What lies in the folder of journals besides those of this process. */
interface Around {
  /** Paths of journals whose process no longer runs. */
  readonly orphans: readonly string[];
  /** Whether no other process writes journals here. */
  readonly isAlone: boolean;
}

const JOURNAL = /^(.+)-\d+\.ndjson$/;

/**
 * Marks this process as the owner of journals `<name>-<number>.ndjson`. The mark appears whole: half of one would look like that of a
 * process that is gone, and its journals would be put away while they grow.
 */
export async function enterJournals(folder: string, name: string): Promise<JournalOwner> {
  await mkdir(folder, { recursive: true });
  const lock = join(folder, `${name}.lock`);
  const hidden = join(folder, `.${name}.lock.tmp`);
  await writeFile(hidden, JSON.stringify(await ownMark()));
  await rename(hidden, lock);
  return { look: () => lookAround(folder, name), leave: () => rm(lock, { force: true }) };
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

async function lookAround(folder: string, self: string): Promise<Around> {
  const names = await readdir(folder);
  const locks = names.filter((name) => name.endsWith('.lock')).map((name) => name.slice(0, -'.lock'.length));
  const living = new Set([self]);
  for (const lock of locks.filter((name) => name !== self)) {
    if (await isAlive(join(folder, `${lock}.lock`))) living.add(lock);
    else await rm(join(folder, `${lock}.lock`), { force: true }).catch(() => undefined);
  }
  const orphans = names.filter((name) => JOURNAL.test(name) && !living.has(JOURNAL.exec(name)?.[1] ?? ''));
  return { orphans: orphans.map((name) => join(folder, name)), isAlone: living.size === 1 };
}

async function isAlive(lock: string): Promise<boolean> {
  try {
    return await isRunning(JSON.parse(await readFile(lock, 'utf8')) as ProcessMark);
  } catch {
    return false;
  }
}
