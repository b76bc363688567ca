import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { readDeadLetters } from '../dead-letters/dead-letters-fs.js';
import { AT, login, post, statusesOf, testCollector } from '../testing/collector.js';
import { ownFolder } from '../testing/folder-fs.js';
import { type S3Double, serveS3 } from '../testing/s3-fs.js';
import { s3DeadLetters } from './s3-dead-letters.js';

const HOUR = 'dead-letters/year=2024/month=05/day=01/hour=00';
let s3: S3Double;

beforeEach(async () => {
  s3 = await serveS3();
});

function collecting() {
  const deadLetters = s3DeadLetters({ bucket: 'lake', clientConfig: s3.clientConfig });
  return testCollector({ deadLetters }).collector;
}

/** Copies the bucket to a data folder, as `aws s3 sync` does, and reads it. */
async function copied(): Promise<DeadLetter[]> {
  const dataDir = await ownFolder();
  for (const [key, bytes] of s3.objects) {
    await mkdir(join(dataDir, dirname(key)), { recursive: true });
    await writeFile(join(dataDir, key), bytes);
  }
  const letters: DeadLetter[] = [];
  for await (const letter of readDeadLetters(dataDir, () => undefined)) letters.push(letter);
  return letters;
}

it('keeps what was rejected in the folders that the commands read', async () => {
  const list = `[${login('x')},{"event":"../nope"},${login(1)},${login('y')}]`;
  expect(statusesOf(await post(collecting(), '/events', list))).toEqual(['invalid', 'invalid', 'ok', 'invalid']);
  expect(statusesOf(await post(collecting(), '/events/login', login('z')))).toEqual(['invalid']);
  expect([...s3.objects.keys()].map((key) => key.replace(/[0-9a-f-]{36}/, '<id>')).sort()).toEqual([
    `${HOUR}/event=_several/<id>.ndjson.gz`,
    `${HOUR}/event=login/<id>.ndjson.gz`,
  ]);
  const letters = await copied();
  expect(letters.map(({ raw, arrivedAt }) => [raw, arrivedAt]).sort()).toEqual([
    ['{"event":"../nope"}', AT],
    [login('x'), AT],
    [login('y'), AT],
    [login('z'), AT],
  ]);
});

it('says where anything could not be kept, so that the sender is not told that it was', async () => {
  s3.refused = /event=login/;
  const reply = await post(collecting(), '/events', login('x'));
  expect([reply.status, reply.body.error?.code]).toEqual([503, 'dead-letters-unavailable']);
  expect(s3.objects.size).toBe(0);
});
