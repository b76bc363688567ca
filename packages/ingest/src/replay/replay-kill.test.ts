import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDeadLetters } from '../dead-letters/dead-letters-fs.js';
import { refusedAlone } from '../dead-letters/refused-request.js';
import { bundleChild, runAndKill, runToEnd } from '../testing/child-process-fs.js';
import { countingIds, seeded } from '../testing/contract.js';
import { linesBelow } from '../testing/lake-fs.js';
import { openReplayLog } from './log-fs.js';

const KILLS = 8;
const LETTERS = 400;

it('a replay stores each event once, however often it is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'replay-kill-'));
  const dataDir = join(folder, 'data');
  const child = await bundleChild('replay-child-fs', join(folder, 'child.mjs'));
  const ids = await keepLetters(dataDir);
  const random = seeded(11);
  let killed = 0;
  for (let i = 0; i < KILLS; i++) killed += await runAndKill([child, dataDir], 5 + random() * 120);
  expect(killed).toBeGreaterThan(0);
  const counts = JSON.parse(await runToEnd([child, dataDir])) as { read: number; replayed: number };
  expect(counts).toMatchObject({ read: LETTERS, stillInvalid: 0, notAcknowledged: 0 });
  expect(JSON.parse(await runToEnd([child, dataDir]))).toMatchObject({ replayed: 0, alreadyReplayed: LETTERS });

  const lines = Object.values(await linesBelow(join(dataDir, 'lake', 'raw'))).flat();
  const found = lines.map((line) => (JSON.parse(line) as { event_id: string }).event_id);
  expect(found.sort()).toEqual(ids.sort());
  await rm(folder, { recursive: true });
});

it('two replays at once are refused', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'replay-two-'));
  const first = await openReplayLog(dataDir, () => 0);
  await expect(openReplayLog(dataDir, () => 0)).rejects.toMatchObject({
    code: 'ReplayBusy',
    message: `Another replay of this data folder runs (process ${process.pid}).`,
  });
  await first.close();
  await (await openReplayLog(dataDir, () => 0)).close();
  await rm(dataDir, { recursive: true });
});

async function keepLetters(dataDir: string): Promise<string[]> {
  const files = openDeadLetters({ dataDir, fileName: 'p' });
  const nextId = countingIds();
  const letters = Array.from({ length: LETTERS }, (_, i) => {
    const eventId = nextId();
    const errors = [{ code: 'unknown-event', path: '', message: '' }];
    const raw = JSON.stringify({ event: 'login', userId: i });
    return {
      id: `l${i}`,
      arrivedAt: Date.UTC(2024, 4, 1),
      event: 'login',
      eventId,
      errors,
      raw,
      contract: '',
      headers: {},
    };
  });
  await files.keep(letters.map(refusedAlone));
  await files.close();
  return letters.map(({ eventId }) => eventId);
}
