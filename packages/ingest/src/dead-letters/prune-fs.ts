import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeadLetter } from './dead-letter.js';
import type { Period } from './folders.js';
import { isWithin } from './folders.js';
import { archivesBelow, readRequests } from './read-fs.js';
import { lettersOfRequest } from './refused-request.js';

/** What was removed. */
export interface Pruned {
  readonly files: number;
  readonly letters: number;
  readonly bytes: number;
}

/**
 * Removes the compressed files of a data folder's dead letters of which every letter is done with and came in the period: room
 * for new ones. A file with one letter that is still needed stays whole.
 */
export async function pruneDeadLetters(
  dataDir: string,
  isDone: (letter: DeadLetter) => boolean,
  period: Period = {},
): Promise<Pruned> {
  const pruned = { files: 0, letters: 0, bytes: 0 };
  for (const path of await archivesBelow(join(dataDir, 'dead-letters'))) {
    const letters = await lettersDone(path, (letter) => isWithin(letter.arrivedAt, period) && isDone(letter));
    if (letters === undefined) continue;
    const { size } = await stat(path);
    await rm(path);
    pruned.files++;
    pruned.letters += letters;
    pruned.bytes += size;
  }
  return pruned;
}

/** How many letters a file has, or undefined where one is still needed or cannot be read. */
async function lettersDone(path: string, isDone: (letter: DeadLetter) => boolean): Promise<number | undefined> {
  let count = 0;
  let damaged = false;
  const onBad = () => {
    damaged = true;
  };
  for await (const request of readRequests(path, onBad)) {
    for (const letter of lettersOfRequest(request)) {
      if (damaged || !isDone(letter)) return undefined;
      count++;
    }
  }
  return damaged ? undefined : count;
}
