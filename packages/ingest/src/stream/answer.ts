import { isObject } from '../wire/wire.js';
import type { TransformRecord } from './envelope.js';
import { FAILURES, type Failure } from './failures.js';

/** What a transform function's answer means for one record. */
export type RecordOutcome =
  | { readonly kind: 'ok'; readonly data: Buffer; readonly partitionKeys: PartitionKeys }
  | { readonly kind: 'dropped' }
  | ({ readonly kind: 'failed' } & Failure);

/** The values a transform function gives for the prefix. */
export type PartitionKeys = { readonly [key: string]: string };

/** A checked answer: outcomes in the order of the records, or the reason why the whole batch fails. */
export type CheckedAnswer =
  | {
      readonly kind: 'checked';
      readonly outcomes: readonly RecordOutcome[];
      /** Where the answer broke the contract for single records, in words. */
      readonly violations: readonly string[];
    }
  | ({
      readonly kind: 'batch-failed';
      /** What really happened; the service does not keep it. */
      readonly reason: string;
    } & Failure);

/** Lambda's limit for a synchronous answer in bytes: the one that its own error message names. */
export const ANSWER_LIMIT = 6_291_556;

type AnswerRecord = { readonly [key: string]: unknown };

/**
 * Checks an answer as Firehose does: every record id exactly once, or the whole batch fails. A record whose result is
 * not `Ok` or `Dropped`, or whose data is not base64, fails by itself. (Amazon Data Firehose, "Data transformation".)
 */
export function checkAnswer(records: readonly TransformRecord[], answer: unknown): CheckedAnswer {
  if (!isObject(answer) || !Array.isArray(answer.records) || !answer.records.every(isObject)) {
    return broken(FAILURES.unreadable, 'The answer is not {"records": […]}.');
  }
  const byId = new Map<unknown, AnswerRecord>();
  for (const record of answer.records) {
    if (byId.has(record.recordId))
      return broken(FAILURES.duplicate, `Record ${show(record.recordId)} was answered twice.`);
    byId.set(record.recordId, record);
  }
  const missing = records.find(({ recordId }) => !byId.has(recordId));
  if (missing !== undefined) return broken(FAILURES.missing, `Record ${missing.recordId} was not answered.`);
  if (byId.size > records.length) return broken(FAILURES.missing, 'The answer has record ids that were not asked for.');
  return checkRecords(records, byId);
}

function checkRecords(records: readonly TransformRecord[], byId: ReadonlyMap<unknown, AnswerRecord>): CheckedAnswer {
  const violations: string[] = [];
  const outcomes = records.map(({ recordId }) => {
    const record = byId.get(recordId) as AnswerRecord;
    const violation = violationIn(record);
    if (violation !== undefined) violations.push(`Record ${recordId}: ${violation}`);
    return outcomeOf(record);
  });
  return { kind: 'checked', outcomes, violations };
}

/** "Data transformation and status model": `recordId`, `result` and `data` are required of every record. */
function violationIn({ result, data, metadata }: AnswerRecord): string | undefined {
  if (result !== 'Ok' && result !== 'Dropped' && result !== 'ProcessingFailed') {
    return `the result ${show(result)} is none of "Ok", "Dropped" and "ProcessingFailed".`;
  }
  if (!isBase64(data)) return 'its data is not base64.';
  if (result === 'Ok' && !endsLine(data)) return UNENDED;
  const values = Object.values(keysIn(metadata));
  return values.every((value) => typeof value === 'string' && value !== '')
    ? undefined
    : 'a partition key is not a string, or an empty one.';
}

/** Firehose puts nothing between rows (API reference, PutRecordBatch): it stores what it gets, and readers lose the next row. */
const UNENDED = 'its row does not end with a line feed, so that the next one stands on the same line.';

function endsLine(data: string): boolean {
  return Buffer.from(data.slice(-4), 'base64').at(-1) === 0x0a;
}

function outcomeOf(record: AnswerRecord): RecordOutcome {
  if (record.result === 'Dropped') return { kind: 'dropped' };
  if (record.result === 'ProcessingFailed') return { kind: 'failed', ...FAILURES.failedByFunction };
  if (record.result !== 'Ok' || !isBase64(record.data)) return { kind: 'failed', ...FAILURES.function };
  return { kind: 'ok', data: Buffer.from(record.data, 'base64'), partitionKeys: partitionKeysOf(record.metadata) };
}

/** Keys that are no text count as absent. */
function partitionKeysOf(metadata: unknown): PartitionKeys {
  const entries = Object.entries(keysIn(metadata));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function keysIn(metadata: unknown): { readonly [key: string]: unknown } {
  return isObject(metadata) && isObject(metadata.partitionKeys) ? metadata.partitionKeys : {};
}

function isBase64(data: unknown): data is string {
  return typeof data === 'string' && data.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(data);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}

function broken(failure: Failure, reason: string): CheckedAnswer {
  return { kind: 'batch-failed', reason, ...failure };
}
