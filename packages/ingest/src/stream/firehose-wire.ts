import { isObject } from '../wire/wire.js';
import type { CallFlaw } from './limits.js';

/** What the service would answer a call with, status and JSON document. */
export interface FirehoseAnswer {
  readonly status: number;
  readonly body: object;
}

/** A call that can be carried out. */
export type FirehoseRequest =
  | { readonly operation: 'PutRecord'; readonly records: readonly [Buffer] }
  | { readonly operation: 'PutRecordBatch'; readonly records: readonly Buffer[] }
  | { readonly operation: 'DescribeDeliveryStream' };

/** What is read of an HTTP request. */
export interface RawRequest {
  readonly method: string | undefined;
  readonly target: string | undefined;
  readonly authorization: string | undefined;
  readonly body: Buffer;
}

/** An error document as AWS JSON 1.1 writes it. */
export function errorAnswer(status: number, type: string, message: string): FirehoseAnswer {
  return { status, body: { __type: type, message } };
}

/** The answer to a call that breaks a limit. */
export function flawAnswer({ code, message }: CallFlaw): FirehoseAnswer {
  return errorAnswer(400, code, message);
}

const TARGET = /^Firehose_20150804\.(\w+)$/;
const OPERATIONS = ['PutRecord', 'PutRecordBatch', 'DescribeDeliveryStream'] as const;

/** Botocore `firehose`, DeliveryStreamName. */
const STREAM_NAME = /^[a-zA-Z0-9_.-]{1,64}$/;

/**
 * Reads a request of the AWS JSON 1.1 protocol (service `firehose`, version 2015-08-04), or says what the service answers
 * instead. A signature must be there, as the service demands one, but it is not verified.
 */
export function readRequest(request: RawRequest, stream: string): FirehoseRequest | FirehoseAnswer {
  const operation = OPERATIONS.find((name) => name === TARGET.exec(request.target ?? '')?.[1]);
  if (request.method !== 'POST' || operation === undefined) return errorAnswer(400, 'UnknownOperationException', '');
  if (!request.authorization?.startsWith('AWS4-')) {
    return errorAnswer(400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const input = parsed(request.body);
  if (!isObject(input)) return errorAnswer(400, 'SerializationException', 'The request body is not a JSON object.');
  return streamFlaw(input.DeliveryStreamName, stream) ?? readInput(operation, input);
}

function streamFlaw(name: unknown, stream: string): FirehoseAnswer | undefined {
  if (typeof name !== 'string' || !STREAM_NAME.test(name)) {
    const value = typeof name === 'string' ? `'${name}'` : 'null';
    const rule = 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+';
    const message = `1 validation error detected: Value ${value} at 'deliveryStreamName' failed to satisfy constraint: ${rule}`;
    return errorAnswer(400, 'ValidationException', message);
  }
  if (name === stream) return undefined;
  return errorAnswer(400, 'ResourceNotFoundException', `Firehose ${name} under account 000000000000 not found.`);
}

function readInput(operation: (typeof OPERATIONS)[number], input: { [key: string]: unknown }) {
  if (operation === 'DescribeDeliveryStream') return { operation };
  const given = operation === 'PutRecord' ? [input.Record] : input.Records;
  if (!Array.isArray(given)) return nullAnswer('records');
  const records: Buffer[] = [];
  for (const [i, record] of given.entries()) {
    const data = isObject(record) ? record.Data : undefined;
    if (typeof data !== 'string')
      return nullAnswer(operation === 'PutRecord' ? 'record.data' : `records.${i + 1}.member.data`);
    if (!isBase64(data)) return errorAnswer(400, 'SerializationException', 'Invalid base64 in Data.');
    records.push(Buffer.from(data, 'base64'));
  }
  return operation === 'PutRecord'
    ? { operation, records: records as unknown as readonly [Buffer] }
    : { operation, records };
}

function nullAnswer(place: string): FirehoseAnswer {
  const message = `1 validation error detected: Value null at '${place}' failed to satisfy constraint: Member must not be null`;
  return errorAnswer(400, 'ValidationException', message);
}

function isBase64(data: string): boolean {
  return data.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(data);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
