import type { EventError, RuntimeContract } from '../codegen1/index.js';
import {
  type FirehoseRecord,
  type FirehoseResultRecord,
  type FirehoseTransformationEvent,
  type FirehoseTransformationResult,
  RESPONSE_LIMIT,
} from './firehose.js';
import { hourOf } from './partition.js';
import { transformRecord } from './transform-record.js';

/** What a transform may be given beside the contract. */
export interface TransformOptions {
  /** Clock in epoch milliseconds, for records that do not say when they arrived. */
  readonly now?: () => number;
  /** Told of every record that is returned as `ProcessingFailed`. */
  readonly failed?: (recordId: string, errors: readonly EventError[]) => void;
}

/** A Firehose data transformation. */
export type Transform = (event: FirehoseTransformationEvent) => FirehoseTransformationResult;

/** Longest text around the data of a failed record in the answer, beside its id. */
const FAILED_FRAME = '{"recordId":"","result":"ProcessingFailed","data":""},'.length;
const ANSWER_FRAME = '{"records":[]}'.length;

/**
 * The transform of a contract: one row for each record that holds a valid event, every record back exactly once and in
 * order, the answer within Lambda's limit. Never throws.
 */
export function createTransform(contract: RuntimeContract, options: TransformOptions = {}): Transform {
  const { now = Date.now, failed = () => undefined } = options;
  return ({ records = [] }) => {
    let reserved = records.reduce((sum, record) => sum + sizeAsFailed(record), ANSWER_FRAME);
    const answer = records.map((record) => {
      const { result, errors } = transformOne(contract, record, now);
      const grown = reserved - sizeAsFailed(record) + sizeOf(result);
      if (errors === undefined && grown < RESPONSE_LIMIT) {
        reserved = grown;
        return result;
      }
      failed(record.recordId, errors ?? [TOO_LARGE]);
      return asFailed(record);
    });
    return { records: answer };
  };
}

const TOO_LARGE: EventError = {
  code: 'response-too-large',
  path: '',
  message: 'The rows of this batch are larger than Lambda may return; use a smaller buffer (BufferSizeInMBs 1).',
};

interface Outcome {
  readonly result: FirehoseResultRecord;
  readonly errors?: readonly EventError[];
}

function transformOne(contract: RuntimeContract, record: FirehoseRecord, now: () => number): Outcome {
  const { recordId } = record;
  const receivedAt = arrivalOf(record) ?? now();
  const transformed = transformRecord(contract, record.data, { recordId, receivedAt });
  if ('errors' in transformed) return { result: asFailed(record), errors: transformed.errors };
  const { row, event, major } = transformed;
  const partitionKeys = { event, major: String(major), ...hourOf(receivedAt) };
  const data = Buffer.from(`${row}\n`).toString('base64');
  return { result: { recordId, result: 'Ok', data, metadata: { partitionKeys } } };
}

/** When the stream received a record, if it says so with a moment that a date can have. */
function arrivalOf({ approximateArrivalTimestamp, kinesisRecordMetadata }: FirehoseRecord): number | undefined {
  const said = approximateArrivalTimestamp ?? kinesisRecordMetadata?.approximateArrivalTimestamp;
  return typeof said === 'number' && Math.abs(said) <= 8.64e15 ? said : undefined;
}

function asFailed({ recordId, data }: FirehoseRecord): FirehoseResultRecord {
  return { recordId, result: 'ProcessingFailed', data };
}

function sizeAsFailed({ recordId, data }: FirehoseRecord): number {
  return FAILED_FRAME + Buffer.byteLength(String(recordId)) + Buffer.byteLength(String(data));
}

function sizeOf(record: FirehoseResultRecord): number {
  return Buffer.byteLength(JSON.stringify({ ...record, data: '' })) + record.data.length + 1;
}
