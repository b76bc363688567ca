import { appendFile, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { countingIds, passOn } from '../testing/contract.js';
import { linesBelow, rawEvents } from '../testing/lake-fs.js';
import type { TransformHandler, TransformRequest } from './envelope.js';
import type { LocalStream, LocalStreamOptions } from './local-stream.js';
import { openLocalStream } from './local-stream-fs.js';

const AT = Date.UTC(2024, 4, 1, 12, 30);
const HOUR = 'year=2024/month=05/day=01/hour=12';
let dataDir = '';
let notices: string[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stream-'));
  notices = [];
});

function open(options: Partial<LocalStreamOptions> = {}): Promise<LocalStream> {
  const report: LocalStreamOptions['report'] = ({ code }) => notices.push(code);
  return openLocalStream({
    dataDir,
    handler: passOn,
    now: () => AT,
    randomId: countingIds(),
    bufferMs: 60_000,
    report,
    ...options,
  });
}

const line = (event: string, eventId: string) => `${JSON.stringify({ event, eventId })}\n`;
const record = (event: string, eventId: string) => Buffer.from(line(event, eventId));
const walFiles = async () => (await readdir(join(dataDir, 'stream'))).filter((name) => name.includes('.wal'));
const withoutNames = (files: { [path: string]: string[] }) =>
  Object.fromEntries(Object.entries(files).map(([path, lines]) => [path.replace(/\/[^/]*$/, ''), lines]));

