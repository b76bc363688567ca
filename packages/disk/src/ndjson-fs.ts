import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

/**
 * A line that could not be read: torn by a crash where it is the last one, damaged otherwise. `unreadable` is what begins there: of a
 * compressed file that was cut or changed, what follows is lost.
 */
export interface BadLine {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly kind: 'torn' | 'damaged' | 'unreadable';
}

/**
 * The JSON values of a file, one per line; `.gz` is unpacked. Lines that cannot be read are reported and skipped, and so is what cannot
 * be unpacked.
 */
export async function* readNdjson(path: string, onBad: (bad: BadLine) => void): AsyncGenerator<unknown> {
  for await (const { value } of readNumbered(path, onBad)) yield value;
}

/** A value and the line it stands in, counted from 1. */
export interface NumberedValue {
  readonly value: unknown;
  readonly line: number;
}

/** The same with the number of each line. */
export async function* readNumbered(path: string, onBad: (bad: BadLine) => void): AsyncGenerator<NumberedValue> {
  let rest = '';
  let line = 0;
  try {
    for await (const chunk of textOf(path)) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        line++;
        const value = parsed(text);
        if (value === undefined) onBad({ path, line, kind: 'damaged' });
        else yield { value, line };
      }
    }
  } catch (error) {
    if (!isOfGzip(error)) throw error;
    return onBad({ path, line: line + 1, kind: 'unreadable' });
  }
  if (rest !== '') onBad({ path, line: line + 1, kind: 'torn' });
}

/** Whether an error says that a file is no whole gzip; an error of the disk may pass. */
function isOfGzip(error: unknown): boolean {
  return /^Z_/.test(String((error as NodeJS.ErrnoException).code));
}

/** The whole lines of a file, in groups as they are read; `.gz` is unpacked. For those who need not parse each of them. */
export async function* readLineGroups(path: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const chunk of textOf(path)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
}

/** All files below a folder whose name ends so, sorted; none where the folder does not exist. */
export async function filesBelow(folder: string, suffix: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(suffix));
    return files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function* textOf(path: string): AsyncGenerator<string> {
  if (!path.endsWith('.gz')) return yield* createReadStream(path, { encoding: 'utf8' });
  const decoder = new StringDecoder('utf8');
  const unpacked = createGunzip();
  const done = pipeline(createReadStream(path), unpacked);
  done.catch(() => undefined);
  for await (const chunk of unpacked) yield decoder.write(chunk as Buffer);
  await done;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
