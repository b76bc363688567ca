import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type LineWriter, openLineWriter, readLineGroups } from '@sluice/disk';
import { type Addressed, foldersOf } from './folders.js';
import { isRefusedRequest } from './refused-request.js';

/**
 * Puts a closed journal away: one compressed file for each hour and event, under the journal's own name, then removes it. May
 * be repeated after a crash at any point and by several processes at once: the files' names follow from the journal, and as
 * long as it is there readers take it instead of them. A line torn by a crash was never acknowledged and is left out. However
 * long the journal is, no more than a line of it is in memory.
 */
export async function archiveJournal(journal: string, folder: string): Promise<void> {
  const places = await placesIn(journal);
  const parts = new Map<string, LineWriter>();
  try {
    let line = 0;
    for await (const lines of linesOf(journal)) {
      for (const text of lines) {
        const place = places[line++];
        if (place === undefined) continue;
        const part = parts.get(place) ?? (await openLineWriter(join(folder, place, `${basename(journal)}.gz`)));
        parts.set(place, part);
        await part.write(text);
      }
    }
    for (const part of parts.values()) await part.finish();
  } catch (error) {
    for (const part of parts.values()) await part.abandon();
    throw error;
  }
  await rm(journal, { force: true });
}

/** The folder of each line; of what is no record, none. */
async function placesIn(journal: string): Promise<(string | undefined)[]> {
  const records: (Addressed | undefined)[] = [];
  for await (const lines of linesOf(journal)) for (const line of lines) records.push(addressed(line));
  const places = foldersOf(records.filter((record) => record !== undefined)).values();
  return records.map((record) => (record === undefined ? undefined : places.next().value));
}

function addressed(line: string): Addressed | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!isRefusedRequest(value)) return undefined;
    const { arrivedAt, event, list } = value;
    return { arrivedAt, ...(event === undefined ? {} : { event }), ...(list && { list }) };
  } catch {
    return undefined;
  }
}

/** A journal that is gone was put away by another process. */
async function* linesOf(journal: string): AsyncGenerator<readonly string[]> {
  try {
    yield* readLineGroups(journal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
