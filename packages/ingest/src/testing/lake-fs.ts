import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from '@sluice/disk';

/** The lines of all objects below a folder, by path relative to it. */
export async function linesBelow(folder: string): Promise<{ [path: string]: string[] }> {
  const paths = await filesBelow(folder, '.json');
  const entries = paths.map(async (path) => {
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
    return [path.slice(folder.length + 1), lines] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The events of all raw objects in a data folder. */
export async function rawEvents(dataDir: string): Promise<{ eventId: string }[]> {
  const files = await linesBelow(join(dataDir, 'lake', 'raw'));
  return Object.values(files).flatMap((lines) => lines.map((line) => JSON.parse(line) as { eventId: string }));
}
