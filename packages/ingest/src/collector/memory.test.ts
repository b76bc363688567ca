import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readDeadLetters } from '../dead-letters/dead-letters-fs.js';
import { bundleChild } from '../testing/child-process-fs.js';
import { login } from '../testing/collector.js';

const list = (count: number, one: (i: number) => string) =>
  `[${Array.from({ length: count }, (_, i) => one(i)).join(',')}]`;
const HEAP_MB = 96;
const MAX_BYTES = 8_000_000;

/** What would like to take much memory, each some 500 kB of body. */
const bodies: readonly (string | Buffer)[] = [
  list(20_000, () => '{}'),
  list(20_000, (i) => (i % 2 ? '{}' : '{"event":1}')),
  list(12_000, (i) => `{"event":"nope","eventId":"${i}"}`),
  list(12_000, (i) => `{"event":"login","userId":${i}}`),
  list(14_000, () => '{"event":"login","userId":"x"}'),
  `{"event":"login","userId":1,"a":"${'x'.repeat(500_000)}"}`,
  `${'['.repeat(250_000)}${']'.repeat(250_000)}`,
  `{"event":${'"'.repeat(500_000)}`,
];

function bytesBelow(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, { parentPath, name }) => {
    const size = statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0;
    return sum + size;
  }, 0);
}

it('a small heap takes a flood of hostile requests; the disk keeps its limit, and every event has one fate', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flood-'));
  const child = await bundleChild('collector-child-fs', join(folder, 'child.mjs'));
  const dataDir = join(folder, 'data');
  await mkdir(join(dataDir, 'dead-letters'), { recursive: true });
  const argv = [`--max-old-space-size=${HEAP_MB}`, child, dataDir, String(MAX_BYTES), '30000000'];
  const served = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const [first] = (await once(served.stdout, 'data')) as [Buffer];
  served.stdout.on('data', (chunk) => said.push(String(chunk)));
  const url = String(first).trim();
  const statuses = new Map<number, number>();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, bytesBelow(join(dataDir, 'dead-letters')));
  }, 20);
  const post = async (body: string | Buffer, headers: { [name: string]: string }) => {
    const init = { method: 'POST', body: body as string, headers: { 'user-agent': 'u'.repeat(8_000), ...headers } };
    const reply = await fetch(`${url}/events`, init);
    await reply.arrayBuffer();
    statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
  };
  for (let round = 0; round < 2; round++) {
    const plain = bodies.flatMap((body) => [post(body, {}), post(body, {}), post(body, {})]);
    const packed = bodies.map((body) => post(gzipSync(body), { 'content-encoding': 'gzip' }));
    await Promise.all([...plain, ...packed]);
  }
  await post(login(1), {});
  clearInterval(watch);
  served.kill('SIGTERM');
  const [code] = await once(served, 'exit');
  const end = JSON.parse(said.join('')) as { [name: string]: number };
  expect([code, statuses.get(500) ?? 0, statuses.has(503)]).toEqual([0, 0, true]);
  expect(end.received).toBe((end.accepted ?? 0) + (end.rejected ?? 0) + (end.retried ?? 0));
  expect(Math.max(most, bytesBelow(join(dataDir, 'dead-letters')))).toBeLessThanOrEqual(MAX_BYTES);
  let letters = 0;
  for await (const _ of readDeadLetters(dataDir, (bad) => expect(bad).toBeUndefined())) letters++;
  expect([letters, (end.rejected ?? 0) > 0]).toEqual([end.rejected, true]);
  expect(end.kB).toBeLessThan(400_000);
  await rm(folder, { recursive: true });
}, 120_000);
