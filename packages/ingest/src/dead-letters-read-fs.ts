import { basename, join, sep } from 'node:path';
import { JOURNALS, journalsIn } from './dead-letter-journals-fs.js';
import { isWithin, mayHold, type Period } from './dead-letter-place.js';
import type { DeadLetter } from './dead-letters.js';
import { type BadLine, filesBelow, readNdjson } from './ndjson-fs.js';

type OnBad = (bad: BadLine) => void;

/**
 * All dead letters of a data folder that came in a period (default: ever), oldest hour first, then those that are not compressed
 * yet. Lines torn by a crash are reported and skipped. May run beside processes that write and compress.
 */
export async function* readDeadLetters(dataDir: string, onBad: OnBad, period: Period = {}): AsyncGenerator<DeadLetter> {
  const folder = join(dataDir, 'dead-letters');
  const { names, letters } = await readJournals(join(folder, JOURNALS), onBad);
  for (const path of await archivesBelow(folder)) {
    if (names.has(basename(path, '.gz')) || !mayHold(path.split(sep).join('/'), period)) continue;
    for await (const value of readNdjson(path, onBad)) {
      const letter = value as DeadLetter;
      if (isWithin(letter.arrivedAt, period)) yield letter;
    }
  }
  for (const letter of letters) if (isWithin(letter.arrivedAt, period)) yield letter;
}

/**
 * Journals are read first and whole (they are small), and archives of the same name are left out: whether one is being
 * compressed meanwhile, or a crash has left both, each letter is read once.
 */
async function readJournals(folder: string, onBad: OnBad): Promise<{ names: Set<string>; letters: DeadLetter[] }> {
  const names = new Set<string>();
  const letters: DeadLetter[] = [];
  for (const path of await journalsIn(folder)) {
    try {
      const found: DeadLetter[] = [];
      for await (const value of readNdjson(path, onBad)) found.push(value as DeadLetter);
      names.add(basename(path));
      letters.push(...found);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return { names, letters };
}

/** The compressed files of dead letters, oldest first; also those that older releases wrote without compression. */
export async function archivesBelow(folder: string): Promise<string[]> {
  const files = [...(await filesBelow(folder, '.ndjson')), ...(await filesBelow(folder, '.ndjson.gz'))];
  return files.filter((path) => !path.startsWith(join(folder, JOURNALS) + sep)).sort();
}
