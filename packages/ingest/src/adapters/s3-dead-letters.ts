import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PutObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { DeadLetters } from '../dead-letters/dead-letters.js';
import { foldersOf } from '../dead-letters/folders.js';
import type { RefusedRequest } from '../dead-letters/refused-request.js';

/** Where dead letters go in S3. */
export interface S3DeadLettersOptions {
  readonly bucket: string;
  /** Before `year=…` (default `dead-letters/`). */
  readonly prefix?: string;
  /** Region, credentials, endpoint (default: the function's own). */
  readonly clientConfig?: S3ClientConfig;
}

const compress = promisify(gzip);

/**
 * Dead letters in S3, for a collector whose disk goes away with it: one compressed object for each request, hour and event, in
 * the folders of those on disk (`year=…/month=…/day=…/hour=…/event=…`). Copied to `<data>/dead-letters/`, they are listed and
 * replayed like those. `keep` rejects where any object could not be written; the letters of such a request may then be there
 * twice. Nothing bounds them here: give the prefix a lifecycle rule, and alert on its size.
 */
export function s3DeadLetters(options: S3DeadLettersOptions): DeadLetters {
  const client = new S3Client(options.clientConfig ?? {});
  return {
    keep: async (requests) => {
      const places = foldersOf(requests);
      const parts = [...new Set(places)].map((place) => ({
        place,
        requests: requests.filter((_, i) => places[i] === place),
      }));
      await Promise.all(parts.map((part) => put(client, part.place, part.requests, options)));
    },
  };
}

async function put(
  client: S3Client,
  place: string,
  requests: readonly RefusedRequest[],
  { bucket, prefix = 'dead-letters/' }: S3DeadLettersOptions,
): Promise<void> {
  const Body = await compress(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  const Key = `${prefix}${place}/${randomUUID()}.ndjson.gz`;
  await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/x-ndjson' }));
}
