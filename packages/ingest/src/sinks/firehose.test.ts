import { expect, it, onTestFinished } from 'vitest';
import { type FirehoseFault, faultsInOrder } from '../stream/firehose-faults.js';
import { type FirehoseServer, serveFirehose } from '../stream/firehose-server.js';
import { openLocalStream } from '../stream/local-stream-fs.js';
import { countingIds, passOn } from '../testing/contract.js';
import { ownFolder } from '../testing/folder-fs.js';
import { rawEvents } from '../testing/lake-fs.js';
import { type BatchSink, type FirehoseSinkOptions, firehoseSink } from './firehose.js';

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

interface Setting {
  readonly sink: BatchSink;
  readonly server: FirehoseServer;
  /** Ids in the lake, sorted. */
  stored(): Promise<string[]>;
}

/** The sink with the real client, over HTTP, in front of the local stream that speaks Firehose's protocol. */
async function setting(
  faults: readonly (FirehoseFault | undefined)[] = [],
  options: Partial<FirehoseSinkOptions> = {},
): Promise<Setting> {
  const dataDir = await ownFolder();
  const stream = await openLocalStream({ dataDir, handler: passOn, now: Date.now, randomId: countingIds() });
  const server = await serveFirehose(stream, { faults: faultsInOrder(faults) });
  const sink = await firehoseSink({
    stream: 'events',
    clientConfig: { endpoint: server.url, region: 'eu-west-1', credentials },
    now: Date.now,
    random: () => 0,
    callTimeoutMs: faults.some((fault) => fault?.kind === 'silent') ? 1_000 : 30_000,
    budgetMs: 60_000,
    ...options,
  });
  onTestFinished(async () => {
    await sink.close();
    await server.close();
    await stream.close();
  });
  const stored = async (): Promise<string[]> => {
    await stream.flush();
    return (await rawEvents(dataDir)).map(({ eventId }) => eventId).sort();
  };
  return { sink, server, stored };
}

const event = (eventId: string, text = ''): Buffer => Buffer.from(JSON.stringify({ event: 'view', eventId, text }));
const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => String(i).padStart(5, '0'));
const sizesOf = ({ calls }: FirehoseServer): number[] => calls().map(({ records }) => records);
const kindsOf = async (sent: ReturnType<BatchSink['send']>): Promise<string[]> =>
  (await sent).map((outcome) => (outcome.kind === 'failed' ? outcome.code : outcome.kind));

it('puts concurrent events of one into shared calls', async () => {
  const { sink, server, stored } = await setting();
  const sent = await Promise.all(ids(1_200).map((id) => sink.send([event(id)])));
  expect(sent.flat().every(({ kind }) => kind === 'acknowledged')).toBe(true);
  expect(sizesOf(server).sort((a, b) => a - b)).toEqual([200, 500, 500]);
  expect(await stored()).toEqual(ids(1_200));
});

