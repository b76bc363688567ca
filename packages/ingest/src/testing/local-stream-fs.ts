import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { LocalStream, LocalStreamOptions } from '../stream/local-stream.js';
import { openLocalStream } from '../stream/local-stream-fs.js';
import { countingIds, passOn } from './contract.js';

/** When everything in these tests arrives. */
export const AT = Date.UTC(2024, 4, 1, 12, 30);

/** The folder of that hour. */
export const HOUR = 'year=2024/month=05/day=01/hour=12';

/** Streams over a data folder of its own for each test of a file. */
export interface StreamFolder {
  readonly dataDir: string;
  /** Codes of the notices so far. */
  readonly notices: string[];
  /** Opens a stream that passes events on and delivers when it is told to; what is given wins. */
  open(options?: Partial<LocalStreamOptions>): Promise<LocalStream>;
}

/** A new folder before each test, removed after it. */
export function streamFolder(): StreamFolder {
  const folder = { dataDir: '', notices: [] as string[] };
  beforeEach(async () => {
    folder.dataDir = await mkdtemp(join(tmpdir(), 'stream-'));
    folder.notices.length = 0;
  });
  afterEach(() => rm(folder.dataDir, { recursive: true }));
  const open = (options: Partial<LocalStreamOptions> = {}) =>
    openLocalStream({
      dataDir: folder.dataDir,
      handler: passOn,
      now: () => AT,
      randomId: countingIds(),
      bufferMs: 60_000,
      report: ({ code }) => folder.notices.push(code),
      ...options,
    });
  return Object.assign(folder, { open });
}

/** An event as one line. */
export function line(event: string, eventId: string): string {
  return `${JSON.stringify({ event, eventId })}\n`;
}

/** The same as a record. */
export function record(event: string, eventId: string): Buffer {
  return Buffer.from(line(event, eventId));
}

/** Files by their folders alone. */
export function withoutNames(files: { [path: string]: string[] }): { [folder: string]: string[] } {
  return Object.fromEntries(Object.entries(files).map(([path, lines]) => [path.replace(/\/[^/]*$/, ''), lines]));
}
