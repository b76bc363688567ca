import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits between two looks at a lock that another merge holds, and how many looks: ten minutes in all. */
const patience = { milliseconds: 100, looks: 6_000 };

/**
 * Runs `work` while no other merge of the same lake does, in this process or another; a lock whose process has ended is
 * taken over. Throws where the lock is still held after ten minutes.
 */
export async function withMergeLock<T>(lakeDir: string, owner: string, work: () => Promise<T>): Promise<T> {
  const file = join(lakeDir, 'columnar', '_merge.lock');
  await mkdir(join(lakeDir, 'columnar'), { recursive: true });
  await acquire(file, owner);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(file: string, owner: string): Promise<void> {
  for (let look = 0; look < patience.looks; look += 1) {
    if (await create(file)) return;
    if (!(await isHeld(file))) {
      await rename(file, `${file}.${owner}`).catch(() => undefined);
      await rm(`${file}.${owner}`, { force: true });
    } else {
      await sleep(patience.milliseconds);
    }
  }
  throw new Error(`Another merge holds ${file}. Wait for it to end; if none is running, remove the file.`);
}

async function create(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the process that wrote the lock is alive; a lock that is just being written counts as held. */
async function isHeld(file: string): Promise<boolean> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
