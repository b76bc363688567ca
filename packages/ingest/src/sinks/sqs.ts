import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';
import { failed, refused, type SendOutcome } from '../sink.js';
import { textOf } from '../wire/wire.js';
import type { BatchProtocol, BatchSink, BatchSinkOptions } from './batch-sink.js';
import { eventKeys, type PartitionBy, partitionKey } from './event-keys.js';
import { unended } from './line.js';
import { openBatchSink } from './open-batch-sink.js';
import { assertRegion } from './sink-error.js';

export type { BatchSink, BatchSinkStats } from './batch-sink.js';

/** What a sink in front of an SQS queue needs. */
export interface SqsSinkOptions extends BatchSinkOptions {
  readonly queueUrl: string;
  /** Configuration of the client: region, credentials, endpoint. `maxAttempts` is ours. */
  readonly clientConfig?: SQSClientConfig;
  /** For FIFO queues: which id is the message group (default `eventId`: no order between events). */
  readonly partitionBy?: PartitionBy;
}

/**
 * Limits of SendMessageBatch (API reference): 10 messages, 1 MiB of bodies altogether, which is also the most that a queue
 * can be configured to take as one message (`MaximumMessageSize`; formerly 256 KiB).
 */
export const SQS_LIMITS = { messages: 10, callBytes: 1_048_576, groupCharacters: 128 } as const;

type Message = Omit<SendMessageBatchRequestEntry, 'Id'>;

/**
 * Opens a sink that sends each record, without its line feed, as one message with SendMessageBatch; sends again only what
 * failed. To a FIFO queue it gives the event's id as deduplication id.
 */
export async function sqsSink(options: SqsSinkOptions): Promise<BatchSink> {
  const client = new SQSClient({ ...options.clientConfig, maxAttempts: 1 });
  await assertRegion(client);
  return openBatchSink(new SqsProtocol(client, options.queueUrl, options.partitionBy ?? 'eventId'), options);
}

class SqsProtocol implements BatchProtocol<Message> {
  readonly #client: SQSClient;
  readonly #queueUrl: string;
  readonly #by: PartitionBy;
  #messageBytes: number = SQS_LIMITS.callBytes;

  constructor(client: SQSClient, queueUrl: string, by: PartitionBy) {
    this.#client = client;
    this.#queueUrl = queueUrl;
    this.#by = by;
  }

  /** A queue that takes smaller messages may be one of a service that takes smaller calls, too. */
  get limit() {
    return { count: SQS_LIMITS.messages, bytes: this.#messageBytes };
  }

  prepare(record: Uint8Array) {
    const MessageBody = bodyOf(record);
    if (MessageBody === undefined)
      return refused('InvalidMessageContents', 'SQS takes text only: no control characters.');
    const bytes = Buffer.byteLength(MessageBody);
    if (bytes <= this.#messageBytes) return { value: { MessageBody, ...this.#fifo(record) }, bytes };
    return refused('RecordTooLarge', `The queue takes ${this.#messageBytes} bytes a message; this one has ${bytes}.`);
  }

  #fifo(record: Uint8Array): Partial<Message> {
    if (!this.#queueUrl.endsWith('.fifo')) return {};
    const keys = eventKeys(record);
    const MessageGroupId = printable(partitionKey(keys, this.#by, SQS_LIMITS.groupCharacters));
    return {
      MessageGroupId,
      ...(keys.eventId === undefined ? {} : { MessageDeduplicationId: printable(keys.eventId) }),
    };
  }

  async put(messages: readonly Message[], abortSignal: AbortSignal): Promise<readonly SendOutcome[]> {
    const Entries = messages.map((message, i) => ({ ...message, Id: String(i) }));
    const command = new SendMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries });
    const { Successful = [], Failed = [] } = await this.#client.send(command, { abortSignal });
    const outcomes = new Map<string | undefined, SendOutcome>();
    for (const { Id, MessageId = '' } of Successful) outcomes.set(Id, { kind: 'acknowledged', recordId: MessageId });
    for (const { Id, Code = '', Message = '' } of Failed) outcomes.set(Id, failed(Code, Message));
    return Entries.map(
      ({ Id }) => outcomes.get(Id) ?? failed('NoOutcome', 'The service gave no outcome for this message.'),
    );
  }

  async check(abortSignal: AbortSignal): Promise<void> {
    const command = new GetQueueAttributesCommand({ QueueUrl: this.#queueUrl, AttributeNames: ['MaximumMessageSize'] });
    const { Attributes } = await this.#client.send(command, { abortSignal });
    const bytes = Number(Attributes?.MaximumMessageSize);
    if (bytes > 0) this.#messageBytes = bytes;
  }

  destroy(): void {
    this.#client.destroy();
  }
}

/**
 * The text of a record, or undefined where SQS would refuse it. Two characters that JSON allows and SQS does not can
 * stand in JSON strings only: they are written as escapes.
 */
function bodyOf(record: Uint8Array): string | undefined {
  const text = textOf(unended(record))?.replace(/[\ufffe\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that SQS refuses.
  return text === undefined || text === '' || /[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text) ? undefined : text;
}

/** Group and deduplication ids: up to 128 letters, digits and ASCII punctuation. */
function printable(key: string): string {
  return key.replace(/[^!-~]/g, '-').slice(0, SQS_LIMITS.groupCharacters);
}
