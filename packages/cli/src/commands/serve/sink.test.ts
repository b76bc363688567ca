import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { faultsInOrder, openLocalStream, serveFirehose } from '@sluice/ingest';
import type { CollectorConfig } from '@sluice/project/configuration';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { openSink, type SinkDeps } from './sink.js';

const clock = { now: Date.now, random: Math.random, randomId: randomUUID };
const credentials = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
const before = { ...process.env };
let dataDir = '';

beforeEach(async () => {
  Object.assign(process.env, credentials);
  dataDir = await mkdtemp(path.join(tmpdir(), 'sluice-sink-'));
});

afterEach(async () => {
  for (const name of Object.keys(credentials)) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  await rm(dataDir, { recursive: true });
});

/** A Firehose that never answers its first calls, and what a collector in front of it is configured with. */
async function setting(config: Pick<CollectorConfig, 'spool'>, stream = 'events') {
  const handler = () => ({ records: [] });
  const local = await openLocalStream({ dataDir: path.join(dataDir, 'aws'), handler, bufferMs: 3_600_000, ...clock });
  const firehose = await serveFirehose(local, { faults: faultsInOrder(Array(9).fill({ kind: 'silent' })) });
  onTestFinished(() => firehose.close());
  const notices: string[] = [];
  const deps: SinkDeps = {
    contract: { digest: 'd', events: {} },
    dataDir,
    deadLetters: { keep: async () => undefined },
    report: ({ code, message }) => notices.push(`${code}: ${message}`),
    ...clock,
  };
  const sink = { kind: 'firehose', stream, region: 'eu-west-1', endpoint: firehose.url, lingerMs: 0 } as const;
  return { sink: await openSink({ sink, ...config }, deps), notices };
}

it('waits for a sink no longer than it is told to, and spools', async () => {
  const { sink } = await setting({ spool: { patienceMs: 20 } });
  const [outcome] = await sink.send([Buffer.from('{}')]);
  expect(outcome).toMatchObject({ kind: 'acknowledged', recordId: expect.stringMatching(/^spool:/) });
  expect(sink.backlog?.()).toMatchObject({ records: 1, refused: 0 });
  await sink.close(0);
});

it('says what is wrong with a sink while it starts', async () => {
  const { sink, notices } = await setting({ spool: false }, 'evnets');
  while (notices.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(notices[0]).toMatch(/^sink-not-ready: The sink is not in order: ResourceNotFoundException: .*evnets/);
  expect(await sink.ready()).toBe(false);
  await sink.close();
});
