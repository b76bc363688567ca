import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDeadLetters, openLocalStream, openReplayLog, openSpool } from './index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-own-'));
});
afterEach(() => rm(folder, { recursive: true }));

const ignored = async (below: string) =>
  /^\*$/m.test(await readFile(join(folder, below, '.gitignore'), 'utf8').catch(() => ''));

it('whatever keeps data keeps it out of git, also where the data folder holds other things', async () => {
  await writeFile(join(folder, 'notes.txt'), '');
  const clock = { now: () => 0, randomId: () => '0d0e7b3c-5b1e-4d8a-9b1f-0a4d0f3d2c11' };
  const letters = openDeadLetters({ dataDir: folder, fileName: 'a' });
  await letters.ready();
  const stream = await openLocalStream({ dataDir: folder, handler: async () => ({ records: [] }), ...clock });
  const spool = await openSpool({ folder: join(folder, 'spool'), ...clock });
  const log = await openReplayLog(folder, clock.now);
  for (const opened of [letters, stream, spool, log]) await opened.close();
  for (const below of ['dead-letters', 'stream', 'lake', 'spool', 'replay'])
    expect([below, await ignored(below)]).toEqual([below, true]);
  expect(await ignored('')).toBe(false);
  expect(await letters.usage()).toMatchObject({ bytes: 0 });
});
