import { isObject } from '../wire.js';
import type { TransformRecord } from './envelope.js';

/** What a transform function's answer means for one record. */
export type RecordOutcome =
  | { readonly kind: 'ok'; readonly data: Buffer; readonly partitionKeys: PartitionKeys }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** The values a transform function gives for the prefix. */
export type PartitionKeys = { readonly [key: string]: string };

/** A checked answer: outcomes in the order of the records, or the reason why the whole batch fails. */
export type CheckedAnswer =
  | { readonly kind: 'checked'; readonly outcomes: readonly RecordOutcome[] }
  | { readonly kind: 'batch-failed'; readonly code: string; readonly message: string };

/** Lambda's limit for a synchronous answer: 6 MB. */
export const ANSWER_LIMIT = 6_291_556;

type AnswerRecord = { readonly [key: string]: unknown };

/**
 * Checks an answer as Firehose does: every record id exactly once, or the whole batch fails. A record whose result is
 * not `Ok` or `Dropped`, or whose data is not base64, fails by itself. (Amazon Data Firehose, "Data transformation".)
 */
export function checkAnswer(records: readonly TransformRecord[], answer: unknown): CheckedAnswer {
  if (!isObject(answer) || !Array.isArray(answer.records) || !answer.records.every(isObject)) {
    return batchFailed('Lambda.JsonProcessingException', 'The answer is not {"records": […]}.');
  }
  const byId = new Map<unknown, AnswerRecord>();
  for (const record of answer.records) {
    if (byId.has(record.recordId)) {
      return batchFailed('Lambda.DuplicatedRecordId', `Record ${String(record.recordId)} was answered twice.`);
    }
    byId.set(record.recordId, record);
  }
  const missing = records.find(({ recordId }) => !byId.has(recordId));
  if (missing !== undefined) {
    return batchFailed('Lambda.MissingRecordId', `Record ${missing.recordId} was not answered.`);
  }
  if (byId.size > records.length) {
    return batchFailed('Lambda.MissingRecordId', 'The answer has record ids that were not asked for.');
  }
  return { kind: 'checked', outcomes: records.map(({ recordId }) => outcomeOf(byId.get(recordId) as AnswerRecord)) };
}

function outcomeOf(record: AnswerRecord): RecordOutcome {
  if (record.result === 'Dropped') return { kind: 'dropped' };
  if (record.result === 'ProcessingFailed') {
    return failed('The Lambda function was successfully invoked but it returned an error result.');
  }
  if (record.result !== 'Ok') return failed(`The result ${JSON.stringify(record.result)} is none that Firehose knows.`);
  if (!isBase64(record.data)) return failed('The data of an Ok record is not base64.');
  return { kind: 'ok', data: Buffer.from(record.data, 'base64'), partitionKeys: partitionKeysOf(record.metadata) };
}

function partitionKeysOf(metadata: unknown): PartitionKeys {
  const keys = isObject(metadata) && isObject(metadata.partitionKeys) ? metadata.partitionKeys : {};
  return Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, String(value)]));
}

function isBase64(data: unknown): data is string {
  return typeof data === 'string' && data.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(data);
}

function failed(message: string): RecordOutcome {
  return { kind: 'failed', code: 'Lambda.FunctionError', message };
}

function batchFailed(code: string, message: string): CheckedAnswer {
  return { kind: 'batch-failed', code, message };
}
