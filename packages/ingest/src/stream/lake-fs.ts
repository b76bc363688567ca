import { mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '@sluice/disk';
import type { LakeObjects } from './objects.js';

/**
 * Writes objects below the lake; their names are prefix and name joined as they are, as in S3. A reader sees an object whole
 * or not at all, and writing it again replaces it.
 */
export async function writeObjects(lakeDir: string, objects: LakeObjects, name: string): Promise<void> {
  for (const [prefix, pieces] of objects) await writeObject(join(lakeDir, `${prefix}${name}`), pieces);
}

async function writeObject(path: string, pieces: readonly Buffer[]): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const hidden = join(folder, `.${basename(path)}.tmp`);
  const handle = await open(hidden, 'w');
  try {
    await handle.writeFile(Buffer.concat(pieces));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(hidden, path);
  await syncFolder(folder);
}
