import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shop } from '../testing/contract.js';
import { type SqsMessage, type SqsToS3Options, sqsToS3 } from './sqs-s3.js';

/** 2024-05-01T12:59:59.999Z, and a millisecond later. */
const NOON = Date.UTC(2024, 4, 1, 12, 59, 59, 999);
const DAY = 'raw/event=login/major=1/year=2024/month=05/day=01';

let objects: Map<string, Buffer>;
let refused: RegExp | undefined;
let server: Server;
let options: SqsToS3Options;

/** S3's PutObject, path style, over real HTTP. */
beforeEach(async () => {
  objects = new Map();
  refused = undefined;
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const key = decodeURIComponent((request.url ?? '').split('?')[0]?.replace('/lake/', '') ?? '');
    if (request.method !== 'PUT' || refused?.test(key)) {
      response.writeHead(403, { 'content-type': 'application/xml' });
      return response.end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
    }
    objects.set(key, Buffer.concat(chunks));
    return response.writeHead(200, { etag: '"x"' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  options = {
    contract: shop,
    bucket: 'lake',
    clientConfig: {
      region: 'eu-west-1',
      endpoint,
      credentials,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    },
  };
});

afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

/** The example of the Lambda Developer Guide, with a body as the collector forwards it. */
function message(messageId: string, event: unknown, sentAt = NOON): SqsMessage {
  return {
    messageId,
    receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...',
    body: typeof event === 'string' ? event : JSON.stringify(event),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(sentAt),
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: String(sentAt + 5),
    },
    messageAttributes: {},
    md5OfBody: 'e4e68fb7bd0e697a0ae8f1bb342846b3',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-2:123456789012:my-queue',
    awsRegion: 'us-east-2',
  } as SqsMessage;
}

const login = (userId: unknown) => ({
  event: 'login',
  eventId: `0190b4f1-6c1e-7000-8000-00000000000${userId}`,
  userId,
});
const rows = () =>
  [...objects].map(([key, bytes]) => [
    key.replace(/[0-9a-f]{32}/, '<name>'),
    gunzipSync(bytes)
      .toString()
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row).userId),
  ]);

it('writes an object for each event, major and hour, and gives back what is no event', async () => {
  const codes: string[] = [];
  const handler = sqsToS3({ ...options, failed: (id, [error]) => codes.push(`${id} ${error?.code}`) });
  const answer = await handler({
    Records: [
      message('m1', login(1)),
      message('m2', '{"event":'),
      message('m3', login(3), NOON + 1),
      message('m4', login(4)),
      message('m5', login('x')),
      message('m6', { event: 'view', userId: 1, productId: 2 }),
    ],
  });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm2' }, { itemIdentifier: 'm5' }] });
  expect(rows().sort()).toEqual([
    [`${DAY}/hour=12/<name>.json.gz`, [1, 4]],
    [`${DAY}/hour=13/<name>.json.gz`, [3]],
    [`${DAY.replace('login', 'view')}/hour=12/<name>.json.gz`, [1]],
  ]);
  expect(codes).toHaveLength(2);
});

it('overwrites its objects when the same batch comes again, in whatever order', async () => {
  const batch = [message('a', login(1)), message('b', login(2))];
  await sqsToS3(options)({ Records: batch });
  const names = [...objects.keys()];
  await sqsToS3(options)({ Records: batch.toReversed() });
  expect([...objects.keys()]).toEqual(names);
});

it('gives back the messages of an object that could not be written, and no others', async () => {
  refused = /event=login/;
  const view = message('c', { event: 'view', userId: 1, productId: 2 });
  const answer = await sqsToS3(options)({ Records: [message('a', login(1)), view, message('b', login(2))] });
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }]);
  expect(objects.size).toBe(1);
});

it('gives back what does not say when it was sent, and stores the others', async () => {
  const strange = [Number.NaN, -1, 8.64e15].map((at, i) => message(`s${i}`, login(2), at));
  const without = { ...message('s3', login(2)), attributes: undefined } as unknown as SqsMessage;
  const answer = await sqsToS3(options)({ Records: [message('a', login(1)), ...strange, without] });
  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['s0', 's1', 's2', 's3']);
  expect(rows()).toEqual([[`${DAY}/hour=12/<name>.json.gz`, [1]]]);
});

it('writes plain objects below another prefix where asked to', async () => {
  await sqsToS3({ ...options, gzip: false, prefix: 'bronze/' })({ Records: [message('a', login(1))] });
  const [[key, bytes] = []] = [...objects];
  expect(key).toMatch(/^bronze\/event=login\/major=1\/.*\/hour=12\/[0-9a-f]{32}\.json$/);
  expect(JSON.parse(String(bytes)).userId).toBe(1);
});
