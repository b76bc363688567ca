import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unreadable } from './unreadable.js';

/** SHA-256 of files by their names, in hexadecimal. */
export type Digests = { readonly [name: string]: string };

/** The digests of files in a folder. */
export async function digestsOf(folder: string, names: readonly string[]): Promise<Digests> {
  const pairs = await Promise.all(names.map(async (name) => [name, await digestOf(join(folder, name))] as const));
  return Object.fromEntries(pairs);
}

/** The first file in a folder that is there with other bytes than its digest says, or cannot be read; undefined where there is none. */
export async function changedFile(folder: string, digests: Digests): Promise<string | undefined> {
  for (const [name, digest] of Object.entries(digests)) {
    const found = await digestOf(join(folder, name)).catch(unreadable);
    if (found !== undefined && found !== digest) return name;
  }
  return undefined;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1_048_576 }), hash);
  return hash.digest('hex');
}
