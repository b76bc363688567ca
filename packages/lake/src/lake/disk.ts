import { open, rm } from 'node:fs/promises';

/** What a merge asks of the disk beyond reading and writing. Tests hand in one that watches, or fails. */
export interface Disk {
  /** Returns when a file's content, or the names in a folder, survive a power cut. */
  sync(path: string): Promise<void>;
  /** Removes a file or a folder with all that is in it; nothing where it is missing. */
  remove(path: string): Promise<void>;
}

/** Codes with which systems say that they cannot sync a folder, as Windows and some network disks. */
const noFolderSync: ReadonlySet<string> = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP']);

/** The real disk. Files are opened for writing where that can be, which Windows wants before it syncs them. */
export const realDisk: Disk = {
  sync: async (path) => {
    const handle = await open(path, 'r+').catch(() => open(path, 'r').catch(ignoreUnable));
    try {
      await handle?.sync().catch(ignoreUnable);
    } finally {
      await handle?.close();
    }
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
};

function ignoreUnable(error: NodeJS.ErrnoException): undefined {
  if (!noFolderSync.has(error.code ?? '')) throw error;
}
