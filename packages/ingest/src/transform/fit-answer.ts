import type { FirehoseRecord, FirehoseResultRecord, Metadata } from './firehose.js';

/** Text around the data of a record in the answer, beside its id; the comma belongs to it. That of `Dropped` is shorter. */
const FAILED_FRAME = '{"recordId":"","result":"ProcessingFailed","data":""},'.length;
const ANSWER_FRAME = '{"records":[]}'.length;

/** A record as Firehose gets it back where there is no row for it. It sends strings; what else comes must not stop the others. */
export function asFailed(record: FirehoseRecord | undefined): FirehoseResultRecord {
  const { recordId = '', data = '' } = record ?? {};
  return { recordId, result: 'ProcessingFailed', data: typeof data === 'string' ? data : '' };
}

/**
 * Keeps the answer of a batch within `limit` bytes: in order, what does not fit beside all others as failures is answered as
 * a failure, and `tooLarge` is told its index. Where not even the failures fit, their data is left out: the stream has it.
 */
export function fit(
  records: readonly FirehoseRecord[],
  results: FirehoseResultRecord[],
  limit: number,
  tooLarge: (index: number) => void,
): FirehoseResultRecord[] {
  return sizeOf(results) <= limit ? results : cut(records, results, limit, tooLarge);
}

/** Bytes of an answer. */
function sizeOf(results: readonly FirehoseResultRecord[]): number {
  let size = ANSWER_FRAME;
  for (const record of results) {
    const inner = record.result === 'Ok' ? frameOf(record) + record.data.length : FAILED_FRAME + textSize(record.data);
    size += idSize(record.recordId) + inner;
  }
  return size;
}

function cut(
  records: readonly FirehoseRecord[],
  results: readonly FirehoseResultRecord[],
  limit: number,
  tooLarge: (index: number) => void,
): FirehoseResultRecord[] {
  const ids = results.reduce((sum, { recordId }) => sum + FAILED_FRAME + idSize(recordId), ANSWER_FRAME);
  const data = results.reduce((sum, result, i) => sum + dataSize(result, records[i]), 0);
  const bare = ids + data > limit;
  const echoed = (record: FirehoseResultRecord) => (bare ? { ...record, data: '' } : record);
  let size = bare ? ids : ids + data;
  return results.map((result, i) => {
    if (result.result !== 'Ok') return echoed(result);
    const grown =
      size - FAILED_FRAME - (bare ? 0 : dataSize(result, records[i])) + frameOf(result) + result.data.length;
    if (grown <= limit) {
      size = grown;
      return result;
    }
    tooLarge(i);
    return echoed(asFailed(records[i]));
  });
}

/** Bytes of a record's own data as JSON writes it: as many as it has, where it was read as base64. */
function dataSize(result: FirehoseResultRecord, record: FirehoseRecord | undefined): number {
  return result.result === 'ProcessingFailed' ? textSize(result.data) : (record?.data.length ?? 0);
}

/** Firehose's ids are written as they are; anything else may grow by its escapes. */
function idSize(id: unknown): number {
  return typeof id === 'string' && /^[\w.:-]*$/.test(id) ? id.length : textSize(id);
}

/** Bytes of a value that should be a string, as JSON writes it between its quotes, or a few more. */
function textSize(text: unknown): number {
  return Buffer.byteLength(JSON.stringify(text) ?? '');
}

const frames = new WeakMap<Metadata, number>();

/** The text around id and data depends on the metadata alone, which many records share. */
function frameOf(record: FirehoseResultRecord & { readonly result: 'Ok' }): number {
  const known = frames.get(record.metadata);
  if (known !== undefined) return known;
  const frame = Buffer.byteLength(JSON.stringify({ ...record, recordId: '', data: '' })) + 1;
  frames.set(record.metadata, frame);
  return frame;
}
