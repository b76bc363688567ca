import { isObject } from '../wire/wire.js';
import type { TransformRecord } from './envelope.js';

/** One acknowledged record as it stands in a segment of the write-ahead log. */
export interface WalRecord {
  readonly recordId: string;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
  /** Base64. */
  readonly data: string;
}

/** The line of a record, line feed included. */
export function walLine(record: WalRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** Whether a parsed line is a record. */
export function isWalRecord(value: unknown): value is WalRecord {
  if (!isObject(value)) return false;
  const { recordId, arrivedAt, data } = value;
  return typeof recordId === 'string' && Number.isSafeInteger(arrivedAt) && typeof data === 'string';
}

/** The record as the transform function gets it. */
export function transformRecord({ recordId, arrivedAt, data }: WalRecord): TransformRecord {
  return { recordId, approximateArrivalTimestamp: arrivedAt, data };
}

/** A segment's file name says what it is and which process has it: `<segment>~<owner>.wal`. */
export interface SegmentName {
  /** Unique for ever; names the objects that are made from the segment. */
  readonly segment: string;
  /** The process that writes or recovers it. */
  readonly owner: string;
}

/** The file name of a segment. */
export function segmentFile({ segment, owner }: SegmentName): string {
  return `${segment}~${owner}.wal`;
}

/** Reads a file name back; undefined for files that are no segments. */
export function parseSegmentFile(name: string): SegmentName | undefined {
  const [, segment, owner] = /^([^~]+)~([^~]+)\.wal$/.exec(name) ?? [];
  return segment === undefined || owner === undefined ? undefined : { segment, owner };
}
