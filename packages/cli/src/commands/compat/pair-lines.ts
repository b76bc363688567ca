import { createReadStream } from 'node:fs';

/** A line of a file, and its number from 1 on. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a file that are not blank, one after the other; `-` is standard input. Lines end at a line feed and nowhere
 * else: JSON may hold the other line separators of Unicode. Rejects where the file cannot be read.
 */
export async function* linesOf(file: string): AsyncGenerator<NumberedLine> {
  const input = file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8');
  let number = 0;
  let open: string[] = [];
  for await (const chunk of input as AsyncIterable<string>) {
    const [first = '', ...others] = chunk.split('\n');
    open.push(first);
    for (const next of others) {
      number += 1;
      yield* written(number, open.join(''));
      open = [next];
    }
  }
  yield* written(number + 1, open.join(''));
}

function* written(number: number, text: string): Generator<NumberedLine> {
  if (text.trim() !== '') yield { number, text };
}
