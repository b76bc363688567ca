import { lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from './disk.js';
import type { ReadRecord } from './record-text.js';
import { unreadable } from './unreadable.js';

/** Reads a record's file; undefined where there is none. One that cannot be read is damaged: it stops nothing but its hour. */
export async function readRecord<T>(
  path: string,
  read: (content: string) => ReadRecord<T>,
): Promise<ReadRecord<T> | undefined> {
  try {
    return read(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = unreadable(error as NodeJS.ErrnoException);
    return reason === undefined ? undefined : { kind: 'damaged', reason };
  }
}

/** Name of the record that says which run of a folder is to be read. */
export const RECORD = '_current.json';

/** Writes a folder's record: it appears whole or not at all, and for good. What stands in its place and is no file goes. */
export async function putRecord(folder: string, run: string, content: string, disk: Disk): Promise<void> {
  const temporary = join(folder, `_${run}.tmp`);
  const record = join(folder, RECORD);
  await writeFile(temporary, content, { flush: true });
  await rename(temporary, record).catch(async (error: unknown) => {
    const inTheWay = await lstat(record).catch(() => undefined);
    if (!inTheWay?.isDirectory()) throw error;
    await rm(record, { recursive: true });
    await rename(temporary, record);
  });
  await disk.sync(folder);
}
