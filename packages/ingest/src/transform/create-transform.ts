import type { EventError, RuntimeContract } from '../codegen1/index.js';
import {
  type FirehoseRecord,
  type FirehoseResultRecord,
  type FirehoseTransformationEvent,
  type FirehoseTransformationResult,
  type PartitionKeys,
  RESPONSE_LIMIT,
} from './firehose.js';
import { partitioner } from './partition.js';
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

/** Text around the data of a record in the answer, beside its id. */
const FAILED_FRAME = '{"recordId":"","result":"ProcessingFailed","data":""},'.length;
const ANSWER_FRAME = '{"records":[]}'.length;

const TOO_LARGE: EventError = {
  code: 'response-too-large',
  path: '',
  message: 'The rows of this batch are larger than Lambda may return; use a smaller buffer (BufferSizeInMBs 1).',
};

/** 9999-12-31T23:59:59.999Z: the last moment whose year has four digits. */
const LAST_ARRIVAL = 253_402_300_799_999;

/**
 * The transform of a contract: one row for each record that holds a valid event, every record back exactly once and in
 * order, the answer within Lambda's limit. Never throws.
 */
export function createTransform(contract: RuntimeContract, options: TransformOptions = {}): Transform {
  const { now = Date.now, failed = () => undefined } = options;
  const one = recordTransform(contract, now);
  return ({ records = [] }) => {
    let size = records.reduce((sum, record) => sum + sizeAsFailed(record), ANSWER_FRAME);
    const answer = records.map((record) => {
      const { result, errors } = one(record);
      const grown = size - sizeAsFailed(record) + sizeOf(result);
      if (errors === undefined && grown < RESPONSE_LIMIT) {
        size = grown;
        return result;
      }
      failed(record.recordId, errors ?? [TOO_LARGE]);
      return asFailed(record);
    });
    return { records: answer };
  };
}

interface Outcome {
  readonly result: FirehoseResultRecord;
  readonly errors?: readonly EventError[];
}

function recordTransform(contract: RuntimeContract, now: () => number): (record: FirehoseRecord) => Outcome {
  const partition = partitioner();
  return (record) => {
    const { recordId } = record;
    const receivedAt = arrivalOf(record) ?? now();
    const transformed = transformRecord(contract, record.data, { recordId, receivedAt });
    if ('errors' in transformed) return { result: asFailed(record), errors: transformed.errors };
    const { row, event, major } = transformed;
    const data = Buffer.from(`${row}\n`).toString('base64');
    const metadata = { partitionKeys: partition(event, major, receivedAt) };
    return { result: { recordId, result: 'Ok', data, metadata } };
  };
}

/** When the stream received a record, if it says so with a moment that a folder can be named after. */
function arrivalOf({ approximateArrivalTimestamp, kinesisRecordMetadata }: FirehoseRecord): number | undefined {
  const said = approximateArrivalTimestamp ?? kinesisRecordMetadata?.approximateArrivalTimestamp;
  return typeof said === 'number' && said >= 0 && said <= LAST_ARRIVAL ? said : undefined;
}

function asFailed({ recordId, data }: FirehoseRecord): FirehoseResultRecord {
  return { recordId, result: 'ProcessingFailed', data };
}

function sizeAsFailed({ recordId, data }: FirehoseRecord): number {
  return FAILED_FRAME + Buffer.byteLength(String(recordId)) + Buffer.byteLength(String(data));
}

const frames = new WeakMap<PartitionKeys, number>();

/** Bytes of a record in the answer; the text around id and data depends on the partition alone. */
function sizeOf(record: FirehoseResultRecord): number {
  if (record.result !== 'Ok') return sizeAsFailed(record);
  const { partitionKeys } = record.metadata;
  const frame =
    frames.get(partitionKeys) ?? Buffer.byteLength(JSON.stringify({ ...record, recordId: '', data: '' })) + 1;
  frames.set(partitionKeys, frame);
  return frame + Buffer.byteLength(record.recordId) + record.data.length;
}
