import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { syncFolder } from './append-fs.js';

/** A file that is written line by line and appears whole. */
export interface LineWriter {
  /** Resolves when more can be taken. */
  write(line: string): Promise<void>;
  /** Resolves when the file is on the disk under its name. */
  finish(): Promise<void>;
  /** Takes back what was written. Never rejects. */
  abandon(): Promise<void>;
}

/**
 * Writes lines to a file, compressed where it is named `.gz`. A reader sees what was there before or all of it; when the promise
 * resolves it is on the disk.
 */
export async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  const file = await openLineWriter(path);
  try {
    for (const line of lines) await file.write(line);
    await file.finish();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

/** Begins a file that is to be written line by line, compressed where it is named `.gz`; makes its folder. */
export async function openLineWriter(path: string): Promise<LineWriter> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const hidden = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  const input: Transform = path.endsWith('.gz') ? createGzip() : new PassThrough();
  const written = pipeline(input, createWriteStream(hidden));
  written.catch(() => undefined);
  return {
    write: async (line) => {
      if (!input.write(`${line}\n`)) await Promise.race([drained(input), written]);
    },
    finish: async () => {
      input.end();
      await written;
      await syncFile(hidden);
      await rename(hidden, path);
      await syncFolder(folder);
    },
    abandon: async () => {
      input.destroy();
      await written.catch(() => undefined);
      await rm(hidden, { force: true }).catch(() => undefined);
    },
  };
}

function drained(stream: Transform): Promise<void> {
  return new Promise((resolve) => stream.once('drain', resolve));
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
