import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../append-fs.js';
import type { LakeObjects } from './objects.js';

/**
 * Writes objects below the lake, each under the same file name; a reader sees an object whole or not at all, and
 * writing it again replaces it.
 */
export async function writeObjects(lakeDir: string, objects: LakeObjects, fileName: string): Promise<void> {
  for (const [folder, pieces] of objects) {
    await writeObject(join(lakeDir, folder), fileName, pieces);
  }
}

async function writeObject(folder: string, fileName: string, pieces: readonly Buffer[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const hidden = join(folder, `.${fileName}.tmp`);
  const handle = await open(hidden, 'w');
  try {
    await handle.writeFile(Buffer.concat(pieces));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(hidden, join(folder, fileName));
  await syncFolder(folder);
}
