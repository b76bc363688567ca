import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { filesBelow, readLineGroups, readNdjson } from '@sluice/disk';
import { mayHold } from '../dead-letters/folders.js';
import { isWalRecord } from '../stream/segment.js';
import { isObject } from '../wire/wire.js';
import type { Sought } from './replay.js';

const ignore = (): void => undefined;

/**
 * Which of these events a local stream has stored, by event id in lower case: acknowledged in its log, or as rows in the lake. The
 * log is looked at first, because records go from there to the lake.
 */
export async function storedIn(dataDir: string, sought: readonly Sought[]): Promise<ReadonlySet<string>> {
  const wanted = new Set(sought.map(({ eventId }) => eventId.toLowerCase()));
  const since = sought.reduce((first, one) => Math.min(first, one.since), Number.POSITIVE_INFINITY);
  const found = new Set<string>();
  const see = (eventId: unknown): void => {
    if (typeof eventId === 'string' && wanted.has(eventId.toLowerCase())) found.add(eventId.toLowerCase());
  };
  while (!(await readLog(join(dataDir, 'stream'), see)));
  for (const folder of foldersOf(sought)) await readRows(join(dataDir, 'lake', 'raw', folder), since, see);
  return found;
}

/** The folders of their rows; where one has no name, of all rows. */
function foldersOf(sought: readonly Sought[]): string[] {
  const names = new Set(sought.map(({ event }) => event));
  return names.has(undefined) ? [''] : [...names].map((name) => `event=${name}`);
}

/** False where a segment went away under its reader: into the lake, or to another owner. Then the log is to be read again. */
async function readLog(folder: string, see: (eventId: unknown) => void): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  try {
    for (const name of names.filter((one) => one.endsWith('.wal'))) {
      for await (const value of readNdjson(join(folder, name), ignore)) {
        if (isWalRecord(value)) see(memberOf(Buffer.from(value.data, 'base64').toString(), 'eventId'));
      }
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function readRows(folder: string, since: number, see: (eventId: unknown) => void): Promise<void> {
  const files = [...(await filesBelow(folder, '.json')), ...(await filesBelow(folder, '.json.gz'))];
  for (const path of files.filter((one) => mayHold(one.split(sep).join('/'), { since }))) {
    try {
      for await (const lines of readLineGroups(path)) for (const line of lines) see(idOf(line));
    } catch (error) {
      throw unreadable(path, error as Error);
    }
  }
}

/** What cannot be read cannot say which events it stores: sending them again may store them twice. */
function unreadable(path: string, cause: Error): Error {
  const message = `Whether events are stored in ${path} cannot be told: ${cause.message}.`;
  const fix = "Put the file right, or move it out of the lake's folder and keep it. Then replay again.";
  return Object.assign(new Error(message, { cause }), { fix });
}

/** Rows begin with their event id: parsing millions of them would take minutes. */
const ID = /^\{"event_id":"([^"\\]+)"/;

function idOf(line: string): unknown {
  return ID.exec(line)?.[1] ?? memberOf(line, 'event_id');
}

function memberOf(text: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value[name] : undefined;
  } catch {
    return undefined;
  }
}
