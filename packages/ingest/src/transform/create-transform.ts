import type { EventError, RuntimeContract } from '../codegen1/index.js';
import { encodeLine } from './encode.js';
import {
  type FirehoseRecord,
  type FirehoseResultRecord,
  type FirehoseTransformationEvent,
  type FirehoseTransformationResult,
  RESPONSE_LIMIT,
} from './firehose.js';
import { asFailed, fit } from './fit-answer.js';
import { type IcebergRoutes, icebergRouter } from './iceberg.js';
import { LAST_ARRIVAL, partitioner } from './partition.js';
import { type Drop, transformRecord } from './transform-record.js';

/** What a transform may be given beside the contract. */
export interface TransformOptions {
  /** Clock in epoch milliseconds, for records that do not say when they arrived. */
  readonly now?: () => number;
  /** Told of every record that is returned as `ProcessingFailed`; what it throws is ignored. */
  readonly failed?: (recordId: string, errors: readonly EventError[]) => void;
  /** Told once per batch that has failures how many there are, by code; what it throws is ignored. */
  readonly summary?: (failed: { readonly [code: string]: number }) => void;
  /** Says of a valid event that it is returned as `Dropped`: not stored, and no failure (default: none is). */
  readonly drop?: Drop;
  /** Routes rows to Iceberg tables instead of partitions of a prefix. */
  readonly iceberg?: IcebergRoutes;
}

/** A Firehose data transformation. */
export type Transform = (event: FirehoseTransformationEvent) => FirehoseTransformationResult;

const TOO_LARGE: EventError = {
  code: 'response-too-large',
  path: '',
  message: 'The rows of this batch are larger than Lambda may return; use a smaller buffer (BufferSizeInMBs 1).',
};

/**
 * The transform of a contract: one row for each record that holds a valid event, every record back exactly once and in
 * order, the answer within Lambda's limit. Never throws.
 */
export function createTransform(contract: RuntimeContract, options: TransformOptions = {}): Transform {
  const one = recordTransform(contract, options);
  return (event) => {
    const records: readonly FirehoseRecord[] = Array.isArray(event?.records) ? event.records : [];
    const failures = new Failures(options);
    const results = records.map((record) => one(record, failures));
    const tooLarge = (index: number) => failures.tell(records[index]?.recordId ?? '', [TOO_LARGE]);
    const answer = { records: fit(records, results, RESPONSE_LIMIT, tooLarge) };
    failures.sum();
    return answer;
  };
}

type RecordTransform = (record: FirehoseRecord | undefined, failures: Failures) => FirehoseResultRecord;

function recordTransform(contract: RuntimeContract, options: TransformOptions): RecordTransform {
  const { now = Date.now, drop } = options;
  const partition = partitioner();
  const toTable = options.iceberg && icebergRouter(options.iceberg);
  return (record, failures) => {
    const recordId = record?.recordId ?? '';
    const receivedAt = arrivalOf(record) ?? now();
    const transformed = transformRecord(contract, record?.data, { recordId, receivedAt }, drop);
    if ('drop' in transformed) return { ...asFailed(record), result: 'Dropped' };
    if ('row' in transformed) {
      const metadata = partition(transformed.event, transformed.major, receivedAt);
      if (toTable === undefined) return { recordId, result: 'Ok', data: encodeLine(transformed.row), metadata };
      const routed = toTable(transformed.event, transformed.major, transformed.row);
      if (routed) return { recordId, result: 'Ok', data: encodeLine(routed.row), metadata: routed.metadata };
    }
    failures.tell(recordId, 'row' in transformed ? [noTable(transformed)] : transformed.errors);
    return asFailed(record);
  };
}

function noTable({ event, major }: { readonly event: string; readonly major: number }): EventError {
  const message = `There is no Iceberg table for version ${major} of "${event}"; generate the function again.`;
  return { code: 'no-table', path: '', message };
}

/** When the stream received a record, if it says so with a moment that a folder can be named after. */
function arrivalOf(record: FirehoseRecord | undefined): number | undefined {
  const said = record?.approximateArrivalTimestamp ?? record?.kinesisRecordMetadata?.approximateArrivalTimestamp;
  return typeof said === 'number' && said >= 0 && said <= LAST_ARRIVAL ? said : undefined;
}

/** The failures of one batch. A log that fails must not fail the batch. */
class Failures {
  readonly #options: Pick<TransformOptions, 'failed' | 'summary'>;
  readonly #counts = new Map<string, number>();

  constructor(options: Pick<TransformOptions, 'failed' | 'summary'>) {
    this.#options = options;
  }

  tell(recordId: string, errors: readonly EventError[]): void {
    const code = errors[0]?.code ?? 'unknown';
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
    quietly(() => this.#options.failed?.(recordId, errors));
  }

  sum(): void {
    if (this.#counts.size > 0) quietly(() => this.#options.summary?.(Object.fromEntries(this.#counts)));
  }
}

function quietly(call: () => void): void {
  try {
    call();
  } catch {
    // Whoever listens has to look after itself.
  }
}
