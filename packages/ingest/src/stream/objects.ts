import type { RecordOutcome } from './answer.js';
import { DEFAULT_PREFIXES, evaluatePrefix } from './prefix.js';
import type { WalRecord } from './segment.js';

/** A record with what the transform function made of it. */
export interface Transformed {
  readonly record: WalRecord;
  readonly outcome: RecordOutcome;
  /** How often the function was called. */
  readonly attempts: number;
  /** When the last call ended: epoch milliseconds. */
  readonly endedAt: number;
}

/** Where the three kinds of objects go below the lake. */
export interface Prefixes {
  readonly raw: string;
  readonly source: string;
  readonly error: string;
}

/** Objects to write: the folder below the lake, and the pieces of its content. */
export type LakeObjects = Map<string, Buffer[]>;

/** What became of the records of a segment. */
export interface Delivered {
  readonly objects: LakeObjects;
  readonly ok: number;
  readonly dropped: number;
  readonly failed: number;
}

/**
 * Distributes transformed records over objects: rows under the evaluated prefix, the bytes as sent under `source`,
 * failures under `errors`. What it returns depends on its arguments alone, so that a delivery can be repeated.
 */
export function planObjects(
  transformed: readonly Transformed[],
  lambdaArn: string,
  prefixes: Prefixes = DEFAULT_PREFIXES,
): Delivered {
  const objects: LakeObjects = new Map();
  const counts = { ok: 0, dropped: 0, failed: 0 };
  for (const one of transformed) {
    put(objects, hourFolder(prefixes.source, one), Buffer.from(one.record.data, 'base64'));
    const placed = placeOf(one, prefixes.raw);
    counts[placed.kind]++;
    if (placed.kind === 'ok') put(objects, placed.folder, placed.data);
    if (placed.kind === 'failed') put(objects, hourFolder(prefixes.error, one), errorLine(one, placed, lambdaArn));
  }
  return { objects, ...counts };
}

type Placed =
  | { readonly kind: 'ok'; readonly folder: string; readonly data: Buffer }
  | Exclude<RecordOutcome, { kind: 'ok' }>;

function placeOf({ record, outcome }: Transformed, prefix: string): Placed {
  if (outcome.kind !== 'ok') return outcome;
  const { partitionKeys, data } = outcome;
  const evaluated = evaluatePrefix(prefix, { arrivedAt: record.arrivedAt, partitionKeys });
  return evaluated.kind === 'prefix'
    ? { kind: 'ok', folder: evaluated.prefix, data }
    : { kind: 'failed', code: 'DynamicPartitioning.MissingPartitionKey', message: evaluated.message };
}

function hourFolder(prefix: string, { record }: Transformed): string {
  const values = { arrivedAt: record.arrivedAt, partitionKeys: {}, errorType: 'processing-failed' };
  const evaluated = evaluatePrefix(prefix, values);
  if (evaluated.kind === 'unresolved') throw new Error(evaluated.message);
  return evaluated.prefix;
}

/** Firehose's error object (Amazon Data Firehose, "Handle failure in data transformation"). */
function errorLine(one: Transformed, failed: { code: string; message: string }, lambdaArn: string): Buffer {
  const line = {
    attemptsMade: one.attempts,
    arrivalTimestamp: one.record.arrivedAt,
    errorCode: failed.code,
    errorMessage: failed.message,
    attemptEndingTimestamp: one.endedAt,
    rawData: one.record.data,
    lambdaArn,
  };
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

function put(objects: LakeObjects, folder: string, piece: Buffer): void {
  const pieces = objects.get(folder);
  if (pieces === undefined) objects.set(folder, [piece]);
  else pieces.push(piece);
}
