const LINE_FEED = 10;

/** The record with a line feed at its end: services put records together without anything between them. */
export function ended(record: Uint8Array): Uint8Array {
  return record.at(-1) === LINE_FEED ? record : Buffer.concat([record, Uint8Array.of(LINE_FEED)]);
}

/** The record without the line feed at its end. */
export function unended(record: Uint8Array): Uint8Array {
  return record.at(-1) === LINE_FEED ? record.subarray(0, -1) : record;
}
