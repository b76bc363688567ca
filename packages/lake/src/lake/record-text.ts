import type { DayRecord } from './day.js';
import type { HourRecord } from './record.js';

/** A record as its file says it, or why it says none. */
export type ReadRecord<T> =
  | { readonly kind: 'record'; readonly record: T }
  | { readonly kind: 'damaged'; readonly reason: string };

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value !== '';
const run: Check = (value) => typeof value === 'string' && /^[\w-]+$/.test(value);
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const time: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const fileName: Check = (value) => typeof value === 'string' && /^[^/\\]+$/.test(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const object =
  (members: { readonly [name: string]: Check }): Check =>
  (value) =>
    isObject(value) && Object.entries(members).every(([name, check]) => check(value[name]));
const mapOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);

const columns = list(object({ name: text, type: text }));

const hourChecks: { readonly [K in keyof HourRecord]-?: Check } = {
  run,
  mergedAt: time,
  columns,
  rawFiles: list(object({ name: fileName, size: count })),
  rowsIn: count,
  duplicatesInHour: count,
  duplicatesOfEarlierHours: count,
  differingDuplicates: optional(count),
  differingIds: optional(list(text)),
  rowsOut: count,
  bytes: count,
  files: optional(list(fileName)),
  digests: optional(mapOf(text)),
  stale: optional((value) => value === true),
  damaged: optional(object({ path: text, reason: text })),
};

const dayChecks: { readonly [K in keyof DayRecord]-?: Check } = {
  run,
  compactedAt: time,
  columns,
  hours: mapOf(run),
  rows: count,
  bytes: count,
  files: list(fileName),
  digests: optional(mapOf(text)),
};

/** Reads what a merge wrote about an hour. */
export function readHourText(content: string): ReadRecord<HourRecord> {
  return read<HourRecord>(content, hourChecks);
}

/** Reads what a compaction wrote about a day. */
export function readDayText(content: string): ReadRecord<DayRecord> {
  return read<DayRecord>(content, dayChecks);
}

function read<T>(content: string, checks: { readonly [K in keyof T]-?: Check }): ReadRecord<T> {
  const value = parsed(content);
  if (!isObject(value)) return { kind: 'damaged', reason: 'it is no JSON object' };
  const wrong = (Object.keys(checks) as (keyof T & string)[]).find((name) => !checks[name](value[name]));
  if (wrong !== undefined) return { kind: 'damaged', reason: `its member "${wrong}" is not as a merge writes it` };
  return { kind: 'record', record: value as T };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
