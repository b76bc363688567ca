import { readFile } from 'node:fs/promises';
import type { ReadRecord } from './record-text.js';

/** Reads a record's file; undefined where there is none. One that cannot be read is damaged: it stops nothing but its hour. */
export async function readRecord<T>(
  path: string,
  read: (content: string) => ReadRecord<T>,
): Promise<ReadRecord<T> | undefined> {
  try {
    return read(await readFile(path, 'utf8'));
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { kind: 'damaged', reason: `it cannot be read (${code})` };
  }
}
