import { appendFile, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

afterEach(() => rm(dataDir, { recursive: true }));

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
    expect(stream.stats()).toEqual({ acknowledged: 3, recovered: 0, ok: 3, dropped: 0, failed: 0, violations: 0 });
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
  const each = (change: (one: object) => object) => (request: TransformRequest) => ({
    records: request.records.map((one) => change({ ...one, result: 'Ok' })),
  });
  const cases = [
    { name: 'throws', given: () => Promise.reject(new Error('boom')), want: ['Lambda.FunctionError', 4], told: /boom/ },
    {
      name: 'forgets a record',
      given: () => ({ records: [] }),
      want: ['Lambda.MissingRecordId', 1],
      told: /broke the contract of Firehose.*Record .* was not answered/,
    },
    {
      name: 'answers a record twice',
      given: ({ records }: TransformRequest) => ({ records: [...records, ...records] }),
      want: ['Lambda.DuplicatedRecordId', 1],
      told: /was answered twice/,
    },
    {
      name: 'answers no records',
      given: () => 'done',
      want: ['Lambda.JsonProcessingException', 1],
      told: /The answer is not/,
    },
    {
      name: 'gives a wrong result',
      given: each((one) => ({ ...one, result: 'Fine' })),
      want: ['Lambda.FunctionError', 1],
      told: /the result "Fine" is none of/,
    },
    {
      name: 'answers more than 6 MB',
      given: each((one) => ({ ...one, data: 'AAAA'.repeat(1_600_000) })),
      want: ['Lambda.FunctionError', 4],
      told: /exceeded maximum allowed payload size \(6291556 bytes\)/,
    },
    {
      name: 'takes too long',
      given: () => new Promise(() => undefined),
      want: ['Lambda.FunctionTimedOut', 4],
      told: /longer than 5 ms/,
    },
    {
      name: 'gives no partition keys',
      given: each((one) => one),
      want: ['DynamicPartitioning.MetadataExtractionFailed', 1],
      told: /The prefix cannot be evaluated: !{partitionKeyFromLambda:event}, .* has no value/,
    },
    {
      name: 'gives a partition key that no folder can be named after',
      given: each((one) => ({ ...one, metadata: { partitionKeys: { event: '../x' } } })),
      want: ['DynamicPartitioning.MetadataExtractionFailed', 1],
      told: /partitionKeyFromLambda:event}, /,
    },
  ];
  it.each(cases)('$name', async ({ given, want: [errorCode, attemptsMade], told }) => {
    const messages: string[] = [];
    const report: LocalStreamOptions['report'] = ({ message }) => messages.push(message);
    const stream = await open({ handler: given, timeoutMs: 5, report });
    await stream.send([record('view', 'a')]);
    await expect(stream.flush()).rejects.toMatchObject({
      code: 'ContractBroken',
      message: expect.stringMatching(told),
    });
    await stream.close();
    const files = withoutNames(await linesBelow(join(dataDir, 'lake')));
    expect(Object.keys(files)).toEqual([`errors/processing-failed/${HOUR}`, `source/${HOUR}`]);
    expect(JSON.parse(files[`errors/processing-failed/${HOUR}`]?.[0] ?? '')).toEqual({
      attemptsMade,
      arrivalTimestamp: AT,
      errorCode,
      errorMessage: expect.any(String),
      attemptEndingTimestamp: AT,
      rawData: record('view', 'a').toString('base64'),
      lambdaArn: 'arn:aws:lambda:local:000000000000:function:events-transform',
    });
    expect(stream.stats()).toMatchObject({ ok: 0, failed: 1, violations: 1 });
    expect(messages.join('\n')).toMatch(told);
  });

  it('is told of when the stream is closed, too, with how often', async () => {
    const stream = await open({ handler: () => ({ records: [] }), lambdaBufferBytes: 209_716 });
    const big = Buffer.from(`${JSON.stringify({ event: 'view', eventId: 'x', note: 'x'.repeat(200_000) })}\n`);
    await stream.send([big, big]);
    await expect(stream.close()).rejects.toThrow(
      /^The transform function broke the contract of Firehose 2 times; first: Record .* was not answered\./,
    );
    expect(await readdir(join(dataDir, 'stream'))).toEqual([]);
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

describe('the rules of a stream', () => {
  it('sends records of the 501st active partition to the error prefix', async () => {
    const stream = await open();
    const names = Array.from({ length: 502 }, (_, i) => `e${i}`);
    await stream.send([...names, 'e0'].map((event) => record(event, event)));
    await stream.close();
    const files = await linesBelow(join(dataDir, 'lake', 'errors'));
    expect(Object.keys(withoutNames(files))).toEqual([`activePartitionExceeded/${HOUR}`]);
    const codes = Object.values(files)
      .flat()
      .map((line) => (JSON.parse(line) as { errorCode: string }).errorCode);
    expect(codes).toEqual(new Array(2).fill('DynamicPartitioning.ActivePartitionsLimitExceeded'));
    expect(stream.stats()).toMatchObject({ ok: 501, failed: 2 });
    expect(notices).toEqual(['partitions-exceeded']);
  });

  it('divides packed records where it is told to, and not beyond 500', async () => {
    const pack = (count: number) =>
      Buffer.from(Array.from({ length: count }, (_, i) => line('view', `p${i}`)).join(''));
    const sizes: number[] = [];
    const handler: TransformHandler = (request) => {
      sizes.push(request.records.length);
      const isWhole = ({ data }: { data: string }) => data.length < 1_000 && data.startsWith('eyJ');
      const { records } = passOn({ ...request, records: request.records.filter(isWhole) }) as { records: object[] };
      const others = request.records.filter((one) => !isWhole(one));
      return { records: [...records, ...others.map((one) => ({ ...one, result: 'ProcessingFailed' }))] };
    };
    const stream = await open({ handler, deaggregate: true, lambdaBufferBytes: 3_145_728 });
    await stream.send([pack(1), pack(500), pack(501), Buffer.from('[{},{}]')]);
    await stream.close();
    expect(stream.stats()).toMatchObject({ ok: 501, failed: 2 });
    expect(sizes).toEqual([503]);
    expect(Object.keys(withoutNames(await linesBelow(join(dataDir, 'lake', 'source'))))).toHaveLength(1);
    expect(Object.values(await linesBelow(join(dataDir, 'lake', 'source'))).flat()).toHaveLength(1 + 500 + 501 + 1);
  });

  it('joins prefix and name as S3 does', async () => {
    const prefixes = { raw: 'raw/!{partitionKeyFromLambda:event}-', source: 'source/', error: 'errors/' };
    const stream = await open({ prefixes, handler: (request) => passOn(request) });
    await stream.send([record('view', 'a')]);
    await stream.close();
    const paths = Object.keys(await linesBelow(join(dataDir, 'lake'))).map((path) => path.replace(/events-.*/, '…'));
    expect(paths).toEqual(['raw/view-…', 'source/2024/05/01/12/…']);
  });

  const prefixes = {
    raw: 'r/!{partitionKeyFromLambda:event}/',
    source: 's/',
    error: 'e/!{firehose:error-output-type}/',
  };
  const refusals: { name: string; given: Partial<LocalStreamOptions>; want: RegExp }[] = [
    {
      name: 'a long prefix',
      given: { prefixes: { ...prefixes, source: 'x'.repeat(1_025) } },
      want: /"source" has 1025/,
    },
    {
      name: 'an error prefix without type',
      given: { prefixes: { ...prefixes, error: '!{timestamp:HH}' } },
      want: /must be one of them/,
    },
    {
      name: 'a raw prefix with error type',
      given: { prefixes: { ...prefixes, raw: '!{firehose:error-output-type}/' } },
      want: /may not contain/,
    },
    {
      name: 'keys in the error prefix',
      given: { prefixes: { ...prefixes, error: '!{firehose:error-output-type}/!{partitionKeyFromLambda:event}/' } },
      want: /raw prefix only/,
    },
    {
      name: 'a random string',
      given: { prefixes: { ...prefixes, raw: '!{firehose:random-string}/' } },
      want: /no expression/,
    },
    { name: 'too small a Lambda buffer', given: { lambdaBufferBytes: 200_000 }, want: /0\.2 to 3 MiB/ },
    { name: 'too large a Lambda buffer', given: { lambdaBufferBytes: 3_145_729 }, want: /0\.2 to 3 MiB/ },
    { name: 'a call of ten minutes', given: { timeoutMs: 600_000 }, want: /up to 300000/ },
    { name: 'half a retry', given: { retries: 0.5 }, want: /0 to 300/ },
  ];
  it.each(refusals)('refuses $name', async ({ given, want }) => {
    await expect(open(given)).rejects.toThrow(want);
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
