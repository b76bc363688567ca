import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Smaller files are always read to their end: it costs nothing. */
const SMALL = 8_192;

/** How many times larger than its gzip JSON is, at least and at most: what says otherwise is read to its end. */
const FACTOR = { least: 1.5, most: 50 };

/**
 * Why a gzip file is not whole; undefined where nothing says so. DuckDB reads what there is and compares neither length nor checksum, so
 * that a file which was cut behind a row looks whole to it. The last four bytes say the length of what was packed (RFC 1952); of a
 * file that was cut they are any, and name a length that such a file hardly has: then, and only then, it is unpacked, as all of
 * them would take a quarter of a merge's time.
 */
export async function gzipFlaw(path: string): Promise<string | undefined> {
  const { size, length } = await ends(path);
  const isLikely = size >= SMALL && length >= size * FACTOR.least && length <= size * FACTOR.most;
  return isLikely ? undefined : unpackingFlaw(path);
}

async function ends(path: string): Promise<{ readonly size: number; readonly length: number }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(4);
    await handle.read(last, 0, 4, Math.max(0, size - 4));
    return { size, length: last.readUInt32LE() };
  } finally {
    await handle.close();
  }
}

async function unpackingFlaw(path: string): Promise<string | undefined> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(path), createGunzip(), nowhere);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
