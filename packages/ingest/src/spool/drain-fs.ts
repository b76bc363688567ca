import { type Cursor, openCursor, readCursor } from './cursor-fs.js';
import { type Flaw, type Frame, readFrames } from './frame.js';
import { readSegment, type Segment } from './segment-fs.js';
import type { SpoolBatch } from './spool.js';

/** A sealed segment whose records are in memory, to be drained. */
export interface Loaded {
  readonly segment: Segment;
  readonly bytes: Uint8Array;
  readonly flaws: readonly Flaw[];
  readonly frames: readonly Frame[];
  readonly cursor: Cursor;
  /** How many of the frames are drained. */
  next: number;
}

/** A batch, and how many frames it is. */
export interface FrameBatch extends SpoolBatch {
  readonly from: Loaded;
  readonly count: number;
}

/** Reads what a segment holds behind its cursor. A cursor that points nowhere sends records again rather than none. */
export async function loadSegment(folder: string, segment: Segment): Promise<Loaded> {
  const bytes = await readSegment(segment);
  const { frames, flaws } = readFrames(bytes);
  const offset = await readCursor(folder, segment.name.segment);
  const next = frames.filter(({ end }) => end <= offset).length;
  return { segment, bytes, frames, flaws, next, cursor: openCursor(folder, segment.name.segment) };
}

/** What is left of a segment. */
export function remaining({ frames, next }: Loaded): { readonly records: number; readonly oldestAt?: number } {
  const at = frames[next]?.at;
  return { records: frames.length - next, ...(at === undefined ? {} : { oldestAt: at }) };
}

/** The next records of a segment within a limit; at least one. */
export function nextBatch(from: Loaded, limit: { readonly count: number; readonly bytes: number }): FrameBatch {
  const records: Uint8Array[] = [];
  let room = limit.bytes;
  for (let i = from.next; i < from.frames.length && records.length < limit.count; i++) {
    const { record } = from.frames[i] as Frame;
    room -= record.byteLength;
    if (room < 0 && records.length > 0) break;
    records.push(record);
  }
  return { records, from, count: records.length };
}
