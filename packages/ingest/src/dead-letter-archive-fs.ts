import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Addressed, foldersOf } from './dead-letter-place.js';
import { writeLines } from './whole-file-fs.js';
import { isObject } from './wire.js';

/**
 * Puts a closed journal away: one compressed file for each hour and event, under the journal's own name, then removes it. May
 * be repeated after a crash at any point and by several processes at once: the files' names follow from the journal, and as
 * long as it is there readers take it instead of them. A line torn by a crash was never acknowledged and is left out.
 */
export async function archiveJournal(journal: string, folder: string): Promise<void> {
  const lines = (await readFile(journal, 'utf8').catch(nothingIfGone)).split('\n').slice(0, -1);
  const letters = lines.flatMap((line) => addressed(line) ?? []);
  const places = foldersOf(letters.map(({ letter }) => letter));
  const parts = new Map<string, string[]>();
  for (const [i, { line }] of letters.entries()) {
    const place = places[i] as string;
    const part = parts.get(place) ?? [];
    part.push(line);
    parts.set(place, part);
  }
  for (const [place, part] of parts) await writeLines(join(folder, place, `${basename(journal)}.gz`), part);
  await rm(journal, { force: true });
}

function addressed(line: string): { letter: Addressed; line: string } | undefined {
  try {
    const letter: unknown = JSON.parse(line);
    return isObject(letter) && Number.isSafeInteger(letter.arrivedAt)
      ? { letter: letter as unknown as Addressed, line }
      : undefined;
  } catch {
    return undefined;
  }
}

function nothingIfGone(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}
