import type { RecordOutcome } from './answer.js';
import { FAILURES, type Failure } from './failures.js';
import { evaluatePrefix } from './prefix.js';
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

/** Objects to write: what their names begin with, below the lake, and the pieces of their content. */
export type LakeObjects = Map<string, Buffer[]>;

/** What became of the records of a segment. */
export interface Delivered {
  readonly objects: LakeObjects;
  readonly ok: number;
  readonly dropped: number;
  readonly failed: number;
  /** Records whose partition keys do not fill the prefix, in words. */
  readonly unplaced: readonly string[];
  /** Records beyond the limit of active partitions. */
  readonly beyondLimit: number;
}

/** Where objects go, and how many partitions may be open at once. */
export interface Placement {
  readonly prefixes: Prefixes;
  /** Beyond so many partitions in one buffer, records go to the error prefix. */
  readonly activePartitions: number;
  readonly lambdaArn: string;
}

/**
 * Distributes records over objects: rows under the evaluated prefix, the bytes as sent under `source`, failures under
 * `errors`. What it returns depends on its arguments alone, so that a delivery can be repeated.
 */
export function planObjects(
  sources: readonly WalRecord[],
  transformed: readonly Transformed[],
  placement: Placement,
): Delivered {
  const { prefixes, activePartitions, lambdaArn } = placement;
  const objects: LakeObjects = new Map();
  const counts = { ok: 0, dropped: 0, failed: 0 };
  const unplaced: string[] = [];
  let beyondLimit = 0;
  for (const { data, arrivedAt } of sources)
    put(objects, timed(prefixes.source, arrivedAt), Buffer.from(data, 'base64'));
  const partitions = new Set<string>();
  for (const one of transformed) {
    const placed = placeOf(one, prefixes.raw, partitions, activePartitions);
    counts[placed.kind]++;
    if (placed.kind === 'ok') put(objects, placed.prefix, placed.data);
    if (placed.kind === 'failed') {
      if (placed.unplaced !== undefined) unplaced.push(`Record ${one.record.recordId}: ${placed.unplaced}`);
      if (placed.errorType === BEYOND) beyondLimit++;
      put(objects, timed(prefixes.error, one.record.arrivedAt, placed.errorType), errorLine(one, placed, lambdaArn));
    }
  }
  return { objects, ...counts, unplaced, beyondLimit };
}

type Placed =
  | { readonly kind: 'ok'; readonly prefix: string; readonly data: Buffer }
  | { readonly kind: 'dropped' }
  | ({ readonly kind: 'failed'; readonly errorType: string; readonly unplaced?: string } & Failure);

const BEYOND = 'activePartitionExceeded';

/**
 * A partition is active from its first record until its buffer is delivered (Amazon Data Firehose, "Configure buffering
 * hints for dynamic partitioning"); a segment is one buffer.
 */
function placeOf({ record, outcome }: Transformed, raw: string, partitions: Set<string>, limit: number): Placed {
  if (outcome.kind === 'dropped') return outcome;
  if (outcome.kind === 'failed') return { ...outcome, errorType: 'processing-failed' };
  const { partitionKeys, data } = outcome;
  const evaluated = evaluatePrefix(raw, { arrivedAt: record.arrivedAt, partitionKeys });
  if (evaluated.kind === 'unresolved') {
    const errorType = 'processing-failed';
    return { kind: 'failed', errorType, unplaced: evaluated.message, ...FAILURES.partitionKeys };
  }
  if (!partitions.has(evaluated.prefix) && partitions.size >= limit) {
    return { kind: 'failed', errorType: BEYOND, ...FAILURES.activePartitions };
  }
  partitions.add(evaluated.prefix);
  return { kind: 'ok', prefix: evaluated.prefix, data };
}

/** A prefix without partition keys; one without a moment gets one behind it ("Custom prefixes for S3 objects"). */
function timed(prefix: string, arrivedAt: number, errorType?: string): string {
  const full = prefix.includes('!{timestamp:') ? prefix : `${prefix}!{timestamp:yyyy/MM/dd/HH}/`;
  const evaluated = evaluatePrefix(full, { arrivedAt, partitionKeys: {}, ...(errorType && { errorType }) });
  if (evaluated.kind === 'unresolved') throw new Error(evaluated.message);
  return evaluated.prefix;
}

/** Firehose's error object (Amazon Data Firehose, "Handle failure in data transformation"). */
function errorLine({ record, attempts, endedAt }: Transformed, { code, message }: Failure, lambdaArn: string): Buffer {
  const line = {
    attemptsMade: attempts,
    arrivalTimestamp: record.arrivedAt,
    errorCode: code,
    errorMessage: message,
    attemptEndingTimestamp: endedAt,
    rawData: record.data,
    lambdaArn,
  };
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

function put(objects: LakeObjects, prefix: string, piece: Buffer): void {
  const pieces = objects.get(prefix);
  if (pieces === undefined) objects.set(prefix, [piece]);
  else pieces.push(piece);
}