it('gathers events while all calls are under way', async () => {
  const { sink, server, stored } = await setting([{ kind: 'slow', ms: 100 }], { concurrency: 1, lingerMs: 0 });
  const first = sink.send([event('first')]);
  while (server.calls().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  const rest = ids(100).map((id) => sink.send([event(id)]));
  await Promise.all([first, ...rest]);
  expect(sizesOf(server)).toEqual([1, 100]);
  expect(await stored()).toEqual([...ids(100), 'first']);
});

it('keeps within the bytes of a call, and sends the largest record', async () => {
  const { sink, server, stored } = await setting();
  const fixed = event('00000').byteLength + 1;
  const largest = ids(9).map((id) => event(id, 'x'.repeat(1_024_000 - fixed)));
  expect(await kindsOf(sink.send(largest))).toEqual(Array(9).fill('acknowledged'));
  expect(sizesOf(server)).toEqual([3, 3, 3]);
  expect(await stored()).toEqual(ids(9));
  const [outcome] = await sink.send([event('00000', 'x'.repeat(1_024_001 - fixed))]);
  expect(outcome).toMatchObject({ kind: 'failed', code: 'RecordTooLarge', permanent: true });
});

const throttle: FirehoseFault = { kind: 'throttle' };

it.each([
  {
    name: 'partial failures',
    faults: [
      { kind: 'partial', indexes: [1, 3] },
      { kind: 'partial', indexes: [0] },
    ],
    sizes: [4, 2, 1],
    copies: 1,
  },
  { name: 'throttling', faults: [throttle, throttle], sizes: [4, 4, 4], copies: 1 },
  {
    name: 'an error inside',
    faults: [{ kind: 'error', code: 'InternalFailure', status: 500 }],
    sizes: [4, 4],
    copies: 1,
  },
  { name: 'a lost answer', faults: [{ kind: 'cut', stored: true }], sizes: [4, 4], copies: 2 },
  { name: 'a lost call', faults: [{ kind: 'cut', stored: false }], sizes: [4, 4], copies: 1 },
  { name: 'no answer', faults: [{ kind: 'silent', stored: true }], sizes: [4, 4], copies: 2 },
  { name: 'a gateway that answers HTML', faults: [{ kind: 'garbage', status: 502 }], sizes: [4, 4], copies: 1 },
] as { name: string; faults: FirehoseFault[]; sizes: number[]; copies: number }[])(
  'acknowledges after $name, sending again only what failed',
  async ({ faults, sizes, copies }) => {
    const { sink, server, stored } = await setting(faults);
    expect(await kindsOf(sink.send(ids(4).map((id) => event(id))))).toEqual(Array(4).fill('acknowledged'));
    expect(sizesOf(server)).toEqual(sizes);
    expect(await stored()).toEqual(ids(4).flatMap((id) => Array(copies).fill(id)));
  },
);

it.each([
  { name: 'the attempts', options: { attempts: 3 }, calls: 3 },
  { name: 'the time', options: { budgetMs: 50, random: () => 0.9 }, calls: 1 },
] as { name: string; options: Partial<FirehoseSinkOptions>; calls: number }[])(
  'gives up after $name; the retries of the client are not added',
  async ({ options, calls }) => {
    const { sink, server } = await setting(Array(20).fill(throttle), options);
    expect(await kindsOf(sink.send([event('a')]))).toEqual(['ServiceUnavailableException']);
    expect(server.calls()).toHaveLength(calls);
  },
);

it('does not insist where another attempt changes nothing', async () => {
  const { sink, server } = await setting([], { stream: 'elsewhere' });
  expect(await kindsOf(sink.send([event('a')]))).toEqual(['ResourceNotFoundException']);
  expect(sink.stats()).toMatchObject({ calls: 1, failed: 1 });
  expect(server.calls()).toEqual([]);
  expect(sink.problem()).toBeUndefined();
  expect(await sink.ready()).toBe(false);
  expect(sink.problem()).toMatch(/^ResourceNotFoundException: .*elsewhere/);
});

it('takes no more than may wait', async () => {
  const { sink } = await setting([], { maxQueuedBytes: 130 });
  expect(await kindsOf(sink.send(ids(4).map((id) => event(id, 'x'.repeat(20)))))).toEqual([
    'acknowledged',
    'acknowledged',
    'SinkBusy',
    'SinkBusy',
  ]);
});

it('is ready while the stream is there, and finishes what it has when it is closed', async () => {
  const { sink, server, stored } = await setting([{ kind: 'slow', ms: 30 }], { lingerMs: 60_000 });
  expect(await sink.ready()).toBe(true);
  const sending = sink.send([event('a')]);
  await sink.close();
  expect(await kindsOf(sending)).toEqual(['acknowledged']);
  expect(await kindsOf(sink.send([event('b')]))).toEqual(['SinkClosed']);
  expect(await sink.ready()).toBe(false);
  expect(await stored()).toEqual(['a']);
  expect(sizesOf(server)).toEqual([1]);
});
