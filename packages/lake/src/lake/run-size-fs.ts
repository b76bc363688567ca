import { stat } from 'node:fs/promises';
import { unreadable } from './unreadable.js';

/** Bytes of files together, or why the size of one cannot be read; undefined where one is not there. */
export async function sizeOf(files: readonly string[]): Promise<number | string | undefined> {
  let bytes = 0;
  for (const file of files) {
    const found = await stat(file).catch(unreadable);
    if (found === undefined || typeof found === 'string') return found;
    bytes += found.size;
  }
  return bytes;
}

/** What is wrong with Parquet files of this size where others were written; undefined where nothing is. */
export function sizeFlaw(found: number | string, written: number): string | undefined {
  if (typeof found === 'string') return found;
  return found === written ? undefined : `its Parquet files have ${found} bytes, and ${written} were written`;
}
