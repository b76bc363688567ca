import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** The lines of a file that are not blank, one after the other; `-` is standard input. Rejects where it cannot be read. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield line;
  }
}
