import { describe, expect, test } from 'vitest';
import { backoffMs, type Outcome, readOutcome, retryAfterMs } from './outcome.js';

const now = Date.parse('2026-11-02T10:00:00Z');

describe('retryAfterMs', () => {
  const cases = [
    { name: 'no header', given: null, want: 0 },
    { name: 'seconds', given: '7', want: 7_000 },
    { name: 'seconds, five minutes at most', given: '86400', want: 300_000 },
    { name: 'an HTTP date', given: 'Mon, 02 Nov 2026 10:00:30 GMT', want: 30_000 },
    { name: 'a date in the past', given: 'Mon, 02 Nov 2026 09:00:00 GMT', want: 0 },
    { name: 'nonsense', given: 'soon', want: 0 },
    { name: 'nothing', given: ' ', want: 0 },
  ];
  test.each(cases)('$name', ({ given, want }) => expect(retryAfterMs(given, now)).toBe(want));
});

describe('backoffMs', () => {
  const cases = [
    { name: 'first failure, full', given: [1, 1], want: 500 },
    { name: 'first failure, none', given: [1, 0], want: 0 },
    { name: 'doubles', given: [4, 0.5], want: 2_000 },
    { name: 'five minutes at most', given: [2_000, 1], want: 300_000 },
  ] as const;
  test.each(cases)('$name', ({ given: [failures, random], want }) => expect(backoffMs(failures, random)).toBe(want));
});

describe('readOutcome', () => {
  const cases: { name: string; status: number; body?: string; want: Outcome }[] = [
    {
      name: 'verdicts keep their place when one cannot be read',
      status: 207,
      body: '{"results":[null,{"status":"ok"},{"index":0,"status":"retry"}]}',
      want: {
        kind: 'judged',
        verdicts: [
          { index: 1, status: 'ok' },
          { index: 0, status: 'retry' },
        ],
        rest: 'retry',
        afterMs: 0,
      },
    },
    {
      name: '202 with no verdicts',
      status: 202,
      body: '',
      want: { kind: 'judged', verdicts: [], rest: 'ok', afterMs: 0 },
    },
    {
      name: '207 that cannot be read',
      status: 207,
      body: '<html>',
      want: { kind: 'judged', verdicts: [], rest: 'retry', afterMs: 0 },
    },
    { name: 'an answer that breaks off', status: 202, want: { kind: 'retry', afterMs: 0 } },
    { name: '413', status: 413, body: '', want: { kind: 'split' } },
    { name: '404', status: 404, body: '', want: { kind: 'refused', status: 404 } },
    { name: '304', status: 304, body: '', want: { kind: 'refused', status: 304 } },
  ];
  test.each(cases)('$name', async ({ status, body, want }) => {
    const text = () => (body === undefined ? Promise.reject(new Error('reset')) : Promise.resolve(body));
    expect(await readOutcome({ status, headers: new Headers(), text }, now)).toEqual(want);
  });
});
