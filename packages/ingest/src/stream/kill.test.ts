import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { passOn, seeded } from '../testing/contract.js';
import { keptIn } from '../testing/folder-fs.js';
import { rawEvents } from '../testing/lake-fs.js';
import { openLocalStream } from './local-stream-fs.js';

const KILLS = 6;

it('every acknowledged record is in the lake once, however often the process is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kill-'));
  const dataDir = join(folder, 'data');
  const ackFile = join(folder, 'acknowledged');
  const child = join(folder, 'child.mjs');
  const entry = fileURLToPath(new URL('../testing/kill-child-fs.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const random = seeded(7);
  for (let i = 0; i < KILLS; i++) await runAndKill([child, dataDir, ackFile], 50 + random() * 250);

  const stream = await openLocalStream({ dataDir, handler: passOn, now: Date.now, randomId: randomUUID });
  await stream.close();
  const acknowledged = (await readFile(ackFile, 'utf8')).split('\n').filter((id) => id.length === 36);
  const found = (await rawEvents(dataDir)).map(({ eventId }) => eventId);
  const unique = new Set(found);
  expect(found.length).toBe(unique.size);
  expect(acknowledged.filter((id) => !unique.has(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(KILLS);
  expect(await keptIn(join(dataDir, 'stream'))).toEqual([]);
  await rm(folder, { recursive: true });
});

async function runAndKill(argv: string[], after: number): Promise<void> {
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, after));
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
