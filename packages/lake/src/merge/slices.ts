import type { RawFile } from '../lake/record.js';

/** How many times larger JSON rows are than their gzip, about. */
const gzipFactor = 7;

/** Bytes of JSON that are held at once; what is beyond goes to the disk. */
const sliceBytes = 100_000_000;

/** Raw files in order, in slices of about as many bytes of JSON; a larger file is a slice of its own. Never empty. */
export function slicesOf(files: readonly RawFile[], maxBytes: number = sliceBytes): RawFile[][] {
  const slices: RawFile[][] = [];
  let room = 0;
  for (const file of files) {
    const bytes = file.size * (file.name.endsWith('.gz') ? gzipFactor : 1);
    if (slices.length === 0 || bytes > room) {
      slices.push([]);
      room = maxBytes;
    }
    slices.at(-1)?.push(file);
    room -= bytes;
  }
  return slices.length > 0 ? slices : [[]];
}
