import { splitPack } from '../wire/split-pack.js';
import { textOf } from '../wire/wire.js';
import type { WalRecord } from './segment.js';

/** Records that one record is divided into at most; a larger one stays whole (Amazon Data Firehose, "Deaggregation"). */
const SUB_RECORDS = 500;

/**
 * What the processor `RecordDeAggregation` (SubRecordType JSON) makes of a record: one record for each of its JSON objects,
 * without line feeds. What cannot be divided, or into too many, passes as it is.
 */
export function deaggregated(record: WalRecord): readonly WalRecord[] {
  const text = textOf(Buffer.from(record.data, 'base64'));
  const objects = text === undefined ? undefined : splitPack(text);
  if (objects === undefined || objects.length < 2 || objects.length > SUB_RECORDS) return [record];
  return objects.map((object, i) => ({
    ...record,
    recordId: `${record.recordId}.${i}`,
    data: Buffer.from(object).toString('base64'),
  }));
}
