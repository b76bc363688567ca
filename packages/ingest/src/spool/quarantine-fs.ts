import { join } from 'node:path';
import { openAppend } from '@sluice/disk';
import type { Flaw } from './frame.js';
import type { Segment } from './segment-fs.js';
import type { SpoolNotice } from './spool.js';

/**
 * Puts damaged bytes of a segment into `quarantine/<segment>-<offset>.bin`, durably, and reports every flaw. Resolves to
 * the number of damaged bytes. May be repeated after a crash: a file that is there already is not written again.
 */
export async function quarantine(
  folder: string,
  segment: Segment,
  bytes: Uint8Array,
  flaws: readonly Flaw[],
  report: (notice: SpoolNotice) => void,
): Promise<number> {
  let damaged = 0;
  for (const { from, to, kind } of flaws) {
    const place = `${segment.path}: bytes ${from} to ${to}`;
    if (kind === 'torn') {
      report({ code: 'record-torn', message: `${place} are a half-written record. It was never acknowledged.` });
      continue;
    }
    const path = join(folder, 'quarantine', `${segment.name.segment}-${from}.bin`);
    await writeOnce(path, bytes.subarray(from, to));
    damaged += to - from;
    report({ code: 'record-damaged', message: `${place} are damaged. They were put into ${path}.` });
  }
  return damaged;
}

async function writeOnce(path: string, bytes: Uint8Array): Promise<void> {
  const file = await openAppend(path);
  try {
    if (file.size() < bytes.byteLength) await file.append(bytes.subarray(file.size()));
  } finally {
    await file.close();
  }
}
