import { basename, join, sep } from 'node:path';
import { type BadLine, filesBelow, readNumbered } from '@sluice/disk';
import type { DeadLetter } from './dead-letter.js';
import { isWithin, mayHold, type Period } from './folders.js';
import { JOURNALS, journalsIn } from './journals-fs.js';
import { isRefusedRequest, lettersOfRequest, type RefusedRequest } from './refused-request.js';

type OnBad = (bad: BadLine) => void;

/**
 * All dead letters of a data folder that came in a period (default: ever), oldest hour first, then those that are not compressed
 * yet. Lines torn by a crash are reported and skipped. May run beside processes that write and compress.
 */
export async function* readDeadLetters(dataDir: string, onBad: OnBad, period: Period = {}): AsyncGenerator<DeadLetter> {
  const folder = join(dataDir, 'dead-letters');
  const { names, requests } = await readJournals(join(folder, JOURNALS), onBad);
  for (const path of await archivesBelow(folder)) {
    if (names.has(basename(path, '.gz')) || !mayHold(path.split(sep).join('/'), period)) continue;
    for await (const request of readRequests(path, onBad))
      if (isWithin(request.arrivedAt, period)) yield* lettersOfRequest(request);
  }
  for (const request of requests) if (isWithin(request.arrivedAt, period)) yield* lettersOfRequest(request);
}

/**
 * What one file has; a line that is something else is reported as damaged, and a file that may not be read as unreadable. Rejects
 * where it is not there.
 */
export async function* readRequests(path: string, onBad: OnBad): AsyncGenerator<RefusedRequest> {
  let last = 0;
  try {
    for await (const { value, line } of readNumbered(path, onBad)) {
      last = line;
      if (isRefusedRequest(value)) yield value;
      else onBad({ path, line, kind: 'damaged' });
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined || code === 'ENOENT') throw error;
    onBad({ path, line: last + 1, kind: 'unreadable' });
  }
}

/**
 * Journals are read first and whole (they are small), and archives of the same name are left out: whether one is being
 * compressed meanwhile, or a crash has left both, each letter is read once.
 */
async function readJournals(folder: string, onBad: OnBad): Promise<{ names: Set<string>; requests: RefusedRequest[] }> {
  const names = new Set<string>();
  const requests: RefusedRequest[] = [];
  for (const path of await journalsIn(folder)) {
    try {
      const found: RefusedRequest[] = [];
      for await (const request of readRequests(path, onBad)) found.push(request);
      names.add(basename(path));
      for (const request of found) requests.push(request);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return { names, requests };
}

/** The compressed files of dead letters, oldest first; also those that older releases wrote without compression. */
export async function archivesBelow(folder: string): Promise<string[]> {
  const files = [...(await filesBelow(folder, '.ndjson')), ...(await filesBelow(folder, '.ndjson.gz'))];
  return files.filter((path) => !path.startsWith(join(folder, JOURNALS) + sep)).sort();
}
