import { createHash } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { type CallFault, errorAnswer, type RunningDouble, serveDouble } from '../testing/json-service-fs.js';
import type { BatchSink, SqsSinkOptions } from './sqs.js';
import { sqsSink } from './sqs.js';

interface Message {
  readonly Id: string;
  readonly MessageBody: string;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

interface Setting {
  readonly double: RunningDouble;
  readonly sink: BatchSink;
  readonly stored: Message[];
  readonly sizes: number[];
}

/** A queue as the JSON protocol of SQS shows it, with its limits. */
async function setting(
  faults: readonly (CallFault | undefined)[] = [],
  options: Partial<SqsSinkOptions> = {},
  queue = 'events',
): Promise<Setting> {
  const stored: Message[] = [];
  const sizes: number[] = [];
  const send = ({ Entries }: { Entries: Message[] }, partial?: CallFault & { kind: 'partial' }) => {
    sizes.push(Entries.length);
    const bytes = Entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
    if (Entries.length > 10) return errorAnswer('com.amazonaws.sqs#TooManyEntriesInBatchRequest', '');
    if (bytes > 262_144) return errorAnswer('com.amazonaws.sqs#BatchRequestTooLong', '');
    const fails = Entries.filter((_, i) => partial?.fails.includes(i));
    const Successful = Entries.filter((one) => !fails.includes(one)).map((one) => {
      stored.push(one);
      const MD5OfMessageBody = createHash('md5').update(one.MessageBody).digest('hex');
      return { Id: one.Id, MessageId: `m${stored.length}`, MD5OfMessageBody };
    });
    const Failed = fails.map(({ Id }) => ({ Id, Code: partial?.code, SenderFault: false, Message: 'injected' }));
    return { status: 200, body: { Successful: Successful.reverse(), Failed } };
  };
  const operations = {
    SendMessageBatch: send,
    GetQueueAttributes: () => ({ status: 200, body: { Attributes: { MaximumMessageSize: '262144' } } }),
  };
  const double = await serveDouble({ puts: ['SendMessageBatch'], operations }, faults);
  const sink = await sqsSink({
    queueUrl: `${double.url}/000000000000/${queue}`,
    clientConfig: {
      endpoint: double.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    },
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

const event = (eventId: string, more: object = {}): Buffer => Buffer.from(`${JSON.stringify({ eventId, ...more })}\n`);
const kindsOf = async (sent: ReturnType<BatchSink['send']>): Promise<string[]> =>
  (await sent).map((outcome) => (outcome.kind === 'failed' ? outcome.code : outcome.kind));

it('sends each event as one message, ten in a call, outcomes in order', async () => {
  const { sink, stored, sizes } = await setting();
  const records = Array.from({ length: 23 }, (_, i) => event(`e${i}`));
  expect(await kindsOf(sink.send(records))).toEqual(Array(23).fill('acknowledged'));
  expect(sizes.sort((a, b) => a - b)).toEqual([3, 10, 10]);
  expect(stored.map(({ MessageBody }) => MessageBody).sort()).toEqual(
    records.map((record) => record.toString().trimEnd()).sort(),
  );
  expect(stored[0]).not.toHaveProperty('MessageGroupId');
});

it('learns the largest message of the queue and keeps its calls below that', async () => {
  const { sink, sizes } = await setting();
  expect(await sink.ready()).toBe(true);
  const half = event('a', { text: 'x'.repeat(130_000) });
  expect(await kindsOf(sink.send([half, half, half]))).toEqual(Array(3).fill('acknowledged'));
  // Both calls are under way at once; which arrives first is for the network to say.
  expect(sizes.sort((a, b) => a - b)).toEqual([1, 2]);
  const [outcome] = await sink.send([event('b', { text: 'x'.repeat(262_144) })]);
  expect(outcome).toMatchObject({ code: 'RecordTooLarge', permanent: true });
});

it('halves a call that is too long for the queue', async () => {
  const { sink, stored } = await setting();
  const third = event('a', { text: 'x'.repeat(100_000) });
  expect(await kindsOf(sink.send([third, third, third, third]))).toEqual(Array(4).fill('acknowledged'));
  expect(stored).toHaveLength(4);
});

it('names group and deduplication for FIFO queues', async () => {
  const { sink, stored } = await setting([], { partitionBy: 'userId' }, 'events.fifo');
  await sink.send([event('a', { userId: 7 }), event('b', { anonymousId: 'é x' })]);
  expect(stored.map(({ MessageGroupId, MessageDeduplicationId }) => [MessageGroupId, MessageDeduplicationId])).toEqual([
    ['7', 'a'],
    ['--x', 'b'],
  ]);
});

it.each([
  { name: 'a character that JSON allows and SQS does not', given: '{"a":"\uffff"}', want: '{"a":"\\uffff"}' },
  { name: 'a tab between tokens', given: '{\t"a":1}', want: '{\t"a":1}' },
  { name: 'a control character', given: '\u0001', want: undefined },
  { name: 'no text', given: '\n', want: undefined },
])('body of $name', async ({ given, want }) => {
  const { sink, stored } = await setting();
  const [outcome] = await sink.send([Buffer.from(given)]);
  expect(stored.map(({ MessageBody }) => MessageBody)).toEqual(want === undefined ? [] : [want]);
  if (want === undefined) expect(outcome).toMatchObject({ code: 'InvalidMessageContents', permanent: true });
});

it.each([
  {
    name: 'throttles entries',
    faults: [{ kind: 'partial', fails: [0, 2], code: 'RequestThrottled' }],
    sizes: [3, 2],
    want: Array(3).fill('acknowledged'),
  },
  {
    name: 'refuses one entry for good',
    faults: [{ kind: 'partial', fails: [1], code: 'InvalidMessageContents' }],
    sizes: [3],
    want: ['acknowledged', 'InvalidMessageContents', 'acknowledged'],
  },
  {
    name: 'loses an answer',
    faults: [{ kind: 'cut', stored: true }],
    sizes: [3, 3],
    want: Array(3).fill('acknowledged'),
  },
  { name: 'is silent', faults: [{ kind: 'silent' }], sizes: [3], want: Array(3).fill('acknowledged') },
  {
    name: 'denies access',
    faults: [{ kind: 'error', status: 403, code: 'AccessDeniedException' }],
    sizes: [],
    want: Array(3).fill('AccessDeniedException'),
  },
] as { name: string; faults: CallFault[]; sizes: number[]; want: string[] }[])(
  'with a service that $name',
  async ({ faults, sizes: wanted, want }) => {
    const { sink, sizes } = await setting(faults);
    expect(await kindsOf(sink.send(['a', 'b', 'c'].map((id) => event(id))))).toEqual(want);
    expect(sizes).toEqual(wanted);
  },
);
