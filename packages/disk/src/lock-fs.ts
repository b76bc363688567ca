import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, ownMark, type ProcessMark } from './process-fs.js';

/** A lock that this process holds, or the process that holds it. */
export type Lock =
  | { readonly kind: 'held'; readonly release: () => Promise<void> }
  | { readonly kind: 'busy'; readonly pid: number };

/**
 * Takes a lock that one process of this machine can hold; one whose process has ended is taken over.
 *
 * The lock is a folder with one file, whose name says who holds it. It is made aside and put in place by a rename, which no
 * system lets replace a folder that has a file: so it appears with its holder or not at all, and whoever clears a dead one
 * cannot remove the lock that another has put there since.
 */
export async function takeLock(path: string): Promise<Lock> {
  await mkdir(dirname(path), { recursive: true });
  for (;;) {
    const pid = await holderOf(path);
    if (pid !== undefined) return { kind: 'busy', pid };
    const name = await place(path);
    if (name !== undefined) return { kind: 'held', release: () => removeHolder(path, name) };
  }
}

/** How often a lock that another holds is looked at again, and the milliseconds between two looks. */
export interface Waits {
  readonly milliseconds: number;
  readonly looks: number;
}

/** The same for one who can wait: the last look says who holds it. */
export async function waitForLock(path: string, { milliseconds, looks }: Waits): Promise<Lock> {
  for (let look = 1; ; look += 1) {
    const lock = await takeLock(path);
    if (lock.kind === 'held' || look >= looks) return lock;
    await sleep(milliseconds);
  }
}

/** Puts a lock of this process in place; undefined where another was faster. */
async function place(path: string): Promise<string | undefined> {
  const aside = await mkdtemp(`${path}-`);
  const { pid, started = '' } = await ownMark();
  const name = `${pid}.${started}.${aside.slice(path.length + 1)}`;
  await writeFile(join(aside, name), '');
  try {
    await rename(aside, path);
    return name;
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (isOneOf(error, ['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'])) return undefined;
    throw error;
  }
}

/** The running process that holds the lock; what is left of dead ones is removed, and a file in its place, which holds nobody. */
async function holderOf(path: string): Promise<number | undefined> {
  for (const name of await namesIn(path)) {
    const mark = markOf(name);
    if (mark !== undefined && (await isRunning(mark))) return mark.pid;
    await removeHolder(path, name);
  }
  await removeEmpty(path);
  return undefined;
}

async function namesIn(path: string): Promise<string[]> {
  return readdir(path).catch(async (error) => {
    if (isOneOf(error, ['ENOTDIR'])) await rm(path, { force: true });
    else if (!isOneOf(error, ['ENOENT'])) throw error;
    return [];
  });
}

function markOf(name: string): ProcessMark | undefined {
  const [pid = '', started = ''] = name.split('.');
  if (!/^[1-9]\d{0,9}$/.test(pid)) return undefined;
  return { pid: Number(pid), ...(started === '' ? {} : { started }) };
}

async function removeHolder(path: string, name: string): Promise<void> {
  await rm(join(path, name), { recursive: true, force: true });
  await removeEmpty(path);
}

async function removeEmpty(path: string): Promise<void> {
  await rmdir(path).catch((error) => {
    if (!isOneOf(error, ['ENOTEMPTY', 'EEXIST', 'ENOENT'])) throw error;
  });
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}
