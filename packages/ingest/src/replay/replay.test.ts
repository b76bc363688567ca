import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractOf } from '../codegen1/index.js';
import { createCollector } from '../collector/collector.js';
import { openDeadLetters, readDeadLetters } from '../dead-letters/dead-letters-fs.js';
import { failed, type SendOutcome } from '../sink.js';
import { countingIds, shop } from '../testing/contract.js';
import { openReplayLog } from './log-fs.js';
import { type ReplayCounts, type ReplayLog, type ReplayOptions, replay, type Sought } from './replay.js';

const AT = 1_714_521_600_500;
let dataDir = '';
let submitted: string[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'replay-'));
  submitted = [];
});

afterEach(() => rm(dataDir, { recursive: true }));

async function submit(records: readonly Uint8Array[]): Promise<SendOutcome[]> {
  submitted.push(...records.map((record) => Buffer.from(record).toString()));
  return records.map((_, i) => ({ kind: 'acknowledged', recordId: String(i) }));
}

/** A collector that knows no event yet rejects everything that is posted to it. */
async function reject(posts: readonly (readonly [url: string, body: string])[]): Promise<void> {
  const deadLetters = openDeadLetters({ dataDir, fileName: 'p' });
  const sink = { send: submit, ready: async () => true, close: async () => undefined };
  const contract = contractOf('old', []);
  const { app } = createCollector({ contract, sink, deadLetters, now: () => AT, randomId: countingIds() });
  const headers = { 'content-type': 'application/json' };
  for (const [url, payload] of posts) await app.inject({ method: 'POST', url, payload, headers });
  await deadLetters.close();
}

async function run(
  send = submit,
  wrap = (log: ReplayLog) => log,
  more: Partial<ReplayOptions> = {},
): Promise<ReplayCounts> {
  const log = await openReplayLog(dataDir, () => AT);
  const gate = { contract: shop, eventLimit: 32_768, randomId: countingIds() };
  const letters = readDeadLetters(dataDir, () => undefined);
  try {
    return await replay({ ...gate, letters, submit: send, log: wrap(log), batchSize: 2, ...more });
  } finally {
    await log.close();
  }
}

const POSTS = [
  ['/events/login', '{"userId":1,"timestamp":1700000000001}'],
  ['/events', '{"sentAt":9,"batch":[{"event":"login","userId":2},{"event":"login","userId":"x"},{"event":"gone"}]}'],
  ['/events/login', '{"userId":1,"timestamp":1700000000001}'],
  ['/events/login', 'not json'],
] as const;

describe('replay', () => {
  it('submits what is valid now, as it was sent, once per event', async () => {
    await reject(POSTS);
    expect(await run()).toEqual({
      read: 6,
      replayed: 2,
      stillInvalid: 3,
      alreadyReplayed: 1,
      notAcknowledged: 0,
      notChosen: 0,
    });
    expect(submitted.map((line) => JSON.parse(line)).sort((a, b) => a.userId - b.userId)).toEqual([
      {
        event: 'login',
        eventId: expect.stringMatching(/^.{14}8/),
        receivedAt: AT,
        userId: 1,
        timestamp: 1700000000001,
      },
      { event: 'login', eventId: expect.any(String), receivedAt: AT, sentAt: 9, userId: 2 },
    ]);
    expect(await run()).toMatchObject({
      read: 6,
      replayed: 0,
      stillInvalid: 3,
      alreadyReplayed: 3,
      notAcknowledged: 0,
    });
    expect(submitted).toHaveLength(2);
  });

  it('keeps the arrival that the collector noted, whatever the event says', async () => {
    await reject([['/events/login', '{"userId":1,"timestamp":1700000000001,"receivedAt":0}']]);
    expect(await run()).toMatchObject({ replayed: 1 });
    expect(submitted.map((line) => JSON.parse(line).receivedAt)).toEqual([AT]);
  });

  it('leaves what is not acknowledged for the next run', async () => {
    await reject(POSTS);
    const down = async (records: readonly Uint8Array[]) => records.map(() => failed('InternalFailure', 'down'));
    expect(await run(down)).toMatchObject({ replayed: 0, stillInvalid: 3, notAcknowledged: 3 });
    expect(await run()).toMatchObject({ replayed: 2, stillInvalid: 3, alreadyReplayed: 1 });
  });

  it.each([1, 20_000])('submits nothing that is stored already, %i at a time', async (lookAhead) => {
    await reject(POSTS);
    const asked: Sought[] = [];
    const stored = async (sought: readonly Sought[]) => {
      asked.push(...sought);
      return new Set(sought.slice(0, 1).map(({ eventId }) => eventId.toLowerCase()));
    };
    const all = { read: 6, stillInvalid: 3, notAcknowledged: 0, notChosen: 0 };
    const found = lookAhead === 1 ? { replayed: 0, alreadyReplayed: 3 } : { replayed: 1, alreadyReplayed: 2 };
    expect(await run(submit, undefined, { stored, lookAhead })).toEqual({ ...all, ...found });
    expect(submitted).toHaveLength(found.replayed);
    const day = 24 * 3_600_000;
    expect(asked.map(({ event, since }) => [event, since])).toEqual([
      ['login', AT - day],
      ['login', AT - day],
    ]);
    expect(await run()).toEqual({ ...all, replayed: 0, alreadyReplayed: 3 });
    expect(submitted).toHaveLength(found.replayed);
  });

  it('counts the letters of one event by what each of them is', async () => {
    const id = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    const twin = `{"eventId":"${id.toUpperCase()}","userId":1}`;
    await reject([
      ['/events/login', `{"eventId":"${id}","userId":"x"}`],
      ['/events/login', `{"eventId":"${id}","userId":1}`],
      ['/events/login', twin],
      ['/events/login', `{"eventId":"${id}","userId":"y"}`],
    ]);
    const down = async (records: readonly Uint8Array[]) => records.map(() => failed('InternalFailure', 'down'));
    expect(await run(down)).toMatchObject({ read: 4, replayed: 0, stillInvalid: 2, notAcknowledged: 2 });
    expect(await run()).toMatchObject({ read: 4, replayed: 1, stillInvalid: 1, alreadyReplayed: 2 });
  });

  it('goes on after an interruption, with the same event ids', async () => {
    await reject(POSTS);
    const interrupted = (log: ReplayLog): ReplayLog => ({
      ...log,
      mark: async () => {
        throw new Error('killed before the mark');
      },
    });
    await expect(run(submit, interrupted)).rejects.toThrow('killed');
    await appendFile(join(dataDir, 'replay', 'replayed.ndjson'), '{"id":"torn');
    const first = submitted;
    submitted = [];
    expect(await run()).toMatchObject({ replayed: 2, alreadyReplayed: 1 });
    expect(submitted.slice(0, first.length)).toEqual(first);
    expect(await run()).toMatchObject({ replayed: 0, alreadyReplayed: 3 });
    const log = (await readFile(join(dataDir, 'replay', 'replayed.ndjson'), 'utf8')).trim().split('\n');
    expect(log.filter((line) => !line.includes('"begun"'))).toHaveLength(3);
  });
});
