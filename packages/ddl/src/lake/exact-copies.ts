import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Table } from '../table.js';
import { needsExactNumbers, quoteNumbers } from './exact-numbers.js';

/** Files to read in place of raw ones, and how to get rid of them. */
export interface ExactCopies {
  readonly paths: readonly string[];
  remove(): Promise<void>;
}

/**
 * The raw files themselves, or, for a table with decimals of more than 15 digits, copies in `folder` whose numbers are
 * strings, so that no digit is lost.
 */
export async function exactCopies(table: Table, files: readonly string[], folder: string): Promise<ExactCopies> {
  if (!needsExactNumbers(table)) return { paths: files, remove: async () => undefined };
  const paths: string[] = [];
  for (const [at, file] of files.entries()) {
    const copy = join(folder, `_exact-${at}-${basename(file).replace(/\.gz$/, '')}`);
    await copyExactly(file, copy);
    paths.push(copy);
  }
  return { paths, remove: async () => void (await Promise.all(paths.map((path) => rm(path, { force: true })))) };
}

async function copyExactly(file: string, copy: string): Promise<void> {
  const source = createReadStream(file);
  const bytes = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  const lines = createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY });
  await pipeline(Readable.from(quoted(lines)), createWriteStream(copy));
}

async function* quoted(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${quoteNumbers(line)}\n`;
}
