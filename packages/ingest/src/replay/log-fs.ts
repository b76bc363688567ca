import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeOwnFolder, OWN_NAMES, openAppend, takeLock } from '@sluice/disk';
import { isObject } from '../wire/wire.js';
import type { Doubtful, ReplayLog, ReplayMark } from './replay.js';

/** A replay log in `replay/replayed.ndjson` of a data folder, append-only. */
export interface ReplayLogFile extends ReplayLog {
  /** Waits for marks in flight, closes the file and lets others replay. */
  close(): Promise<void>;
}

/** The code with which a log cannot be opened because another replay of the same data folder runs. */
export const REPLAY_BUSY = 'ReplayBusy';

/**
 * Opens the replay log of a data folder for one replay: another one on this machine rejects with {@link REPLAY_BUSY} until it is
 * closed or its process has ended. A line torn by a crash is closed off, so that later ones can be read.
 */
export async function openReplayLog(dataDir: string, now: () => number): Promise<ReplayLogFile> {
  const path = pathIn(dataDir);
  const lock = await takeLock(join(dirname(path), 'lock'));
  if (lock.kind === 'busy') {
    const message = `Another replay of this data folder runs (process ${lock.pid}).`;
    throw Object.assign(new Error(message), { code: REPLAY_BUSY });
  }
  try {
    return await open(path, now, lock.release);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function open(path: string, now: () => number, release: () => Promise<void>): Promise<ReplayLogFile> {
  const text = await readOrEmpty(path);
  await makeOwnFolder(dirname(path), OWN_NAMES.replay);
  if (text !== '' && !text.endsWith('\n')) await writeFile(path, '\n', { flag: 'a' });
  const marks = new Marks(text);
  const file = await openAppend(path);
  const write = async (line: object) => file.append(Buffer.from(`${JSON.stringify(line)}\n`));
  return {
    has: (mark) => marks.has(mark),
    doubtful: () => marks.doubtful(),
    begin: (begun) => write({ begun, at: now() }),
    mark: async (marked) => {
      const at = now();
      await file.append(Buffer.from(marked.map((mark) => `${JSON.stringify({ ...mark, at })}\n`).join('')));
      for (const mark of marked) marks.add(mark);
    },
    close: async () => {
      await file.close();
      await release();
    },
  };
}

/** What was replayed, to look at beside a replay that runs. */
export async function readReplayLog(dataDir: string): Promise<Pick<ReplayLog, 'has'>> {
  return new Marks(await readOrEmpty(pathIn(dataDir)));
}

class Marks {
  readonly #keys = new Set<string>();
  readonly #doubtful = new Map<string, Doubtful>();

  constructor(text: string) {
    for (const line of text.split('\n')) this.#read(line);
  }

  has({ id, eventId }: ReplayMark): boolean {
    return this.#keys.has(letterKey(id)) || this.#keys.has(eventKey(eventId));
  }

  add({ id, eventId }: ReplayMark): void {
    this.#keys.add(letterKey(id)).add(eventKey(eventId));
    this.#doubtful.delete(eventKey(eventId));
  }

  doubtful(): Doubtful[] {
    return [...this.#doubtful.values()];
  }

  #begin(begun: readonly ReplayMark[], begunAt: number): void {
    for (const mark of begun) if (!this.has(mark)) this.#doubtful.set(eventKey(mark.eventId), { ...mark, begunAt });
  }

  #read(line: string): void {
    const value = parsed(line);
    if (!isObject(value)) return;
    if (Array.isArray(value.begun)) this.#begin(value.begun.filter(isObject).map(markOf), Number(value.at));
    else this.add(markOf(value));
  }
}

function markOf(value: { [key: string]: unknown }): ReplayMark {
  return { id: String(value.id), eventId: String(value.eventId) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function letterKey(id: string): string {
  return `letter:${id}`;
}

/** UUIDs are stored in lower case: two spellings of one id are one event. */
function eventKey(eventId: string): string {
  return `event:${eventId.toLowerCase()}`;
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'replay', 'replayed.ndjson');
}

async function readOrEmpty(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
