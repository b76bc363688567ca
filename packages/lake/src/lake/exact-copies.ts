import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Table } from '@sluice/ddl';
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
  const [source, target] = [createReadStream(file), createWriteStream(copy)];
  if (file.endsWith('.gz')) await pipeline(source, createGunzip(), quoted, target);
  else await pipeline(source, quoted, target);
}

async function* quoted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const line of lines(bytes)) yield `${quoteNumbers(line)}\n`;
}

/** Lines that end with a line feed and nothing else: `readline` also ends them at U+2028, which JSON strings may have. */
async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of bytes) {
    const [rest = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n');
    begun.push(rest);
    for (const next of more) {
      yield begun.join('');
      begun = [next];
    }
  }
  const last = begun.join('');
  if (last !== '') yield last;
}
