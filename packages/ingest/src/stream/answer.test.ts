import { describe, expect, it } from 'vitest';
import { checkAnswer } from './answer.js';
import { invoke } from './invoke.js';

const records = ['r1', 'r2'].map((recordId) => ({ recordId, approximateArrivalTimestamp: 0, data: 'e30K' }));
const ok = (recordId: string) => ({ recordId, result: 'Ok', data: 'e30K', metadata: { partitionKeys: { major: 1 } } });
const okay = { kind: 'ok', data: Buffer.from('{}\n'), partitionKeys: { major: '1' } };

describe('checkAnswer', () => {
  const outcomes = [
    { name: 'in another order', given: [ok('r2'), ok('r1')], want: [okay, okay] },
    { name: 'dropped', given: [ok('r1'), { recordId: 'r2', result: 'Dropped' }], want: [okay, { kind: 'dropped' }] },
    { name: 'failed', given: [ok('r1'), { recordId: 'r2', result: 'ProcessingFailed' }], want: [okay, 'failed'] },
    { name: 'an unknown result', given: [ok('r1'), { recordId: 'r2', result: 'OK' }], want: [okay, 'failed'] },
    { name: 'data that is not base64', given: [ok('r1'), { ...ok('r2'), data: '{}' }], want: [okay, 'failed'] },
    { name: 'no data', given: [ok('r1'), { recordId: 'r2', result: 'Ok' }], want: [okay, 'failed'] },
  ];
  it.each(outcomes)('$name', ({ given, want }) => {
    const checked = checkAnswer(records, { records: given });
    const found = checked.kind === 'checked' ? checked.outcomes : [];
    expect(found.map((outcome) => (outcome.kind === 'failed' ? 'failed' : outcome))).toEqual(want);
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
  const cases = [
    { name: 'answers at once', given: failing(0, good), want: [1, 'checked'] },
    { name: 'answers the third repetition', given: failing(3, good), want: [4, 'checked'] },
    { name: 'never answers', given: failing(9, good), want: [4, 'batch-failed'] },
    { name: 'breaks the contract', given: failing(0, {}), want: [1, 'batch-failed'] },
    { name: 'answers too much', given: () => ({ records: ['x'.repeat(6_300_000)] }), want: [4, 'batch-failed'] },
    { name: 'answers a cycle', given: () => Object.assign(good, { good }), want: [4, 'batch-failed'] },
  ];
  it.each(cases)('$name', async ({ given, want }) => {
    const { attempts, answer } = await invoke(given, request, 3);
    expect([attempts, answer.kind]).toEqual(want);
  });
});
