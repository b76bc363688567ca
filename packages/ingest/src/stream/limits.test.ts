import { describe, expect, it } from 'vitest';
import { callFlaw, cutRuns, PUT_LIMITS, recordFlaw } from './limits.js';

const record = (size: number) => new Uint8Array(size);

describe('limits of PutRecordBatch', () => {
  const tooMany = "at 'records' failed to satisfy constraint: Member must have length less than or equal to 500";
  const tooLarge = (at: number, size: number) =>
    `Value 'java.nio.HeapByteBuffer[pos=0 lim=${size} cap=${size}]' at 'records.${at}.member.data' failed to satisfy constraint: Member must have length less than or equal to 1024000`;
  const calls = [
    {
      name: 'no record',
      given: [],
      want: "ValidationException: 1 validation error detected: Value '[]' at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1",
    },
    { name: '500 records', given: Array(500).fill(record(1)), want: '' },
    {
      name: '501 records',
      given: Array(501).fill(record(1)),
      want: `ValidationException: 1 validation error detected: Value ${tooMany}`,
    },
    { name: '4 MiB', given: [...Array(4).fill(record(1_000_000)), record(194_304)], want: '' },
    {
      name: 'a byte more',
      given: [...Array(4).fill(record(1_000_000)), record(194_305)],
      want: 'InvalidArgumentException: Records size exceeds 4 MB limit',
    },
    {
      name: 'two records that are too large',
      given: [record(1), record(1_024_001), record(2_000_000)],
      want: `ValidationException: 2 validation errors detected: ${tooLarge(2, 1_024_001)}; ${tooLarge(3, 2_000_000)}`,
    },
  ];
  it.each(calls)('$name', ({ given, want }) => {
    const flaw = callFlaw(given);
    expect(flaw === undefined ? '' : `${flaw.code}: ${flaw.message}`).toBe(want);
  });

  it('a record has at most 1,000 KiB', () => {
    expect(recordFlaw(record(PUT_LIMITS.recordBytes))).toBeUndefined();
    expect(recordFlaw(record(PUT_LIMITS.recordBytes + 1))?.kind).toBe('failed');
  });
});

describe('cutRuns', () => {
  const cases = [
    { name: 'nothing', given: [], want: [] },
    { name: 'by count', given: [1, 1, 1, 1], want: [[1, 1, 1], [1]] },
    {
      name: 'by bytes',
      given: [4, 6, 1, 9],
      want: [
        [4, 6],
        [1, 9],
      ],
    },
    { name: 'too large stands alone', given: [1, 99, 1], want: [[1], [99], [1]] },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    expect(cutRuns(given, (size) => size, { count: 3, bytes: 10 })).toEqual(want);
  });
});
