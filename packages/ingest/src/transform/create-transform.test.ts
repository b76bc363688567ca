import { describe, expect, it } from 'vitest';
import { contractOf, type RuntimeVersion } from '../codegen1/index.js';
import { createTransform, type FirehoseRecord, RESPONSE_LIMIT } from './index.js';

/** 2024-05-01T00:00:00Z. */
const MAY = 1_714_521_600_000;

const version: RuntimeVersion = {
  version: '1.0',
  major: 1,
  schema: { type: 'object', fields: [['n', 'long', 1]] },
  check: (event) => Number.isSafeInteger(event.n),
  row: (event, stamp) => {
    if (event.n === 13) throw new RangeError('too deep');
    const pad = typeof event.pad === 'number' ? 'x'.repeat(event.pad) : '';
    return JSON.stringify({
      n: event.n,
      id: event.eventId ?? stamp.eventId,
      at: stamp.receivedAt,
      ...(pad && { pad }),
    });
  },
  renamed: () => false,
};
const contract = contractOf('d', [{ name: 'tick', versions: [version] }]);

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const record = (recordId: string, event: unknown): FirehoseRecord => ({
  recordId,
  approximateArrivalTimestamp: MAY,
  data: typeof event === 'string' ? event : base64(JSON.stringify(event)),
});
const tick = { event: 'tick', eventId: 'e1', n: 1 };
const keys = { event: 'tick', major: '1', year: '2024', month: '05', day: '01', hour: '00' };
const text = (data: string): string => Buffer.from(data, 'base64').toString();

