import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';

type Decompress = (bytes: Uint8Array, options: Pick<ZlibOptions, 'maxOutputLength'>) => Promise<Buffer>;

const DECOMPRESS: { readonly [encoding: string]: Decompress } = {
  gzip: promisify<Uint8Array, Pick<ZlibOptions, 'maxOutputLength'>, Buffer>(gunzip),
  'x-gzip': promisify<Uint8Array, Pick<ZlibOptions, 'maxOutputLength'>, Buffer>(gunzip),
  deflate: promisify<Uint8Array, Pick<ZlibOptions, 'maxOutputLength'>, Buffer>(inflate),
  br: promisify<Uint8Array, Pick<ZlibOptions, 'maxOutputLength'>, Buffer>(brotliDecompress),
};

/** What is asked of clients that compress in another way (RFC 9110, section 12.5.3: `accept-encoding` in an answer with 415). */
export const ACCEPTED_ENCODINGS = 'gzip, br, deflate';

/** The encoding that a request names, or undefined where its body is not compressed. */
export function encodingOf(header: string | undefined): string | undefined {
  const encoding = header?.trim().toLowerCase() ?? '';
  return encoding === '' || encoding === 'identity' ? undefined : encoding;
}

/** Whether bodies in this encoding can be read. */
export function isAccepted(encoding: string): boolean {
  return Object.hasOwn(DECOMPRESS, encoding);
}

/** A decompressed body; `too-large` where it would be larger than the limit, `broken` where it is not what it says. */
export type Inflated =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken'; readonly message: string };

/**
 * Decompresses a body in an accepted encoding. It stops as soon as more than `limit` bytes have come out, however much would
 * follow: a bomb costs no more memory than an honest body. Never rejects.
 */
export async function inflateBody(bytes: Uint8Array, encoding: string, limit: number): Promise<Inflated> {
  try {
    const decompress = DECOMPRESS[encoding] as Decompress;
    return { kind: 'bytes', bytes: await decompress(bytes, { maxOutputLength: limit }) };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') return { kind: 'too-large' };
    return { kind: 'broken', message: `The body is not ${encoding}: ${(error as Error).message}.` };
  }
}
