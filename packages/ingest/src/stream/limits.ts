import { failed, type SendOutcome } from '../sink.js';

/**
 * Limits of Firehose's PutRecordBatch (Amazon Data Firehose quotas): 500 records, 4 MiB a call, 1,000 KiB a record,
 * counted before base64.
 */
export const PUT_LIMITS = { records: 500, callBytes: 4_194_304, recordBytes: 1_024_000 } as const;

/** What our own calls keep to: the quota page says 4 MiB, the API reference 4 MB. */
export const SAFE_CALL_BYTES = 4_000_000;

/** Why Firehose would refuse a whole call, or undefined. */
export function callFlaw(records: readonly Uint8Array[]): string | undefined {
  const bytes = records.reduce((sum, record) => sum + record.byteLength, 0);
  if (records.length === 0 || records.length > PUT_LIMITS.records) {
    return `A call has 1 to ${PUT_LIMITS.records} records; this one has ${records.length}.`;
  }
  return bytes > PUT_LIMITS.callBytes
    ? `A call has at most ${PUT_LIMITS.callBytes} bytes; this one has ${bytes}.`
    : undefined;
}

/** The outcome of a record that is too large to be put at all, or undefined. */
export function recordFlaw(record: Uint8Array): SendOutcome | undefined {
  if (record.byteLength <= PUT_LIMITS.recordBytes) return undefined;
  const message = `A record has at most ${PUT_LIMITS.recordBytes} bytes; this one has ${record.byteLength}.`;
  return failed('InvalidArgumentException', message);
}

/** Cuts a list into runs of at most `count` items and `bytes` bytes; an item that is larger by itself stands alone. */
export function cutRuns<T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  limit: { readonly count: number; readonly bytes: number },
): T[][] {
  const runs: T[][] = [];
  let room = 0;
  for (const item of items) {
    const run = runs.at(-1);
    const size = sizeOf(item);
    if (run === undefined || run.length === limit.count || size > room) {
      runs.push([item]);
      room = limit.bytes - size;
    } else {
      run.push(item);
      room -= size;
    }
  }
  return runs;
}
