import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { JOURNALS } from './journals-fs.js';

/** Bytes of all letters below a folder, and of the journals among them; files that go meanwhile count nothing. */
export async function measureLetters(folder: string): Promise<{ readonly bytes: number; readonly open: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const total = { bytes: 0, open: 0 };
  for (const entry of entries.filter((one) => one.isFile() && one.name !== '.gitignore')) {
    const parent = entry.parentPath ?? entry.path;
    const { size } = await stat(join(parent, entry.name)).catch(() => ({ size: 0 }));
    total.bytes += size;
    if (parent === join(folder, JOURNALS) && entry.name.endsWith('.ndjson')) total.open += size;
  }
  return total;
}
