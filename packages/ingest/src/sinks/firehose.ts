import {
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  type FirehoseClientConfig,
  PutRecordBatchCommand,
  type PutRecordBatchResponseEntry,
} from '@aws-sdk/client-firehose';
import { failed, refused, type SendOutcome } from '../sink.js';
import { cutRuns, PUT_LIMITS, SAFE_CALL_BYTES } from '../stream/limits.js';
import type { BatchProtocol, BatchSink, BatchSinkOptions } from './batch-sink.js';
import { assertDeaggregation, PACK_LIMIT } from './firehose-pack.js';
import { ended } from './line.js';
import { openBatchSink } from './open-batch-sink.js';
import { assertRegion, isSinkError } from './sink-error.js';

export type { BatchSink, BatchSinkStats } from './batch-sink.js';
export type { SinkError } from './sink-error.js';

/** What a sink in front of Amazon Data Firehose needs. */
export interface FirehoseSinkOptions extends BatchSinkOptions {
  /** Name of the delivery stream. */
  readonly stream: string;
  /** Configuration of the client: region, credentials, endpoint. `maxAttempts` is ours. */
  readonly clientConfig?: FirehoseClientConfig;
  /**
   * Packs up to 500 events of a call into one record, which saves money: the price counts a record as at least 5 KB. Needs
   * the processor RecordDeAggregation on the stream; without it opening the sink is refused. So that events meet, a call
   * waits for 500 ms then unless `lingerMs` says otherwise. Default: one event per record.
   */
  readonly pack?: boolean;
}

/**
 * Opens a sink that puts records with PutRecordBatch: within its limits, newline-terminated, sending again only what
 * failed. Rejects with a {@link SinkError} `PackNeedsDeaggregation` where `pack` cannot work. Where the stream cannot be
 * asked at the start, it is opened, and packs when the stream has confirmed.
 */
export async function firehoseSink(options: FirehoseSinkOptions): Promise<BatchSink> {
  const client = new FirehoseClient({ ...options.clientConfig, maxAttempts: 1 });
  await assertRegion(client);
  const protocol = new FirehoseProtocol(client, options.stream, options.pack ?? false);
  if (options.pack !== true) return openBatchSink(protocol, options);
  const sink = openBatchSink(protocol, { lingerMs: 500, ...options });
  try {
    await protocol.check(AbortSignal.timeout(options.callTimeoutMs ?? 5_000));
  } catch (error) {
    if (!isSinkError(error)) return sink;
    client.destroy();
    throw error;
  }
  return sink;
}

class FirehoseProtocol implements BatchProtocol<Uint8Array> {
  readonly #client: FirehoseClient;
  readonly #stream: string;
  readonly #pack: boolean;
  #packs = false;

  constructor(client: FirehoseClient, stream: string, pack: boolean) {
    this.#client = client;
    this.#stream = stream;
    this.#pack = pack;
  }

  /** A call of packed events stays below 500 records though bytes may end some packs early. */
  get limit() {
    return { count: this.#packs ? 480 * PACK_LIMIT.count : PUT_LIMITS.records, bytes: SAFE_CALL_BYTES };
  }

  prepare(record: Uint8Array) {
    const value = ended(record);
    const bytes = value.byteLength;
    if (bytes <= PUT_LIMITS.recordBytes) return { value, bytes };
    return refused('RecordTooLarge', `Firehose takes ${PUT_LIMITS.recordBytes} bytes a record; this one has ${bytes}.`);
  }

  async put(events: readonly Uint8Array[], abortSignal: AbortSignal): Promise<readonly SendOutcome[]> {
    const runs = this.#packs ? cutRuns(events, ({ byteLength }) => byteLength, PACK_LIMIT) : events.map((one) => [one]);
    const Records = runs.map((run) => ({ Data: run.length === 1 ? run[0] : Buffer.concat(run) }));
    const command = new PutRecordBatchCommand({ DeliveryStreamName: this.#stream, Records });
    const { RequestResponses = [] } = await this.#client.send(command, { abortSignal });
    return runs.flatMap((run, i) => run.map(() => outcomeOf(RequestResponses[i])));
  }

  async check(abortSignal: AbortSignal): Promise<void> {
    const command = new DescribeDeliveryStreamCommand({ DeliveryStreamName: this.#stream });
    const { DeliveryStreamDescription: stream } = await this.#client.send(command, { abortSignal });
    const status = stream?.DeliveryStreamStatus;
    if (status !== 'ACTIVE') throw new Error(`Delivery stream ${this.#stream} is ${status}.`);
    if (!this.#pack || stream === undefined) return;
    this.#packs = false;
    assertDeaggregation(stream);
    this.#packs = true;
  }

  destroy(): void {
    this.#client.destroy();
  }
}

function outcomeOf(entry: PutRecordBatchResponseEntry | undefined): SendOutcome {
  const { RecordId, ErrorCode, ErrorMessage = '' } = entry ?? {};
  if (RecordId !== undefined && ErrorCode === undefined) return { kind: 'acknowledged', recordId: RecordId };
  return failed(ErrorCode ?? 'NoOutcome', ErrorMessage);
}
