import { describe, expect, it } from 'vitest';
import { contractOf, type RuntimeVersion } from '../codegen1/index.js';
import { seeded } from '../testing/contract.js';
import { createTransform, type FirehoseRecord, RESPONSE_LIMIT } from './index.js';

/** Rows of any size: what the event asks for, in characters that take one byte. */
const growing: RuntimeVersion = {
  version: '1.0',
  major: 1,
  schema: { type: 'object', fields: [['pad', 'long', 1]] },
  check: (event) => Number.isSafeInteger(event.pad),
  row: (event) => `"${'x'.repeat(Number(event.pad))}"`,
  renamed: () => false,
};
const transform = createTransform(contractOf('d', [{ name: 'grow', versions: [growing] }]));
const MAY = 1_714_521_600_000;

function record(recordId: string, pad: number, note = ''): FirehoseRecord {
  const data = Buffer.from(JSON.stringify({ event: 'grow', pad, note })).toString('base64');
  return { recordId, approximateArrivalTimestamp: MAY, data };
}

function answered(records: readonly FirehoseRecord[]) {
  const answer = transform({ records });
  const bytes = Buffer.byteLength(JSON.stringify(answer));
  const results = answer.records.map(({ result }) => result);
  expect(answer.records.map(({ recordId }) => recordId)).toEqual(records.map(({ recordId }) => recordId));
  expect(bytes).toBeLessThanOrEqual(RESPONSE_LIMIT);
  return { bytes, ok: results.filter((result) => result === 'Ok').length, results, answer };
}

describe('the limit of the answer', () => {
  it('is used to the last byte', () => {
    const partition =
      '{"partitionKeys":{"event":"grow","major":"1","year":"2024","month":"05","day":"01","hour":"00"}}';
    const frame = `{"records":[{"recordId":"a","result":"Ok","data":"","metadata":${partition}}]}`.length;
    const largest = Math.floor((RESPONSE_LIMIT - frame - 1) / 4) * 3 - 3;
    const fits = answered([record('a', largest)]);
    expect([fits.ok, fits.bytes]).toEqual([1, frame + ((largest + 3) / 3) * 4]);
    expect(RESPONSE_LIMIT - fits.bytes).toBeLessThan(5);
    expect(answered([record('a', largest + 6)]).ok).toBe(0);
  });

  it('is kept where rows are larger than records by any factor', () => {
    const random = seeded(3);
    for (let round = 0; round < 15; round++) {
      const count = 1 + Math.floor(random() * 300);
      const records = Array.from({ length: count }, (_, i) =>
        record(`r${i}`, Math.floor(10 ** (random() * 6.5)), 'n'.repeat(random() * 3_000)),
      );
      answered(records);
    }
  });

  it('lets small rows through behind one that is too large', () => {
    expect(answered([record('a', 10), record('b', 6_000_000), record('c', 10)]).results).toEqual([
      'Ok',
      'ProcessingFailed',
      'Ok',
    ]);
  });

  const hostile = [
    { name: 'ids that are escaped', given: (i: number) => record(`"\u0001\ud800é${i}`, 20_000) },
    {
      name: 'data that is no base64 and grows when it is written',
      given: (i: number) => ({ recordId: `r${i}`, data: '\u0001'.repeat(9_000) }),
    },
    {
      name: 'failures that fill the answer by themselves',
      given: (i: number) => ({ recordId: `r${i}`, data: 'A'.repeat(60_000) }),
    },
  ];
  it.each(hostile)('is kept with $name', ({ given }) => {
    answered(Array.from({ length: 299 }, (_, i) => given(i)));
  });

  it('leaves out the data of failures where they do not fit, and only there', () => {
    const failures = Array.from({ length: 100 }, (_, i) => ({ recordId: `r${i}`, data: '!'.repeat(80_000) }));
    const { answer } = answered([...failures, record('ok', 10)]);
    expect(new Set(answer.records.slice(0, 100).map(({ data }) => data))).toEqual(new Set(['']));
    expect(answer.records.at(-1)?.result).toBe('Ok');
  });

  it('is kept for a full request of 6 MB', () => {
    const records = Array.from({ length: 440 }, (_, i) => record(`r${i}`, 11_000, 'n'.repeat(10_000)));
    expect(Buffer.byteLength(JSON.stringify({ records }))).toBeGreaterThan(5_900_000);
    const { ok, bytes } = answered(records);
    expect([ok > 100, bytes > 6_000_000]).toEqual([true, true]);
  });
});
