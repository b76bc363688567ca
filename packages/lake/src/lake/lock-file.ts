import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits between two looks at a lock that another merge holds, and how many looks: ten minutes in all. */
const patience = { milliseconds: 100, looks: 6_000 };

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  /** Start of the process in the system's own clock, or '' where the system does not tell: a pid alone is used again. */
  readonly started: string;
}

/**
 * Runs `work` while no other merge of the same lake does, in this process or another on this machine; a lock whose
 * process has ended is taken over. Throws where the lock is still held after ten minutes.
 *
 * The lock is the folder `columnar/_merge.lock` with one file, whose name says who holds it. It is made aside and put in
 * place by a rename, which no system lets replace a folder that has a file: so it appears with its holder or not at all,
 * and whoever clears a dead one cannot remove the lock that another has put there since.
 */
export async function withMergeLock<T>(lakeDir: string, work: () => Promise<T>): Promise<T> {
  const columnar = join(lakeDir, 'columnar');
  await mkdir(columnar, { recursive: true });
  const release = await acquire(join(columnar, '_merge.lock'));
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(lock: string): Promise<() => Promise<void>> {
  for (let look = 0; look < patience.looks; look += 1) {
    const name = (await isHeld(lock)) ? undefined : await place(lock);
    if (name !== undefined) return () => removeLock(lock, name);
    await sleep(patience.milliseconds);
  }
  throw new Error(
    `Another merge holds ${lock}. Wait for it to end. If no merge is running, remove _merge.lock alone: it holds no data.`,
  );
}

/** Puts a lock of this process in place; undefined where another was faster. */
async function place(lock: string): Promise<string | undefined> {
  const aside = await mkdtemp(`${lock}-`);
  const name = `${process.pid}.${await startOf(process.pid)}.${aside.slice(lock.length + 1)}`;
  await writeFile(join(aside, name), '');
  try {
    await rename(aside, lock);
    return name;
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (isOneOf(error, ['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'])) return undefined;
    throw error;
  }
}

/** Whether a running process holds the lock; what is left of a dead one is removed. */
async function isHeld(lock: string): Promise<boolean> {
  const names = await readdir(lock).catch(async (error) => {
    if (isOneOf(error, ['ENOTDIR'])) await rm(lock, { force: true });
    else if (!isOneOf(error, ['ENOENT'])) throw error;
    return [];
  });
  for (const name of names) {
    if (await isAlive(name)) return true;
    await rm(join(lock, name), { recursive: true, force: true });
  }
  await removeEmpty(lock);
  return false;
}

/** Removes one holder's file, and the folder where it is empty then: never the lock of another. */
async function removeLock(lock: string, name: string): Promise<void> {
  await rm(join(lock, name), { force: true });
  await removeEmpty(lock);
}

async function removeEmpty(lock: string): Promise<void> {
  await rmdir(lock).catch((error) => {
    if (!isOneOf(error, ['ENOTEMPTY', 'EEXIST', 'ENOENT'])) throw error;
  });
}

async function isAlive(name: string): Promise<boolean> {
  const { pid, started } = holderOf(name);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isRunning(pid)) return false;
  return (await startOf(pid)) === started;
}

function holderOf(name: string): Holder {
  const [pid, started = ''] = name.split('.');
  return { pid: Number(pid), started };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isOneOf(error, ['EPERM']);
  }
}

/** Field 22 of proc(5) `/proc/<pid>/stat`; the fields are counted after the name, which may hold spaces. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}
