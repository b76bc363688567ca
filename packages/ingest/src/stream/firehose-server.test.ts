import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  PutRecordBatchCommand,
  PutRecordCommand,
} from '@aws-sdk/client-firehose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countingIds, passOn } from '../testing/contract.js';
import { rawEvents } from '../testing/lake-fs.js';
import { type FirehoseFault, faultsInOrder } from './firehose-faults.js';
import { type FirehoseServer, serveFirehose } from './firehose-server.js';
import type { LocalStream } from './local-stream.js';
import { openLocalStream } from './local-stream-fs.js';
import { DEFAULT_PREFIXES } from './prefix.js';

const AT = Date.UTC(2024, 4, 1, 12, 30);
let dataDir = '';
let stream: LocalStream;
let server: FirehoseServer;
let client: FirehoseClient;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firehose-'));
  stream = await openLocalStream({
    dataDir,
    handler: passOn,
    now: () => AT,
    randomId: countingIds(),
    bufferMs: 60_000,
  });
});

afterEach(async () => {
  client.destroy();
  await server.close();
  await stream.close();
  await rm(dataDir, { recursive: true });
});

/** The real client, that tries once only: what it does by itself is not what is tested. */
async function serve(
  faults: readonly (FirehoseFault | undefined)[] = [],
  requestTimeout = 0,
  served = stream,
): Promise<void> {
  server = await serveFirehose(served, { faults: faultsInOrder(faults) });
  client = new FirehoseClient({
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    requestHandler: { requestTimeout, throwOnRequestTimeout: true },
  });
}

const record = (eventId: string) => ({ Data: Buffer.from(`${JSON.stringify({ event: 'view', eventId })}\n`) });
const batch = (...ids: string[]) =>
  new PutRecordBatchCommand({ DeliveryStreamName: 'events', Records: ids.map(record) });
const one = (id: string) => new PutRecordCommand({ DeliveryStreamName: 'events', Record: record(id) });

async function stored(): Promise<string[]> {
  await stream.flush();
  return (await rawEvents(dataDir)).map(({ eventId }) => eventId).sort();
}

