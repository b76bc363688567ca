import { describe, expect, it } from 'vitest';
import { checkAnswer } from './answer.js';
import { invoke } from './invoke.js';

const records = ['r1', 'r2'].map((recordId) => ({ recordId, approximateArrivalTimestamp: 0, data: 'e30K' }));
const ok = (recordId: string) => ({
  recordId,
  result: 'Ok',
  data: 'e30K',
  metadata: { partitionKeys: { major: '1' } },
});
const okay = { kind: 'ok', data: Buffer.from('{}\n'), partitionKeys: { major: '1' } };

describe('checkAnswer', () => {
  const failure = (code: string) => ({ kind: 'failed', code: `Lambda.${code}`, message: expect.any(String) });
  const dropped = { kind: 'dropped' };
  const none: string[] = [];
  const outcomes = [
    { name: 'in another order', given: [ok('r2'), ok('r1')], want: [okay, okay], broken: none },
    { name: 'dropped', given: [ok('r1'), { ...ok('r2'), result: 'Dropped' }], want: [okay, dropped], broken: none },
    {
      name: 'failed',
      given: [ok('r1'), { ...ok('r2'), result: 'ProcessingFailed' }],
      want: [okay, failure('ProcessingFailedStatus')],
      broken: none,
    },
    {
      name: 'an unknown result',
      given: [ok('r1'), { ...ok('r2'), result: 'OK' }],
      want: [okay, failure('FunctionError')],
      broken: ['Record r2: the result "OK" is none of "Ok", "Dropped" and "ProcessingFailed".'],
    },
    {
      name: 'data that is not base64',
      given: [ok('r1'), { ...ok('r2'), data: '{}' }],
      want: [okay, failure('FunctionError')],
      broken: ['Record r2: its data is not base64.'],
    },
    {
      name: 'no data',
      given: [
        { ...ok('r1'), result: 'Dropped', data: undefined },
        { recordId: 'r2', result: 'Ok' },
      ],
      want: [dropped, failure('FunctionError')],
      broken: ['Record r1: its data is not base64.', 'Record r2: its data is not base64.'],
    },
    {
      name: 'a partition key that is a number',
      given: [ok('r1'), { ...ok('r2'), metadata: { partitionKeys: { major: 1 } } }],
      want: [okay, { ...okay, partitionKeys: {} }],
      broken: ['Record r2: a partition key is not a string, or an empty one.'],
    },
  ];
  it.each(outcomes)('$name', ({ given, want, broken }) => {
    expect(checkAnswer(records, { records: given })).toEqual({ kind: 'checked', outcomes: want, violations: broken });
  });

  const violations = [
    { name: 'a missing record', given: { records: [ok('r1')] }, want: 'Lambda.MissingRecordId' },
    { name: 'a record twice', given: { records: [ok('r1'), ok('r2'), ok('r1')] }, want: 'Lambda.DuplicatedRecordId' },
    { name: 'a record more', given: { records: [ok('r1'), ok('r2'), ok('r3')] }, want: 'Lambda.MissingRecordId' },
    { name: 'nothing', given: undefined, want: 'Lambda.JsonProcessingException' },
    { name: 'no list', given: { records: {} }, want: 'Lambda.JsonProcessingException' },
    { name: 'a list of something else', given: { records: ['r1', 'r2'] }, want: 'Lambda.JsonProcessingException' },
  ];
  it.each(violations)('$name fails the batch', ({ given, want }) => {
    const checked = checkAnswer(records, given);
    expect(checked.kind === 'batch-failed' ? checked.code : checked).toBe(want);
  });
});

describe('invoke', () => {
  const request = { invocationId: 'i', deliveryStreamArn: 'a', region: 'local', records };
  const good = { records: [ok('r1'), ok('r2')] };
  const failing = (times: number, answer: unknown) => () => {
    if (times-- > 0) throw new Error('timed out');
    return answer;
  };
  const limits = { retries: 3, timeoutMs: 60_000, now: () => 0 };
  const cases = [
    { name: 'answers at once', given: failing(0, good), want: [1, 'checked'] },
    { name: 'answers the third repetition', given: failing(3, good), want: [4, 'checked'] },
    { name: 'never answers well', given: failing(9, good), want: [4, 'Lambda.FunctionError'] },
    { name: 'breaks the contract', given: failing(0, {}), want: [1, 'Lambda.JsonProcessingException'] },
    {
      name: 'answers too much',
      given: () => ({ records: ['x'.repeat(6_300_000)] }),
      want: [4, 'Lambda.FunctionError'],
    },
    { name: 'answers a cycle', given: () => Object.assign({}, cycle()), want: [4, 'Lambda.FunctionError'] },
  ];
  it.each(cases)('$name', async ({ given, want }) => {
    const { attempts, answer } = await invoke(given, request, limits);
    expect([attempts, answer.kind === 'checked' ? answer.kind : answer.code]).toEqual(want);
  });

  function cycle(): object {
    const one: { self?: object } = {};
    one.self = one;
    return one;
  }

  it('says what really happened beside what the service says', async () => {
    const { answer } = await invoke(failing(9, good), request, limits);
    expect(answer).toMatchObject({
      reason: 'Called 4 times: timed out',
      message: expect.stringContaining('returned an error result'),
    });
  });

  const frames =
    14 + 2 * '{"recordId":"r1","result":"Ok","data":"","metadata":{"partitionKeys":{"major":"1"}}}'.length + 1;
  const sizes = [
    { name: 'an answer of exactly 6,291,556 bytes', given: 6_291_556, want: 'checked' },
    { name: 'a byte more', given: 6_291_557, want: 'batch-failed' },
  ];
  it.each(sizes)('$name', async ({ given, want }) => {
    const data = 'e30K'.repeat(1_000_000);
    const big = {
      records: [
        { ...ok('r1'), data },
        { ...ok('r2'), data: 'x'.repeat(given - frames - data.length) },
      ],
    };
    expect(Buffer.byteLength(JSON.stringify(big))).toBe(given);
    expect((await invoke(() => big, request, { ...limits, retries: 0 })).answer.kind).toBe(want);
  });

  it('gives a function that never answers its time, and a new one to each repetition', async () => {
    let calls = 0;
    const handler = () => (calls++ < 2 ? new Promise(() => undefined) : good);
    const { attempts, answer } = await invoke(handler, request, { ...limits, timeoutMs: 10 });
    expect([attempts, answer.kind]).toEqual([3, 'checked']);
    const never = await invoke(() => new Promise(() => undefined), request, { ...limits, retries: 1, timeoutMs: 1 });
    expect(never).toMatchObject({ attempts: 2, answer: { code: 'Lambda.FunctionTimedOut' } });
  });

  it('gives up a function that blocks for longer than it may', async () => {
    let at = 0;
    const handler = () => {
      at += 300_001;
      return good;
    };
    const { answer } = await invoke(handler, request, { ...limits, timeoutMs: 300_000, now: () => at });
    expect(answer).toMatchObject({ kind: 'batch-failed', code: 'Lambda.FunctionTimedOut' });
  });

  it('shares nothing with the function', async () => {
    const handler = (given: typeof request) => {
      given.records.length = 0;
      return good;
    };
    expect((await invoke(handler, request, limits)).answer.kind).toBe('checked');
    expect(request.records).toHaveLength(2);
  });
});
