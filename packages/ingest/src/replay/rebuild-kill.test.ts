import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLocalStream } from '../stream/local-stream-fs.js';
import { bundleChild, runAndKill, runToEnd } from '../testing/child-process-fs.js';
import { countingIds, seeded } from '../testing/contract.js';
import { linesBelow } from '../testing/lake-fs.js';
import { tickContract } from '../testing/tick-contract.js';
import { createTransform } from '../transform/index.js';

const AT = Date.UTC(2024, 4, 1);
const HOURS = 60;
const KILLS = 5;

it('a rebuild that is killed is finished by the next one, and every event has one row', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rebuild-kill-'));
  const dataDir = join(folder, 'data');
  let hour = 0;
  const handler = createTransform(tickContract('old'));
  const now = () => AT + hour * 3_600_000;
  const stream = await openLocalStream({ dataDir, handler, now, randomId: countingIds(), bufferMs: 60_000 });
  for (; hour < HOURS; hour++) {
    const events = [1, 2, 9].map((n) => ({ event: 'tick', eventId: `e${hour}-${n}`, n, receivedAt: now() }));
    await stream.send(events.map((event) => Buffer.from(`${JSON.stringify(event)}\n`)));
  }
  await stream.close();

  const argv = [await bundleChild('rebuild-child-fs', join(folder, 'child.mjs')), dataDir];
  const random = seeded(5);
  let killed = 0;
  for (let i = 0; i < KILLS; i++) killed += await runAndKill(argv, random() * 100);
  expect(killed).toBeGreaterThan(0);
  expect(await runToEnd(argv)).toBe('done\n');
  expect(await runToEnd(argv)).toBe('done\n');

  const rows = Object.entries(await linesBelow(join(dataDir, 'lake', 'raw'))).flatMap(([path, lines]) =>
    lines.map((line) => `${path.split('/')[1]} ${(JSON.parse(line) as { event_id: string }).event_id}`),
  );
  const want = Array.from({ length: HOURS }, (_, at) => [1, 2, 9].map((n) => `major=2 e${at}-${n}`)).flat();
  expect(rows.sort()).toEqual(want.sort());
  await rm(folder, { recursive: true });
});
