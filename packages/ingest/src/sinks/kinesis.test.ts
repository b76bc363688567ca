import { expect, it, onTestFinished } from 'vitest';
import { type CallFault, errorAnswer, type RunningDouble, serveDouble } from '../testing/json-service-fs.js';
import type { BatchSink, KinesisSinkOptions } from './kinesis.js';
import { kinesisSink } from './kinesis.js';

interface Put {
  readonly Records: readonly { readonly Data: string; readonly PartitionKey: string }[];
}

interface Setting {
  readonly double: RunningDouble;
  readonly sink: BatchSink;
  /** Records as stored: text and partition key. */
  readonly stored: (readonly [text: string, key: string])[];
  readonly sizes: number[];
}

/** A stream as PutRecords and DescribeStreamSummary show it; a mega- instead of a mebibyte makes its limits quick to reach. */
async function setting(
  faults: readonly (CallFault | undefined)[] = [],
  options: Partial<KinesisSinkOptions> = {},
  status = 'ACTIVE',
): Promise<Setting> {
  const stored: (readonly [string, string])[] = [];
  const sizes: number[] = [];
  const double = await serveDouble(
    {
      http2: options.http1 !== true,
      puts: ['PutRecords'],
      operations: {
        PutRecords: ({ Records }: Put, partial) => {
          sizes.push(Records.length);
          if (Records.length > 500) return errorAnswer('InvalidArgumentException', '');
          if (Records.some(({ Data }) => Data.length > (1_048_576 / 3) * 4))
            return errorAnswer('ValidationException', '');
          const results = Records.map(({ Data, PartitionKey }, i) => {
            if (partial?.fails.includes(i)) return { ErrorCode: partial.code, ErrorMessage: 'injected' };
            stored.push([Buffer.from(Data, 'base64').toString(), PartitionKey]);
            return { ShardId: 'shardId-000000000000', SequenceNumber: String(stored.length) };
          });
          return { status: 200, body: { FailedRecordCount: partial?.fails.length ?? 0, Records: results } };
        },
        DescribeStreamSummary: () => ({
          status: 200,
          body: { StreamDescriptionSummary: { StreamStatus: status, MaxRecordSizeInKiB: 1_024 } },
        }),
      },
    },
    faults,
  );
  const clientConfig = {
    endpoint: double.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  };
  const sink = await kinesisSink({
    stream: 'events',
    clientConfig,
    now: Date.now,
    random: () => 0,
    callTimeoutMs: faults.some((fault) => fault?.kind === 'silent') ? 1_000 : 30_000,
    budgetMs: 60_000,
    ...options,
  });
  onTestFinished(async () => {
    await sink.close();
    await double.close();
  });
  return { double, sink, stored, sizes };
}

const event = (eventId: string, more: object = {}): Buffer => Buffer.from(JSON.stringify({ eventId, ...more }));
const kindsOf = async (sent: ReturnType<BatchSink['send']>): Promise<string[]> =>
  (await sent).map((outcome) => (outcome.kind === 'failed' ? outcome.code : outcome.kind));

it.each([
  { name: 'eventId', by: 'eventId', want: ['a', 'b', 'c', '-'] },
  { name: 'userId, else anonymousId, else eventId', by: 'userId', want: ['7', 'x', 'c', '-'] },
] as const)('partitions by $name', async ({ by, want }) => {
  const { sink, stored } = await setting([], { partitionBy: by });
  const records = [event('a', { userId: 7 }), event('b', { anonymousId: 'x' }), event('c'), Buffer.from('no json')];
  expect(await kindsOf(sink.send(records))).toEqual(Array(4).fill('acknowledged'));
  expect(stored.map(([, key]) => key)).toEqual(want);
  expect(stored[0]?.[0]).toBe('{"eventId":"a","userId":7}\n');
});

it('speaks HTTP/1.1 with endpoints that know nothing else', async () => {
  const { sink, stored } = await setting([], { http1: true });
  expect(await kindsOf(sink.send([event('a')]))).toEqual(['acknowledged']);
  expect([await sink.ready(), stored.length]).toEqual([true, 1]);
});