describe('delivery', () => {
  it('writes rows by partition, the bytes as sent, and nothing else', async () => {
    const stream = await open();
    const outcomes = await stream.send([record('view', 'a'), record('cart', 'b'), record('view', 'c')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    await stream.flush();
    expect(withoutNames(await linesBelow(join(dataDir, 'lake')))).toEqual({
      [`raw/event=cart/major=1/${HOUR}`]: [line('cart', 'b').trim()],
      [`raw/event=view/major=1/${HOUR}`]: [line('view', 'a').trim(), line('view', 'c').trim()],
      [`source/${HOUR}`]: [line('view', 'a').trim(), line('cart', 'b').trim(), line('view', 'c').trim()],
    });
    expect(stream.stats()).toEqual({ acknowledged: 3, recovered: 0, ok: 3, dropped: 0, failed: 0 });
    expect(await walFiles()).toEqual([]);
    await stream.close();
    expect(await readdir(join(dataDir, 'stream'))).toEqual([]);
    expect((await stream.send([record('view', 'd')]))[0]?.kind).toBe('failed');
    expect(await stream.ready()).toBe(false);
  });

  it('closes a segment by size and by time', async () => {
    const bySize = await open({ bufferBytes: 10 });
    await bySize.send([record('view', 'a')]);
    await bySize.send([record('view', 'b')]);
    await bySize.close();
    expect(Object.keys(await linesBelow(join(dataDir, 'lake', 'raw')))).toHaveLength(2);
    const byTime = await open({ bufferMs: 1 });
    await byTime.send([record('view', 'c')]);
    while (byTime.stats().ok === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect((await rawEvents(dataDir)).map(({ eventId }) => eventId).sort()).toEqual(['a', 'b', 'c']);
    await byTime.close();
  });

  it('enforces the limits of a call; send cuts lists into calls', async () => {
    const stream = await open();
    const many = Array.from({ length: 501 }, (_, i) => record('view', String(i)));
    await expect(stream.putRecordBatch(many)).rejects.toThrow('ValidationException');
    await expect(stream.putRecordBatch([Buffer.alloc(1_024_001)])).rejects.toThrow('ValidationException');
    const outcomes = await stream.send([...many, Buffer.alloc(1_024_001)]);
    expect(outcomes.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(501);
    expect(outcomes.at(-1)).toMatchObject({ kind: 'failed', code: 'InvalidArgumentException' });
    await stream.close();
    expect(await rawEvents(dataDir)).toHaveLength(501);
  });

  it('hands the function at most 1 MiB at once, in the envelope of Firehose', async () => {
    const requests: TransformRequest[] = [];
    const handler: TransformHandler = (request) => {
      requests.push(request);
      return passOn(request);
    };
    const stream = await open({ handler });
    const big = Buffer.from(`${JSON.stringify({ event: 'view', eventId: 'x', note: 'x'.repeat(400_000) })}\n`);
    await stream.send([big, big, big]);
    await stream.close();
    expect(requests.map(({ records }) => records.length)).toEqual([2, 1]);
    expect(requests[0]).toMatchObject({
      invocationId: expect.any(String),
      deliveryStreamArn: 'arn:aws:firehose:local:000000000000:deliverystream/events',
      region: 'local',
      records: [{ approximateArrivalTimestamp: AT, data: big.toString('base64') }, {}],
    });
  });

  it('keeps a segment that cannot be delivered, and delivers it later', async () => {
    await writeFile(join(dataDir, 'lake'), 'a file in the way');
    const stream = await open();
    await stream.send([record('view', 'a')]);
    await expect(stream.flush()).rejects.toThrow('1 segments could not be delivered');
    expect(notices).toContain('delivery-failed');
    await rm(join(dataDir, 'lake'));
    await stream.close();
    expect(await rawEvents(dataDir)).toEqual([{ event: 'view', eventId: 'a' }]);
  });

  it('does not acknowledge what it cannot write, and recovers', async () => {
    const stream = await open();
    await rename(join(dataDir, 'stream'), join(dataDir, 'away'));
    await writeFile(join(dataDir, 'stream'), 'a file in the way');
    expect((await stream.send([record('view', 'a')]))[0]?.kind).toBe('failed');
    expect(await stream.ready()).toBe(false);
    await rm(join(dataDir, 'stream'));
    await rename(join(dataDir, 'away'), join(dataDir, 'stream'));
    expect((await stream.send([record('view', 'b')]))[0]?.kind).toBe('acknowledged');
    expect(await stream.ready()).toBe(true);
    await stream.close();
    expect(await rawEvents(dataDir)).toEqual([{ event: 'view', eventId: 'b' }]);
  });
});

describe('a function that fails', () => {
  const cases = [
    { name: 'throws', given: () => Promise.reject(new Error('boom')), want: ['Lambda.FunctionError', 4, 'boom'] },
    {
      name: 'forgets a record',
      given: () => ({ records: [] }),
      want: ['Lambda.MissingRecordId', 1, expect.any(String)],
    },
    {
      name: 'answers a record twice',
      given: ({ records }: TransformRequest) => ({ records: [...records, ...records] }),
      want: ['Lambda.DuplicatedRecordId', 1, expect.any(String)],
    },
    {
      name: 'gives a wrong result',
      given: ({ records }: TransformRequest) => ({ records: records.map((one) => ({ ...one, result: 'Fine' })) }),
      want: ['Lambda.FunctionError', 1, 'The result "Fine" is none that Firehose knows.'],
    },
    {
      name: 'gives no partition keys',
      given: ({ records }: TransformRequest) => ({ records: records.map((one) => ({ ...one, result: 'Ok' })) }),
      want: ['DynamicPartitioning.MissingPartitionKey', 1, expect.any(String)],
    },
  ];
  it.each(cases)('$name', async ({ given, want: [errorCode, attemptsMade, errorMessage] }) => {
    const stream = await open({ handler: given });
    await stream.send([record('view', 'a')]);
    await stream.close();
    const files = withoutNames(await linesBelow(join(dataDir, 'lake')));
    expect(Object.keys(files)).toEqual([`errors/processing-failed/${HOUR}`, `source/${HOUR}`]);
    expect(JSON.parse(files[`errors/processing-failed/${HOUR}`]?.[0] ?? '')).toEqual({
      attemptsMade,
      arrivalTimestamp: AT,
      errorCode,
      errorMessage,
      attemptEndingTimestamp: AT,
      rawData: record('view', 'a').toString('base64'),
      lambdaArn: 'arn:aws:lambda:local:000000000000:function:events-transform',
    });
    expect(stream.stats()).toMatchObject({ ok: 0, failed: 1 });
  });

  it('drops what the function drops', async () => {
    const handler: TransformHandler = ({ records }) => ({
      records: records.map((one) => ({ ...one, result: 'Dropped' })),
    });
    const stream = await open({ handler });
    await stream.send([record('view', 'a')]);
    await stream.close();
    expect(Object.keys(withoutNames(await linesBelow(join(dataDir, 'lake'))))).toEqual([`source/${HOUR}`]);
    expect(stream.stats()).toMatchObject({ ok: 0, dropped: 1, failed: 0 });
  });
});

describe('recovery', () => {
  const wal = (recordId: string, eventId: string) =>
    `${JSON.stringify({ recordId, arrivedAt: AT, data: record('view', eventId).toString('base64') })}\n`;
  const leave = async (text: string, owner = 'gone') => {
    await (await open()).close();
    await writeFile(join(dataDir, 'stream', `1-2-3-0~${owner}.wal`), text);
  };

  it('delivers what a dead process left, without a torn last line', async () => {
    await leave(`${wal('r0', 'a')}${wal('r1', 'b')}{"recordId":"r2","arri`);
    const stream = await open();
    await stream.close();
    expect(await rawEvents(dataDir)).toHaveLength(2);
    expect(Object.keys(await linesBelow(join(dataDir, 'lake', 'source', ...HOUR.split('/'))))).toEqual([
      'events-1-2-3-0.json',
    ]);
    expect(notices).toEqual(['segment-recovered', 'line-torn']);
    expect(stream.stats()).toMatchObject({ acknowledged: 0, recovered: 1, ok: 2 });
  });

  it('replaces what was delivered before the crash', async () => {
    await leave(wal('r0', 'a'));
    await (await open()).close();
    await leave(wal('r0', 'a'));
    await (await open()).close();
    expect(await rawEvents(dataDir)).toEqual([{ event: 'view', eventId: 'a' }]);
  });

  it('sets a damaged segment aside and delivers the rest of it', async () => {
    await leave(`${wal('r0', 'a')}nonsense\n${wal('r1', 'b')}`);
    await (await open()).close();
    expect(await rawEvents(dataDir)).toHaveLength(2);
    expect(notices).toEqual(['segment-recovered', 'line-damaged']);
    expect((await walFiles()).map((name) => name.replace(/~.*\.wal/, ''))).toEqual(['1-2-3-0.damaged']);
  });

  it('leaves the segments of a living process alone', async () => {
    const living = await open();
    await living.send([record('view', 'a')]);
    const other = await open({ randomId: () => 'other-id' });
    expect(other.stats().recovered).toBe(0);
    await other.close();
    expect(await rawEvents(dataDir)).toEqual([]);
    await living.close();
    expect(await rawEvents(dataDir)).toHaveLength(1);
  });

  it('takes over from a process whose id was given to another one', async () => {
    const lock = { pid: process.pid, started: 'long ago' };
    await leave(wal('r0', 'a'), 'reused');
    await appendFile(join(dataDir, 'stream', 'reused.lock'), JSON.stringify(lock));
    await (await open()).close();
    expect(await rawEvents(dataDir)).toHaveLength(1);
    expect(await readdir(join(dataDir, 'stream'))).toEqual([]);
  });
});
