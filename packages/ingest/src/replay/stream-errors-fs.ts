import { join, sep } from 'node:path';
import { type BadLine, filesBelow, readNdjson } from '@sluice/disk';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { isWithin, mayHold, type Period } from '../dead-letters/folders.js';
import type { Gate } from '../examine.js';
import { isStreamError, lettersOf } from './stream-errors.js';

/** What the transform refused, from the stream's error output below `lake/errors/`, judged again by the gate's contract. */
export async function* readStreamErrors(
  dataDir: string,
  gate: Gate,
  onBad: (bad: BadLine) => void,
  period: Period = {},
): AsyncGenerator<DeadLetter> {
  const folder = join(dataDir, 'lake', 'errors');
  for (const path of [...(await filesBelow(folder, '.json')), ...(await filesBelow(folder, '.json.gz'))].sort()) {
    const place = path
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    if (!mayHold(place, period)) continue;
    let line = 0;
    for await (const value of readNdjson(path, onBad)) {
      line++;
      if (!isStreamError(value)) onBad({ path, line, kind: 'damaged' });
      else if (isWithin(value.arrivalTimestamp, period)) yield* lettersOf(value, `${place}:${line}`, gate);
    }
  }
}
