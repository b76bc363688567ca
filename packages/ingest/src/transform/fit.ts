import type { FirehoseResultRecord, Metadata } from './firehose.js';

/** One record's answer, and what is answered in its place where it does not fit. */
export interface Candidate {
  readonly result: FirehoseResultRecord;
  readonly asFailed: FirehoseResultRecord & { readonly result: 'ProcessingFailed' };
  /** Bytes of the record's own data as JSON writes it. */
  readonly dataSize: number;
}

/** Text around the data of a record in the answer, beside its id; the comma belongs to it. That of `Dropped` is shorter. */
const FAILED_FRAME = '{"recordId":"","result":"ProcessingFailed","data":""},'.length;
const ANSWER_FRAME = '{"records":[]}'.length;

/**
 * The answer of a batch within `limit` bytes: in order, what does not fit beside all others as failures is answered as a
 * failure, and `tooLarge` is told its index. Where not even the failures fit, their data is left out: the stream has it.
 */
export function fit(
  candidates: readonly Candidate[],
  limit: number,
  tooLarge: (index: number) => void,
): FirehoseResultRecord[] {
  const whole = sizeAsFailed(candidates, ({ dataSize }) => dataSize);
  const bare = whole > limit;
  let size = bare ? sizeAsFailed(candidates, () => 0) : whole;
  const echoed = (record: FirehoseResultRecord) => (bare ? { ...record, data: '' } : record);
  return candidates.map(({ result, asFailed, dataSize }, index) => {
    if (result.result !== 'Ok') return echoed(result);
    const grown = size - FAILED_FRAME - (bare ? 0 : dataSize) + frameOf(result) + result.data.length;
    if (grown > limit) {
      tooLarge(index);
      return echoed(asFailed);
    }
    size = grown;
    return result;
  });
}

function sizeAsFailed(candidates: readonly Candidate[], dataSize: (candidate: Candidate) => number): number {
  let size = ANSWER_FRAME;
  for (const candidate of candidates) {
    size += FAILED_FRAME + idSize(candidate.asFailed.recordId) + dataSize(candidate);
  }
  return size;
}

/** Firehose's ids are written as they are; anything else may grow by its escapes. */
function idSize(id: unknown): number {
  return typeof id === 'string' && /^[\w.:-]*$/.test(id) ? id.length : textSize(id);
}

/** Bytes of a value that should be a string, as JSON writes it between its quotes, or a few more. */
export function textSize(text: unknown): number {
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
