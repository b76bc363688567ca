import { expect, it, onTestFinished } from 'vitest';
import { serveFirehose } from '../stream/firehose-server.js';
import { openLocalStream } from '../stream/local-stream-fs.js';
import { countingIds, passOnLines } from '../testing/contract.js';
import { ownFolder } from '../testing/folder-fs.js';
import { type CallFault, serveDouble } from '../testing/json-service-fs.js';
import { rawEvents } from '../testing/lake-fs.js';
import { type BatchSink, type FirehoseSinkOptions, firehoseSink } from './firehose.js';

interface Put {
  readonly Records: readonly { readonly Data: string }[];
}

interface Setting {
  readonly puts: string[][];
  readonly describing: { fails: boolean };
  open(options?: Partial<FirehoseSinkOptions>): Promise<BatchSink>;
}

const parameter = (ParameterName: string, ParameterValue: string) => ({ ParameterName, ParameterValue });
const json = { Type: 'RecordDeAggregation', Parameters: [parameter('SubRecordType', 'JSON')] };
const delimited = (delimiter: string) => ({
  Type: 'RecordDeAggregation',
  Parameters: [
    parameter('SubRecordType', 'DELIMITED'),
    parameter('Delimiter', Buffer.from(delimiter).toString('base64')),
  ],
});
const lambda = { Type: 'Lambda', Parameters: [] };

async function setting(
  processors: readonly object[] = [json],
  faults: readonly (CallFault | undefined)[] = [],
  enabled = true,
): Promise<Setting> {
  const puts: string[][] = [];
  const describing = { fails: false };
  const description = {
    DeliveryStreamName: 'events',
    DeliveryStreamStatus: 'ACTIVE',
    Destinations: [
      { ExtendedS3DestinationDescription: { ProcessingConfiguration: { Enabled: enabled, Processors: processors } } },
    ],
  };
  const double = await serveDouble(
    {
      puts: ['PutRecordBatch'],
      operations: {
        DescribeDeliveryStream: () =>
          describing.fails
            ? { status: 500, body: { __type: 'InternalFailure' } }
            : { status: 200, body: { DeliveryStreamDescription: description } },
        PutRecordBatch: ({ Records }: Put, partial) => {
          puts.push(Records.map(({ Data }) => Buffer.from(Data, 'base64').toString()));
          const RequestResponses = Records.map((_, i) =>
            partial?.fails.includes(i) ? { ErrorCode: partial.code, ErrorMessage: '' } : { RecordId: String(i) },
          );
          return { status: 200, body: { FailedPutCount: partial?.fails.length ?? 0, RequestResponses } };
        },
      },
    },
    faults,
  );
  onTestFinished(() => double.close());
  const clientConfig = {
    endpoint: double.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  };
  const open = async (options: Partial<FirehoseSinkOptions> = {}): Promise<BatchSink> => {
    const sink = await firehoseSink({
      stream: 'events',
      pack: true,
      clientConfig,
      now: Date.now,
      random: () => 0,
      readyCacheMs: 0,
      lingerMs: 5,
      ...options,
    });
    onTestFinished(() => sink.close());
    return sink;
  };
  return { puts, describing, open };
}

const event = (id: number, text = ''): Buffer => Buffer.from(JSON.stringify({ id, text }));
const countsOf = (puts: string[][]): number[][] => puts.map((call) => call.map((data) => data.split('\n').length - 1));

it.each([
  { name: 'at most 500 events', events: 1_201, text: '', want: [[500, 500, 201]] },
  { name: 'at most 1,000 KiB', events: 10, text: 'x'.repeat(250_000), want: [[4, 4, 2]] },
  {
    name: 'at most 4 MB a call',
    events: 20,
    text: 'x'.repeat(250_000),
    want: [
      [4, 4, 4, 3],
      [4, 1],
    ],
  },
])('packs $name into a record, one per line', async ({ events, text, want }) => {
  const { puts, open } = await setting();
  const sink = await open({ concurrency: 1 });
  const outcomes = await sink.send(Array.from({ length: events }, (_, i) => event(i, text)));
  expect(outcomes.every(({ kind }) => kind === 'acknowledged')).toBe(true);
  expect(countsOf(puts)).toEqual(want);
  const lines = puts.flat().flatMap((data) => data.split('\n').slice(0, -1));
  expect(lines.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual(
    Array.from({ length: events }, (_, i) => i),
  );
});

it('sends again only the packs that failed', async () => {
  const { puts, open } = await setting([json], [{ kind: 'partial', fails: [1], code: 'ServiceUnavailableException' }]);
  const sink = await open();
  await sink.send(Array.from({ length: 1_100 }, (_, i) => event(i)));
  expect(countsOf(puts)).toEqual([[500, 500, 100], [500]]);
});

it.each([
  { name: 'JSON', processors: [lambda, json], enabled: true, opens: true },
  { name: 'lines', processors: [delimited('\n')], enabled: true, opens: true },
  { name: 'another delimiter', processors: [delimited('|')], enabled: true, opens: false },
  { name: 'a transform function only', processors: [lambda], enabled: true, opens: false },
  { name: 'nothing, as processing is off', processors: [json], enabled: false, opens: false },
])('packs only for a stream that takes apart $name: $opens', async ({ processors, enabled, opens }) => {
  const { open } = await setting(processors, [], enabled);
  const opened = open().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (opens) expect(await opened).toBeUndefined();
  else expect(await opened).toMatchObject({ name: 'SinkError', code: 'PackNeedsDeaggregation' });
});

it('sends events one by one until the stream could be asked', async () => {
  const { puts, open, describing } = await setting();
  describing.fails = true;
  const sink = await open();
  expect(await sink.ready()).toBe(false);
  await sink.send([event(1), event(2)]);
  describing.fails = false;
  expect(await sink.ready()).toBe(true);
  await sink.send([event(3), event(4)]);
  expect(countsOf(puts)).toEqual([[1, 1], [2]]);
});

/** The sink with the real client in front of a local stream that speaks Firehose's protocol. */
async function inFrontOf(options: { readonly deaggregate: boolean }) {
  const dataDir = await ownFolder();
  const clock = { now: Date.now, randomId: countingIds() };
  const stream = await openLocalStream({ dataDir, handler: passOnLines, ...options, ...clock });
  const server = await serveFirehose(stream);
  onTestFinished(() => server.close());
  const clientConfig = {
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  };
  const opened = firehoseSink({ stream: 'events', pack: true, clientConfig, now: Date.now, random: () => 0 });
  return { dataDir, stream, server, opened };
}

it('packs so that the stream gets every event back', async () => {
  const { dataDir, stream, server, opened } = await inFrontOf({ deaggregate: true });
  const sink = await opened;
  const ids = Array.from({ length: 750 }, (_, i) => `e${i}`);
  await sink.send(ids.map((eventId) => Buffer.from(JSON.stringify({ event: 'view', eventId, text: '{"}' }))));
  await sink.close();
  expect(server.calls().map(({ records }) => records)).toEqual([2]);
  await stream.close();
  expect((await rawEvents(dataDir)).map(({ eventId }) => eventId).sort()).toEqual([...ids].sort());
});

it('does not open in front of a stream that would not take packs apart', async () => {
  const { stream, opened } = await inFrontOf({ deaggregate: false });
  await expect(opened).rejects.toMatchObject({ code: 'PackNeedsDeaggregation' });
  await stream.close();
});
