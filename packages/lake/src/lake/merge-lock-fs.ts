import { join } from 'node:path';
import { waitForLock } from '@sluice/disk';

/** Ten minutes in all. */
const patience = { milliseconds: 100, looks: 6_000 };

/**
 * Runs `work` while no other merge of the same lake does, in this process or another on this machine; a lock whose
 * process has ended is taken over. Throws where the lock is still held after ten minutes.
 */
export async function withMergeLock<T>(lakeDir: string, work: () => Promise<T>): Promise<T> {
  const path = join(lakeDir, 'columnar', '_merge.lock');
  const lock = await waitForLock(path, patience);
  if (lock.kind === 'busy')
    throw new Error(
      `Another merge holds ${path}. Wait for it to end. If no merge is running, remove _merge.lock alone: it holds no data.`,
    );
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
