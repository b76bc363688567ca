import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openAppend } from './append-fs.js';
import type { ReplayLog } from './replay.js';
import { isObject } from './wire.js';

/** A replay log in `replay/replayed.ndjson` of a data folder, append-only. One replay at a time may have it open. */
export interface ReplayLogFile extends ReplayLog {
  /** Waits for marks in flight and closes the file. */
  close(): Promise<void>;
}

/** Opens the replay log of a data folder; a line torn by a crash is closed off, so that later ones can be read. */
export async function openReplayLog(dataDir: string, now: () => number): Promise<ReplayLogFile> {
  const path = join(dataDir, 'replay', 'replayed.ndjson');
  const text = await readOrEmpty(path);
  if (text !== '' && !text.endsWith('\n')) await writeFile(path, '\n', { flag: 'a' });
  const marked = new Set(text.split('\n').flatMap(keysOf));
  const file = await openAppend(path);
  return {
    has: ({ id, eventId }) => marked.has(letterKey(id)) || marked.has(eventKey(eventId)),
    mark: async (marks) => {
      const at = now();
      await file.append(Buffer.from(marks.map((mark) => `${JSON.stringify({ ...mark, at })}\n`).join('')));
      for (const { id, eventId } of marks) marked.add(letterKey(id)).add(eventKey(eventId));
    },
    close: () => file.close(),
  };
}

function keysOf(line: string): string[] {
  try {
    const mark: unknown = JSON.parse(line);
    return isObject(mark) ? [letterKey(String(mark.id)), eventKey(String(mark.eventId))] : [];
  } catch {
    return [];
  }
}

function letterKey(id: string): string {
  return `letter:${id}`;
}

/** UUIDs are stored in lower case: two spellings of one id are one event. */
function eventKey(eventId: string): string {
  return `event:${eventId.toLowerCase()}`;
}

async function readOrEmpty(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