async function errorOf(sent: Promise<unknown>): Promise<{ name: string; message: string; status: unknown }> {
  const error = await sent.then(
    () => new Error('it went well'),
    (thrown: Error) => thrown,
  );
  const { name, message } = error;
  return { name, message, status: (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode };
}

describe('the real client against a local stream', () => {
  it('puts records and batches', async () => {
    await serve();
    const { RecordId, Encrypted } = await client.send(one('a'));
    expect([typeof RecordId, Encrypted]).toEqual(['string', false]);
    const answer = await client.send(batch('b', 'c'));
    expect([answer.FailedPutCount, answer.RequestResponses?.length]).toEqual([0, 2]);
    expect(await stored()).toEqual(['a', 'b', 'c']);
  });

  it('describes the stream', async () => {
    await serve();
    const { DeliveryStreamDescription: found } = await client.send(
      new DescribeDeliveryStreamCommand({ DeliveryStreamName: 'events' }),
    );
    expect([found?.DeliveryStreamStatus, found?.DeliveryStreamType]).toEqual(['ACTIVE', 'DirectPut']);
    const destination = found?.Destinations?.[0]?.ExtendedS3DestinationDescription;
    expect(destination?.Prefix).toMatch(/^raw\/event=/);
    expect(destination?.ProcessingConfiguration?.Processors?.map(({ Type }) => Type)).toEqual(['Lambda']);
  });

  it('describes what the stream was opened with', async () => {
    const prefixes = { ...DEFAULT_PREFIXES, source: 'backup/' };
    const given = { stream: 'clicks', deaggregate: true, lambdaBufferBytes: 524_288, retries: 0, prefixes };
    const other = { dataDir: join(dataDir, 'other'), handler: passOn, now: () => AT, randomId: countingIds() };
    const clicks = await openLocalStream({ ...other, ...given });
    await serve([], 0, clicks);
    const { DeliveryStreamDescription: found } = await client.send(
      new DescribeDeliveryStreamCommand({ DeliveryStreamName: 'clicks' }),
    );
    const destination = found?.Destinations?.[0]?.ExtendedS3DestinationDescription;
    expect(destination?.S3BackupDescription?.Prefix).toBe('backup/');
    expect(destination?.ProcessingConfiguration?.Processors).toEqual([
      { Type: 'RecordDeAggregation', Parameters: [{ ParameterName: 'SubRecordType', ParameterValue: 'JSON' }] },
      {
        Type: 'Lambda',
        Parameters: [
          { ParameterName: 'LambdaArn', ParameterValue: 'arn:aws:lambda:local:000000000000:function:clicks-transform' },
          { ParameterName: 'NumberOfRetries', ParameterValue: '0' },
          { ParameterName: 'BufferSizeInMBs', ParameterValue: '0.5' },
        ],
      },
    ]);
    await clicks.close();
  });

  const refusals = [
    {
      name: '501 records',
      given: () => batch(...Array.from({ length: 501 }, (_, i) => `e${i}`)),
      want: { name: 'ValidationException', status: 400 },
    },
    { name: 'no record', given: () => batch(), want: { name: 'ValidationException', status: 400 } },
    {
      name: 'more than 4 MiB',
      given: () => batch(...Array.from({ length: 5 }, () => 'x'.repeat(850_000))),
      want: { name: 'InvalidArgumentException', message: 'Records size exceeds 4 MB limit', status: 400 },
    },
    {
      name: 'a record of more than 1,000 KiB',
      given: () => one('x'.repeat(1_024_000)),
      want: { name: 'ValidationException' },
    },
    {
      name: 'another stream',
      given: () => new PutRecordCommand({ DeliveryStreamName: 'other', Record: record('a') }),
      want: { name: 'ResourceNotFoundException', status: 400 },
    },
  ] as const;
  it.each(refusals)('refuses $name and stores nothing', async ({ given, want }) => {
    await serve();
    expect(await errorOf(client.send(given() as PutRecordCommand))).toMatchObject(want);
    expect(await stored()).toEqual([]);
  });
});

describe('faults', () => {
  const cases = [
    { kind: 'throttle', want: [{ name: 'ServiceUnavailableException', message: 'Slow down.', status: 503 }, []] },
    { kind: 'error', code: 'InternalFailure', status: 500, want: [{ name: 'InternalFailure', status: 500 }, []] },
    { kind: 'cut', stored: true, want: [{ name: 'TimeoutError', message: 'socket hang up' }, ['a', 'b', 'c']] },
    { kind: 'cut', stored: false, want: [{ name: 'TimeoutError', message: 'socket hang up' }, []] },
    { kind: 'silent', stored: true, want: [{ name: 'TimeoutError' }, ['a', 'b', 'c']] },
    { kind: 'silent', stored: false, want: [{ name: 'TimeoutError' }, []] },
    { kind: 'garbage', status: 502, want: [{ name: 'SyntaxError', status: 502 }, []] },
  ] as const;
  it.each(cases)('$kind $stored', async ({ want: [error, ids], ...fault }) => {
    await serve([fault], fault.kind === 'silent' ? 200 : 0);
    expect(await errorOf(client.send(batch('a', 'b', 'c')))).toMatchObject(error);
    expect(await stored()).toEqual(ids);
    expect(server.calls()).toEqual([{ index: 0, operation: 'PutRecordBatch', records: 3, fault }]);
  });

  it('fails the records it is told to, by index', async () => {
    await serve([
      { kind: 'partial', indexes: [0, 2] },
      { kind: 'partial', indexes: [0], code: 'InternalFailure' },
    ]);
    const { FailedPutCount, RequestResponses } = await client.send(batch('a', 'b', 'c'));
    const failure = { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' };
    expect([FailedPutCount, RequestResponses]).toEqual([2, [failure, { RecordId: expect.any(String) }, failure]]);
    expect(await errorOf(client.send(one('d')))).toMatchObject({ name: 'InternalFailure', status: 500 });
    expect(await stored()).toEqual(['b']);
  });

  it('answers late', async () => {
    await serve([{ kind: 'slow', ms: 20 }]);
    expect((await client.send(batch('a'))).FailedPutCount).toBe(0);
    expect(await stored()).toEqual(['a']);
  });
});

describe('the protocol', () => {
  const signed = { authorization: 'AWS4-HMAC-SHA256 x', 'x-amz-target': 'Firehose_20150804.PutRecord' };
  const cases = [
    { name: 'no target', headers: { ...signed, 'x-amz-target': 'x' }, body: '{}', want: 'UnknownOperationException' },
    {
      name: 'no signature',
      headers: { ...signed, authorization: '' },
      body: '{}',
      want: 'MissingAuthenticationTokenException',
    },
    { name: 'no JSON', headers: signed, body: '{', want: 'SerializationException' },
    { name: 'no stream name', headers: signed, body: '{}', want: 'ValidationException' },
    { name: 'no record', headers: signed, body: '{"DeliveryStreamName":"events"}', want: 'ValidationException' },
    {
      name: 'data that is not base64',
      headers: signed,
      body: '{"DeliveryStreamName":"events","Record":{"Data":"{}"}}',
      want: 'SerializationException',
    },
  ];
  it.each(cases)('$name', async ({ headers, body, want }) => {
    await serve();
    const response = await fetch(server.url, { method: 'POST', headers, body });
    expect([response.status, await response.json()]).toMatchObject([400, { __type: want }]);
  });
});
