import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppendFile, type OpenFile, openAppend, syncFolder } from '@sluice/disk';
import { type SegmentName, segmentFile } from '../stream/segment.js';

/** A file of records: first written, then sealed, then drained and removed. */
export interface Segment {
  readonly name: SegmentName;
  readonly path: string;
  /** Bytes that were acknowledged or are on their way. */
  bytes: number;
  /** Records that are not drained. */
  records: number;
  /** When the first record that is not drained was appended. */
  oldestAt: number | undefined;
}

/** A segment that takes records. */
export interface WritableSegment extends Segment {
  /** Rejects when the file could not be made. */
  readonly file: Promise<AppendFile>;
  readonly writes: Set<Promise<void>>;
}

/** Begins a segment; its file is made meanwhile. */
export function beginSegment(folder: string, name: SegmentName, open: OpenFile | undefined): WritableSegment {
  const path = join(folder, segmentFile(name));
  const file = openAppend(path, open);
  file.catch(() => undefined);
  return { name, path, file, bytes: 0, records: 0, oldestAt: undefined, writes: new Set() };
}

/** Appends whole and durable. Counts the bytes only then. */
export async function appendTo(segment: WritableSegment, bytes: Uint8Array): Promise<void> {
  const write = segment.file.then((file) => file.append(bytes));
  segment.writes.add(write);
  try {
    await write;
  } finally {
    segment.writes.delete(write);
  }
}

/** Waits for what is being written and closes the file. Resolves to its durable bytes; 0 where it was never made. */
export async function sealSegment(segment: WritableSegment): Promise<number> {
  await Promise.allSettled([...segment.writes]);
  const file = await segment.file.catch(() => undefined);
  await file?.close().catch(() => undefined);
  return file?.size() ?? 0;
}

/** The bytes of a segment; none where it does not exist. What a failed write left behind its end is not part of it. */
export async function readSegment(segment: Segment): Promise<Uint8Array> {
  try {
    return (await readFile(segment.path)).subarray(0, segment.bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Uint8Array(0);
    throw error;
  }
}

/** Removes a drained segment for good, then its cursor. */
export async function removeSegment(folder: string, segment: Segment): Promise<void> {
  await rm(segment.path, { force: true });
  await syncFolder(folder);
  await rm(cursorPath(folder, segment.name.segment), { force: true });
}

/** Where the cursor of a segment stands, whoever owns the segment. */
export function cursorPath(folder: string, segment: string): string {
  return join(folder, `${segment}.cursor`);
}
