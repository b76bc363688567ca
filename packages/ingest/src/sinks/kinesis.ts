import {
  DescribeStreamSummaryCommand,
  KinesisClient,
  type KinesisClientConfig,
  PutRecordsCommand,
  type PutRecordsRequestEntry,
  type PutRecordsResultEntry,
} from '@aws-sdk/client-kinesis';
import { failed, refused, type SendOutcome } from '../sink.js';
import type { BatchProtocol, BatchSink, BatchSinkOptions } from './batch-sink.js';
import { eventKeys, type PartitionBy, partitionKey } from './event-keys.js';
import { ended } from './line.js';
import { openBatchSink } from './open-batch-sink.js';
import { assertRegion } from './sink-error.js';

export type { BatchSink, BatchSinkStats } from './batch-sink.js';

/** What a sink in front of Kinesis Data Streams needs. */
export interface KinesisSinkOptions extends BatchSinkOptions {
  /** Name of the data stream. */
  readonly stream: string;
  /** Configuration of the client: region, credentials, endpoint. `maxAttempts` is ours. */
  readonly clientConfig?: KinesisClientConfig;
  /** Speaks HTTP/1.1 instead of HTTP/2, for endpoints that know nothing else (default false). */
  readonly http1?: boolean;
  /** Which id is the partition key (default `eventId`, which spreads best); `userId` keeps a user's events on one shard. */
  readonly partitionBy?: PartitionBy;
}

/**
 * Limits of PutRecords, partition keys included (API reference and Kinesis quotas): 500 records; 10 MiB a call, formerly
 * 5 MiB, which our calls keep to; a record up to 10 MiB where the stream's MaxRecordSizeInKiB (1 MiB
 * unless raised) allows it.
 */
export const KINESIS_LIMITS = {
  records: 500,
  callBytes: 5_242_880,
  recordBytes: 10_485_760,
  keyCharacters: 256,
} as const;

/** Opens a sink that puts newline-terminated records with PutRecords, sending again only what failed. */
export async function kinesisSink(options: KinesisSinkOptions): Promise<BatchSink> {
  const handler = options.http1 === true ? { requestHandler: await http1Handler() } : {};
  const client = new KinesisClient({ ...handler, ...options.clientConfig, maxAttempts: 1 });
  await assertRegion(client);
  return openBatchSink(new KinesisProtocol(client, options.stream, options.partitionBy ?? 'eventId'), options);
}

/** The SDK's own handler for HTTP/1.1: what its clients of all other services have. */
async function http1Handler() {
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  return new SQSClient({ region: 'none' }).config.requestHandler;
}

class KinesisProtocol implements BatchProtocol<PutRecordsRequestEntry> {
  readonly limit = { count: KINESIS_LIMITS.records, bytes: KINESIS_LIMITS.callBytes };
  readonly #client: KinesisClient;
  readonly #stream: string;
  readonly #by: PartitionBy;
  #recordBytes: number = KINESIS_LIMITS.recordBytes;

  constructor(client: KinesisClient, stream: string, by: PartitionBy) {
    this.#client = client;
    this.#stream = stream;
    this.#by = by;
  }

  prepare(record: Uint8Array) {
    const Data = ended(record);
    const PartitionKey = partitionKey(eventKeys(record), this.#by, KINESIS_LIMITS.keyCharacters);
    const bytes = Data.byteLength + Buffer.byteLength(PartitionKey);
    if (bytes <= this.#recordBytes) return { value: { Data, PartitionKey }, bytes };
    return refused('RecordTooLarge', `The stream takes ${this.#recordBytes} bytes a record; this one has ${bytes}.`);
  }

  async put(Records: readonly PutRecordsRequestEntry[], abortSignal: AbortSignal): Promise<readonly SendOutcome[]> {
    const command = new PutRecordsCommand({ StreamName: this.#stream, Records: [...Records] });
    const { Records: results = [] } = await this.#client.send(command, { abortSignal });
    return Records.map((_, i) => outcomeOf(results[i]));
  }

  async check(abortSignal: AbortSignal): Promise<void> {
    const command = new DescribeStreamSummaryCommand({ StreamName: this.#stream });
    const { StreamDescriptionSummary: stream } = await this.#client.send(command, { abortSignal });
    const status = stream?.StreamStatus;
    if (status !== 'ACTIVE' && status !== 'UPDATING') throw new Error(`Stream ${this.#stream} is ${status}.`);
    const kibibytes = stream?.MaxRecordSizeInKiB;
    if (kibibytes !== undefined) this.#recordBytes = kibibytes * 1_024;
  }

  destroy(): void {
    this.#client.destroy();
  }
}

function outcomeOf(entry: PutRecordsResultEntry | undefined): SendOutcome {
  const { ShardId, SequenceNumber, ErrorCode, ErrorMessage = '' } = entry ?? {};
  if (SequenceNumber !== undefined && ErrorCode === undefined) {
    return { kind: 'acknowledged', recordId: `${ShardId}:${SequenceNumber}` };
  }
  return failed(ErrorCode ?? 'NoOutcome', ErrorMessage);
}