describe('createTransform', () => {
  it('returns a row with its partition', () => {
    const [answer] = createTransform(contract)({ records: [record('r1', tick)] }).records;
    expect(answer).toEqual({
      recordId: 'r1',
      result: 'Ok',
      data: base64(`{"n":1,"id":"e1","at":${MAY}}\n`),
      metadata: { partitionKeys: keys },
    });
  });

  it('does not count a byte order mark to the event', () => {
    const given = base64(`\uFEFF${JSON.stringify(tick)}`);
    expect(createTransform(contract)({ records: [record('r1', given)] }).records[0]?.result).toBe('Ok');
  });

  const broken = [
    { name: 'an event of another name', given: { event: 'tock', n: 1 }, want: 'unknown-event' },
    { name: 'an inherited name', given: { event: 'constructor', n: 1 }, want: 'unknown-event' },
    { name: 'no event name', given: { n: 1 }, want: 'event-missing' },
    { name: 'an invalid event', given: { event: 'tick', n: 'x' }, want: 'type' },
    { name: 'an unknown version', given: { event: 'tick', version: '9.0', n: 1 }, want: 'unknown-version' },
    { name: 'a list', given: [tick], want: 'not-an-object' },
    { name: 'half a JSON text', given: base64('{"event":'), want: 'invalid-json' },
    { name: 'two events in one record', given: base64('{"event":"tick"}\n{"event":"tick"}'), want: 'undivided-pack' },
    { name: 'events one after the other', given: base64('{"event":"tick"}{"event":"tick"}'), want: 'undivided-pack' },
    { name: 'an event and a rest', given: base64('{"event":"tick"} x'), want: 'invalid-json' },
    { name: 'nothing', given: '', want: 'invalid-json' },
    { name: 'two byte order marks', given: base64('\uFEFF\uFEFF{"event":"tick","n":1}'), want: 'invalid-json' },
    { name: 'half a surrogate pair', given: base64('{"event":"tick","n":1,"x":["\\ud800"]}'), want: 'lone-surrogate' },
    { name: 'a NUL', given: base64('{"event":"tick","n":1,"x":"\\u0000"}'), want: 'nul-character' },
    {
      name: 'half a pair 100,000 levels deep',
      given: base64(`{"event":"tick","n":1,"x":${'['.repeat(100_000)}"\\ud800"${']'.repeat(100_000)}}`),
      want: 'too-deep',
    },
    { name: 'bytes that are not UTF-8', given: base64(Uint8Array.of(0x22, 0xff, 0x22)), want: 'invalid-utf8' },
    { name: 'text that is not base64', given: '{"a":1}!', want: 'invalid-base64' },
    { name: 'base64 with a wrong length', given: 'e30', want: 'invalid-base64' },
    { name: 'a row that cannot be written', given: { ...tick, n: 13 }, want: 'unwritable' },
  ];
  it.each(broken)('returns $name unchanged as ProcessingFailed', ({ given, want }) => {
    const codes: string[] = [];
    const transform = createTransform(contract, { failed: (_, [error]) => codes.push(String(error?.code)) });
    const input = record('r1', given);
    expect(transform({ records: [input] }).records).toEqual([
      { recordId: 'r1', result: 'ProcessingFailed', data: input.data },
    ]);
    expect(codes).toEqual([want]);
  });

  it('returns every record once and in order, also where the same event comes twice', () => {
    const records = [record('3', tick), record('1', 'bad'), record('2', tick), record('10', tick)];
    const answer = createTransform(contract)({ records }).records;
    expect(answer.map(({ recordId, result }) => [recordId, result])).toEqual([
      ['3', 'Ok'],
      ['1', 'ProcessingFailed'],
      ['2', 'Ok'],
      ['10', 'Ok'],
    ]);
  });

  it('answers an empty batch and one without records', () => {
    expect(createTransform(contract)({ records: [] })).toEqual({ records: [] });
    expect(createTransform(contract)({} as never)).toEqual({ records: [] });
  });

  const poison = [
    { name: 'no data', given: { recordId: 'r' }, want: ['r', ''] },
    { name: 'data that is a number', given: { recordId: 'r', data: 5 }, want: ['r', ''] },
    { name: 'nothing', given: null, want: ['', ''] },
    { name: 'an id that is a number', given: { recordId: 5, data: 'x' }, want: [5, 'x'] },
    {
      name: 'a moment that is a text',
      given: { recordId: 'r', data: '!', approximateArrivalTimestamp: 'x' },
      want: ['r', '!'],
    },
  ];
  it.each(poison)('survives $name', ({ given, want: [recordId, data] }) => {
    const { records } = createTransform(contract)({ records: [record('a', tick), given as never, record('b', tick)] });
    expect(records.map(({ result }) => result)).toEqual(['Ok', 'ProcessingFailed', 'Ok']);
    expect(records[1]).toEqual({ recordId, data, result: 'ProcessingFailed' });
  });

  it('survives a log that throws', () => {
    const failed = () => {
      throw new Error('disk full');
    };
    const transform = createTransform(contract, { failed, summary: failed });
    const { records } = transform({ records: [record('a', 'bad'), record('b', tick)] });
    expect(records.map(({ result }) => result)).toEqual(['ProcessingFailed', 'Ok']);
  });

  it('counts the failures of a batch by code, where there are any', () => {
    const told: unknown[] = [];
    const transform = createTransform(contract, { summary: (failed) => told.push(failed) });
    transform({ records: [record('a', tick)] });
    const huge = record('e', { ...tick, pad: 5_000_000 });
    transform({ records: [record('a', '!'), record('b', tick), record('c', base64('{')), record('d', '!'), huge] });
    expect(told).toEqual([{ 'invalid-base64': 2, 'invalid-json': 1, 'response-too-large': 1 }]);
  });

  it('drops what it is told to drop', () => {
    const drop = (event: string, body: { [key: string]: unknown }) => event === 'tick' && body.n === 0;
    const given = [record('a', { ...tick, n: 0 }), record('b', tick), record('c', { event: 'tock', n: 0 })];
    const { records } = createTransform(contract, { drop })({ records: given });
    expect(records.map(({ result }) => result)).toEqual(['Dropped', 'Ok', 'ProcessingFailed']);
    expect(records[0]).toEqual({ recordId: 'a', result: 'Dropped', data: given[0]?.data });
  });

  const arrivals = [
    { name: 'the stream', given: { approximateArrivalTimestamp: MAY + 3_600_000 }, want: ['01', MAY + 3_600_000] },
    {
      name: 'Kinesis',
      given: { kinesisRecordMetadata: { approximateArrivalTimestamp: MAY - 1 } },
      want: ['23', MAY - 1],
    },
    { name: 'the clock', given: {}, want: ['02', MAY + 7_200_000] },
    { name: 'the clock for nonsense', given: { approximateArrivalTimestamp: 8.64e15 }, want: ['02', MAY + 7_200_000] },
  ];
  it.each(arrivals)('takes the arrival from $name', ({ given, want }) => {
    const transform = createTransform(contract, { now: () => MAY + 7_200_000 });
    const [answer] = transform({ records: [{ recordId: 'r', data: base64(JSON.stringify(tick)), ...given }] }).records;
    if (answer?.result !== 'Ok' || !('partitionKeys' in answer.metadata)) throw new Error('refused');
    expect([answer.metadata.partitionKeys.hour, JSON.parse(text(answer.data)).at]).toEqual(want);
  });

  it('derives an id: the same for a retry of an event with a time, by record without one', () => {
    const transform = createTransform(contract);
    const idOf = (recordId: string, event: unknown) =>
      JSON.parse(text(transform({ records: [record(recordId, event)] }).records[0]?.data ?? '')).id;
    const timed = { event: 'tick', n: 1, timestamp: 5 };
    expect(idOf('a', timed)).toBe(idOf('b', { timestamp: 5, n: 1, event: 'tick', sentAt: 6 }));
    expect(idOf('a', { event: 'tick', n: 1 })).not.toBe(idOf('b', { event: 'tick', n: 1 }));
    expect(idOf('a', timed)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('stays below the limit of the answer and fails what does not fit', () => {
    const records = Array.from({ length: 40 }, (_, i) => record(`r${i}`, { ...tick, pad: 200_000 }));
    const codes: string[] = [];
    const transform = createTransform(contract, { failed: (_, [error]) => codes.push(String(error?.code)) });
    const answer = transform({ records });
    const fitting = answer.records.filter(({ result }) => result === 'Ok').length;
    expect(fitting).toBe(23);
    expect(answer.records).toHaveLength(40);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(RESPONSE_LIMIT);
    expect(codes).toEqual(new Array(17).fill('response-too-large'));
  });
});
