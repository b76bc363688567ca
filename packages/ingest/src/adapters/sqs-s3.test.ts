import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, it } from 'vitest';
import { shop } from '../testing/contract.js';
import { type S3Double, serveS3 } from '../testing/s3-fs.js';
import { type SqsMessage, type SqsToS3Options, sqsToS3 } from './sqs-s3.js';

/** 2024-05-01T12:59:59.999Z, and a millisecond later. */
const NOON = Date.UTC(2024, 4, 1, 12, 59, 59, 999);
const DAY = 'raw/event=login/major=1/year=2024/month=05/day=01';

let s3: S3Double;
let options: SqsToS3Options;

beforeEach(async () => {
  s3 = await serveS3();
  options = { contract: shop, bucket: 'lake', clientConfig: s3.clientConfig };
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
  [...s3.objects].map(([key, bytes]) => [
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
  const names = [...s3.objects.keys()];
  await sqsToS3(options)({ Records: batch.toReversed() });
  expect([...s3.objects.keys()]).toEqual(names);
});

it('gives back the messages of an object that could not be written, and no others', async () => {
  s3.refused = /event=login/;
  const view = message('c', { event: 'view', userId: 1, productId: 2 });
  const answer = await sqsToS3(options)({ Records: [message('a', login(1)), view, message('b', login(2))] });
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }]);
  expect(s3.objects.size).toBe(1);
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
  const [[key, bytes] = []] = [...s3.objects];
  expect(key).toMatch(/^bronze\/event=login\/major=1\/.*\/hour=12\/[0-9a-f]{32}\.json$/);
  expect(JSON.parse(String(bytes)).userId).toBe(1);
});
