import { failed, type SendOutcome } from '../sink.js';

/**
 * Limits of Firehose's PutRecordBatch (Amazon Data Firehose quotas): 500 records, 4 MiB a call, 1,000 KiB a record,
 * counted before base64.
 */
export const PUT_LIMITS = { records: 500, callBytes: 4_194_304, recordBytes: 1_024_000 } as const;

/** What our own calls keep to: the quota page says 4 MiB, the API reference 4 MB. */
export const SAFE_CALL_BYTES = 4_000_000;

/** Why the service refuses a whole call: the type and the message of its error document. */
export interface CallFlaw {
  readonly code: 'ValidationException' | 'InvalidArgumentException';
  readonly message: string;
}

/**
 * Why Firehose would refuse a whole PutRecordBatch, or undefined. Nothing of a refused call is stored, not even where one
 * record alone is too large. The limits are the API's (botocore `firehose`, PutRecordBatchRequestEntryList and Data), the
 * texts those that the service answers with.
 */
export function callFlaw(records: readonly Uint8Array[]): CallFlaw | undefined {
  const { records: most, callBytes } = PUT_LIMITS;
  if (records.length === 0) return invalid([`Value '[]' at 'records' ${constraint('greater', 1)}`]);
  if (records.length > most) return invalid([`Value at 'records' ${constraint('less', most)}`]);
  const flaws = records.flatMap((record, i) => dataFlaw(record, `records.${i + 1}.member.data`) ?? []);
  if (flaws.length > 0) return invalid(flaws);
  const bytes = records.reduce((sum, record) => sum + record.byteLength, 0);
  return bytes > callBytes
    ? { code: 'InvalidArgumentException', message: 'Records size exceeds 4 MB limit' }
    : undefined;
}

/** Why Firehose would refuse the one record of a PutRecord, or undefined. */
export function singleFlaw(record: Uint8Array): CallFlaw | undefined {
  const flaw = dataFlaw(record, 'record.data');
  return flaw === undefined ? undefined : invalid([flaw]);
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

function dataFlaw({ byteLength }: Uint8Array, place: string): string | undefined {
  if (byteLength <= PUT_LIMITS.recordBytes) return undefined;
  const value = `java.nio.HeapByteBuffer[pos=0 lim=${byteLength} cap=${byteLength}]`;
  return `Value '${value}' at '${place}' ${constraint('less', PUT_LIMITS.recordBytes)}`;
}

function constraint(bound: 'greater' | 'less', limit: number): string {
  return `failed to satisfy constraint: Member must have length ${bound} than or equal to ${limit}`;
}

function invalid(flaws: readonly string[]): CallFlaw {
  const count = `${flaws.length} validation error${flaws.length === 1 ? '' : 's'} detected`;
  return { code: 'ValidationException', message: `${count}: ${flaws.join('; ')}` };
}
