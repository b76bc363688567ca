import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openLocalStream, serveFirehose } from '@sluice/ingest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root, sluice, tempProject } from './support/sluice.js';

const command = path.join(root, 'packages', 'cli', 'bin', 'sluice.js');
const KEY = 'test-0123456789abcdef';
const login = (userId: number) => JSON.stringify({ event: 'login', userId, timestamp: 1_714_521_600_000 });

let project: string;

beforeAll(async () => {
  project = await tempProject();
  await symlink(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
});

afterAll(() => rm(project, { recursive: true, force: true }));

async function configure(collector: unknown): Promise<void> {
  await writeFile(
    path.join(project, 'sluice.config.ts'),
    `export default { collector: ${JSON.stringify(collector)} };\n`,
  );
}

const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1', WEB_KEY: KEY };

/** Starts `sluice serve` on a free port and waits until it says where. */
async function serve() {
  const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--host', '127.0.0.1'], {
    cwd: project,
    env: { ...process.env, ...credentials, NO_COLOR: '1' },
    stdio: 'pipe',
  });
  let said = '';
  let logged = '';
  child.stdout.on('data', (chunk) => {
    logged += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const address = /listens on (\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('close', () => reject(new Error(said)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    return { code: await ended, said, logged };
  };
  return { url, stop };
}

async function post(url: string, userId: number, key = `?key=${KEY}`): Promise<number> {
  return (await fetch(`${url}/events${key}`, { method: 'POST', body: login(userId) })).status;
}

it('takes events in front of Firehose, spools while it is away, and drains at the next start', async () => {
  const dataDir = path.join(project, 'double');
  const partitionKeys = { event: 'login', major: '1', year: '2024', month: '05', day: '01', hour: '00' };
  const passOn = ({ records }: { records: readonly { recordId: string; data: string }[] }) => ({
    records: records.map(({ recordId, data }) => ({ recordId, data, result: 'Ok', metadata: { partitionKeys } })),
  });
  const clock = { now: Date.now, randomId: randomUUID };
  const stream = await openLocalStream({ dataDir, handler: passOn, bufferMs: 3_600_000, ...clock });
  const firehose = await serveFirehose(stream, { stream: 'events' });
  const port = Number(new URL(firehose.url).port);
  await configure({
    sink: { kind: 'firehose', stream: 'events', endpoint: firehose.url },
    keys: [{ source: 'web', env: 'WEB_KEY', events: ['login', 'logn'] }],
    shutdownMs: 2_000,
  });

  const first = await serve();
  expect([await post(first.url, 1), await post(first.url, 2, '')]).toEqual([202, 401]);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  const send = ['send', 'login', login(1), '--url', first.url];
  expect((await sluice([...send, '--key', KEY], project)).out).toContain('✓ duplicate: login');
  expect(await sluice(send, project)).toMatchObject({ code: 3, out: expect.stringContaining('SLUICE_WRITE_KEY') });
  await firehose.close();
  expect(await post(first.url, 3)).toBe(202);
  const stopped = await first.stop();
  expect(stopped.code).toBe(0);
  expect(stopped.said).toContain('Write keys    1 (web)');
  expect(stopped.said).toContain('3 received, 3 accepted, 0 rejected');
  expect(stopped.said).toContain('1 acknowledged events wait in the spool for the next start.');
  expect(stopped.logged).toContain('The write key of web may send \\"logn\\", which the contract does not have.');
  expect(stopped.logged).not.toContain('sink-not-ready');
  expect(stopped.logged + stopped.said).not.toContain(KEY);

  const again = await serveFirehose(stream, { stream: 'events', port });
  const second = await serve();
  while ((await metric(second.url, 'sluice_spool_records')) > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await second.stop()).said).not.toContain('wait in the spool');
  expect(stream.stats().acknowledged).toBe(2);
  await again.close();
  await stream.close();
});

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
}

it('says without a stack what is wrong with its configuration', async () => {
  await configure({ sink: { kind: 'firehose' }, keys: [{ source: 'web', env: 'NO_SUCH_KEY' }] });
  const { code, err } = await sluice(['serve'], project);
  expect([code, err]).toEqual([2, expect.stringContaining('collector.sink.stream is missing')]);
  expect(err).not.toContain('    at ');
});