it('cuts calls at 500 records', async () => {
  const { sink, sizes } = await setting();
  await sink.send(Array.from({ length: 1_001 }, (_, i) => event(String(i))));
  expect(sizes.sort((a, b) => a - b)).toEqual([1, 500, 500]);
});

it('sends again only what failed', async () => {
  const code = 'ProvisionedThroughputExceededException';
  const { sink, stored, sizes } = await setting([{ kind: 'partial', fails: [1, 2], code }]);
  expect(await kindsOf(sink.send(['a', 'b', 'c'].map((id) => event(id))))).toEqual(Array(3).fill('acknowledged'));
  expect(stored.map(([, key]) => key)).toEqual(['a', 'b', 'c']);
  expect(sizes).toEqual([3, 2]);
  expect(sink.stats()).toMatchObject({ calls: 2, acknowledged: 3, resent: 2, failed: 0 });
});

const throttled: CallFault = { kind: 'error', status: 400, code: 'ProvisionedThroughputExceededException' };

it.each([
  { name: 'throttled twice', faults: [throttled, throttled], want: 'acknowledged', calls: 3 },
  { name: 'throttled for ever', faults: Array(9).fill(throttled), want: throttled.code, calls: 4 },
  {
    name: 'failing inside',
    faults: [{ kind: 'error', status: 500, code: 'InternalFailure' }],
    want: 'acknowledged',
    calls: 2,
  },
  { name: 'losing the answer', faults: [{ kind: 'cut', stored: true }], want: 'acknowledged', calls: 2 },
  { name: 'cutting the connection', faults: [{ kind: 'cut', stored: false }], want: 'acknowledged', calls: 2 },
  { name: 'silent', faults: [{ kind: 'silent' }], want: 'acknowledged', calls: 2 },
  {
    name: 'not there',
    faults: [{ kind: 'error', status: 400, code: 'ResourceNotFoundException' }],
    want: 'ResourceNotFoundException',
    calls: 1,
  },
] as { name: string; faults: CallFault[]; want: string; calls: number }[])(
  'with a service that is $name',
  async ({ faults, want, calls }) => {
    const { sink, double } = await setting(faults);
    expect(await kindsOf(sink.send([event('a')]))).toEqual([want]);
    expect(double.calls).toEqual(Array(calls).fill('PutRecords'));
  },
);

it('refuses for good what is too large for the stream, alone', async () => {
  const { sink, stored, double } = await setting();
  const large = event('large', { text: 'x'.repeat(1_048_576) });
  const outcomes = await sink.send([event('a'), event('b'), large, event('c')]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['acknowledged', 'acknowledged', 'failed', 'acknowledged']);
  expect(outcomes[2]).toMatchObject({ code: 'ValidationException', permanent: true });
  expect(stored.map(([, key]) => key).sort()).toEqual(['a', 'b', 'c']);
  const calls = double.calls.length;
  expect((await sink.send([large]))[0]).toMatchObject({ code: 'RecordTooLarge', permanent: true });
  expect(double.calls.length).toBe(calls);
});

it('refuses nothing for good while the stream is not in order', async () => {
  const { sink } = await setting(
    [{ kind: 'error', status: 400, code: 'ValidationException' }],
    { attempts: 1 },
    'DELETING',
  );
  const [outcome] = await sink.send([event('a')]);
  expect(outcome).toEqual({ kind: 'failed', code: 'ValidationException', message: 'injected' });
});

it.each([
  { status: 'ACTIVE', want: true },
  { status: 'UPDATING', want: true },
  { status: 'CREATING', want: false },
])('is ready: $want while the stream is $status, asked once in a while', async ({ status, want }) => {
  const { sink, double } = await setting([], {}, status);
  expect(await Promise.all([sink.ready(), sink.ready()])).toEqual([want, want]);
  expect(double.calls).toEqual(['DescribeStreamSummary']);
});
