import { describe, expect, it } from 'vitest';
import { callFlaw, cutRuns, PUT_LIMITS, recordFlaw } from './limits.js';

const record = (size: number) => new Uint8Array(size);

describe('limits of PutRecordBatch', () => {
  const calls = [
    { name: 'no record', given: [], want: 'A call has 1 to 500 records; this one has 0.' },
    { name: '500 records', given: Array(500).fill(record(1)), want: undefined },
    { name: '501 records', given: Array(501).fill(record(1)), want: 'A call has 1 to 500 records; this one has 501.' },
    { name: '4 MiB', given: Array(4).fill(record(1_048_576)), want: undefined },
    {
      name: 'a byte more',
      given: [...Array(4).fill(record(1_048_576)), record(1)],
      want: 'A call has at most 4194304 bytes; this one has 4194305.',
    },
  ];
  it.each(calls)('$name', ({ given, want }) => {
    expect(callFlaw(given)).toBe(want);
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
