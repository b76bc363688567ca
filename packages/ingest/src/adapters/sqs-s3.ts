import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PutObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { hiveHour, hiveTime } from '@sluice/disk';
import type { EventError, RuntimeContract } from '../codegen1/index.js';
import { LAST_ARRIVAL } from '../transform/partition.js';
import { transformRecord } from '../transform/transform-record.js';

/** The part of an SQS event that is read (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export interface SqsEvent {
  readonly Records: readonly SqsMessage[];
}

/** One message: an event as the collector forwards it. */
export interface SqsMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: {
    /** When the message was sent to the queue: epoch milliseconds as text. */
    readonly SentTimestamp: string;
  };
}

/** The messages to deliver again (`ReportBatchItemFailures` must be set on the event source mapping). */
export interface SqsAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What the function needs. */
export interface SqsToS3Options {
  readonly contract: RuntimeContract;
  readonly bucket: string;
  /** Before `event=…` (default `raw/`). */
  readonly prefix?: string;
  /** Compresses objects, and ends their names with `.json.gz` (default true). */
  readonly gzip?: boolean;
  /** Region, credentials, endpoint (default: the function's own). */
  readonly clientConfig?: S3ClientConfig;
  /** Told of every message that is given back, and why (default: nobody). */
  readonly failed?: (messageId: string, errors: readonly EventError[]) => void;
}

/** What SQS calls. */
export type SqsHandler = (event: SqsEvent) => Promise<SqsAnswer>;

/** The rows of one object. */
interface Part {
  readonly folder: string;
  readonly messages: string[];
  readonly rows: string[];
}

const compress = promisify(gzip);

/**
 * Writes the rows of a batch of events to the raw tier: one object for each event, major and hour (of sending to the queue).
 * A message that is no valid event, or whose object could not be written, is given back; SQS delivers it again and after
 * `maxReceiveCount` attempts moves it to the queue's dead-letter queue. An object's name follows from its messages: the same
 * batch, delivered again after a lost answer, overwrites its objects. Regrouped messages may be stored twice; the merge removes
 * them by `eventId`.
 */
export function sqsToS3(options: SqsToS3Options): SqsHandler {
  const client = new S3Client(options.clientConfig ?? {});
  return async ({ Records: messages }) => {
    const failures = new Map<string, readonly EventError[]>();
    const parts = partsOf(messages, options.contract, failures);
    await Promise.all(parts.map((part) => put(client, part, options, failures)));
    for (const [messageId, errors] of failures) options.failed?.(messageId, errors);
    return { batchItemFailures: [...failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

const NO_ARRIVAL: EventError = {
  code: 'arrival-missing',
  path: '',
  message: 'The message does not say when it was sent (attribute SentTimestamp), so it has no hour.',
};

type Failures = Map<string, readonly EventError[]>;

/** The rows of valid events by folder; the others are noted as failures. */
function partsOf(messages: readonly SqsMessage[], contract: RuntimeContract, failures: Failures): Part[] {
  const parts = new Map<string, Part>();
  for (const { messageId, body, attributes } of messages) {
    const receivedAt = Number(attributes?.SentTimestamp ?? Number.NaN);
    if (!(receivedAt >= 0 && receivedAt <= LAST_ARRIVAL)) {
      failures.set(messageId, [NO_ARRIVAL]);
      continue;
    }
    const data = Buffer.from(body).toString('base64');
    const transformed = transformRecord(contract, data, { recordId: messageId, receivedAt });
    if ('errors' in transformed) failures.set(messageId, transformed.errors);
    if (!('row' in transformed)) continue;
    const folder = folderOf(transformed.event, transformed.major, receivedAt);
    const part = parts.get(folder) ?? { folder, messages: [], rows: [] };
    part.messages.push(messageId);
    part.rows.push(transformed.row);
    parts.set(folder, part);
  }
  return [...parts.values()];
}

async function put(
  client: S3Client,
  part: Part,
  { bucket, prefix = 'raw/', gzip: zipped = true }: SqsToS3Options,
  failures: Failures,
): Promise<void> {
  const text = part.rows.map((row) => `${row}\n`).join('');
  try {
    const Body = zipped ? await compress(text) : Buffer.from(text);
    const Key = `${prefix}${part.folder}${nameOf(part.messages)}.json${zipped ? '.gz' : ''}`;
    await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/x-ndjson' }));
  } catch (error) {
    const message = `The object could not be written: ${error instanceof Error ? error.message : String(error)}`;
    for (const messageId of part.messages) failures.set(messageId, [{ code: 'object-not-written', path: '', message }]);
  }
}

function folderOf(event: string, major: number, receivedAt: number): string {
  return `event=${event}/major=${major}/${hiveHour(hiveTime(receivedAt))}/`;
}

/** The same for the same messages, in whatever order. */
function nameOf(messages: readonly string[]): string {
  return createHash('sha256')
    .update([...messages].sort().join('\n'))
    .digest('hex')
    .slice(0, 32);
}
