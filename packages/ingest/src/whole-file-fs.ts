import { mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { syncFolder } from './append-fs.js';

const compress = promisify(gzip);

/**
 * Writes lines to a file, compressed where it is named `.gz`. A reader sees what was there before or all of it; when the promise
 * resolves it is on the disk.
 */
export async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const hidden = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  const handle = await open(hidden, 'w');
  try {
    await handle.writeFile(path.endsWith('.gz') ? await compress(text) : text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(hidden, path);
  await syncFolder(folder);
}
