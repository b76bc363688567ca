import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppendFile, openAppend, readNdjson } from '@sluice/disk';
import { parseSegmentFile } from '../stream/segment.js';
import { isObject } from '../wire/wire.js';
import { cursorPath } from './segment-fs.js';

/** How far a segment is drained. */
export interface Cursor {
  /** Notes durably that everything before `offset` is drained. */
  moveTo(offset: number): Promise<void>;
  close(): Promise<void>;
}

/** The cursor of a segment. Its file only grows, and the last line that can be read counts: a torn one changes nothing. */
export function openCursor(folder: string, segment: string): Cursor {
  let file: AppendFile | undefined;
  const healthy = async (): Promise<AppendFile> => {
    if (file?.healthy()) return file;
    await file?.close();
    file = undefined;
    file = await openAppend(cursorPath(folder, segment));
    return file;
  };
  return {
    moveTo: async (offset) => (await healthy()).append(Buffer.from(`${JSON.stringify({ offset })}\n`)),
    close: async () => file?.close(),
  };
}

/** The offset up to which a segment is drained; 0 where nothing says otherwise. */
export async function readCursor(folder: string, segment: string): Promise<number> {
  let offset = 0;
  const path = cursorPath(folder, segment);
  if (!existsSync(path)) return offset;
  for await (const line of readNdjson(path, () => undefined)) {
    if (isObject(line) && Number.isSafeInteger(line.offset)) offset = line.offset as number;
  }
  return offset;
}

/** Removes cursors whose segment is gone: what a crash between the two removals left. */
export async function removeLeftCursors(folder: string): Promise<void> {
  const names = await readdir(folder);
  const segments = new Set(names.map((name) => parseSegmentFile(name)?.segment));
  for (const name of names.filter((one) => one.endsWith('.cursor'))) {
    if (!segments.has(name.slice(0, -'.cursor'.length))) await rm(join(folder, name), { force: true });
  }
}
