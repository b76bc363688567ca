import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { openDeadLetters, readDeadLetters } from '../dead-letters/dead-letters-fs.js';
import { openLocalStream } from '../stream/local-stream-fs.js';
import { shop } from '../testing/contract.js';
import { linesBelow } from '../testing/lake-fs.js';
import { createTransform } from '../transform/index.js';
import { createCollector } from './collector.js';

const AT = Date.UTC(2024, 4, 1, 12, 30);
const HOUR = 'year=2024/month=05/day=01/hour=12';

it('takes a batch from HTTP to the lake, and what is wrong with it to the dead letters', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'line-'));
  const common = { now: () => AT, randomId: randomUUID };
  const sink = await openLocalStream({ dataDir, handler: createTransform(shop), bufferMs: 60_000, ...common });
  const deadLetters = openDeadLetters({ dataDir, fileName: 'p' });
  const collector = createCollector({ contract: shop, sink, deadLetters, ...common });
  const address = await collector.listen(0);
  const batch = [
    { event: 'login', userId: 1, timestamp: 1_714_521_600_000 },
    { event: 'banner', userId: 1, bannerId: 7, type: 'click' },
    { event: 'login', userId: 'x' },
  ];
  const body = JSON.stringify({ sentAt: AT, batch });
  const headers = { 'content-type': 'text/plain', 'user-agent': 'shop/3.2' };
  const reply = await fetch(`${address}/events`, { method: 'POST', body, headers });
  const { results } = (await reply.json()) as { results: { status: string; eventId: string }[] };
  await collector.close();
  await sink.close();
  await deadLetters.close();

  expect([reply.status, results.map(({ status }) => status)]).toEqual([207, ['ok', 'renamed', 'invalid']]);
  const raw = await linesBelow(join(dataDir, 'lake', 'raw'));
  const rows = Object.entries(raw).map(([path, lines]) => [
    path.replace(/\/[^/]*$/, ''),
    lines.map((line) => JSON.parse(line).eventId),
  ]);
  expect(rows).toEqual([
    [`event=banner/major=1/${HOUR}`, [results[1]?.eventId]],
    [`event=login/major=1/${HOUR}`, [results[0]?.eventId]],
  ]);
  const letters: DeadLetter[] = [];
  for await (const letter of readDeadLetters(dataDir, () => undefined)) letters.push(letter);
  expect(letters).toEqual([
    {
      id: expect.any(String),
      arrivedAt: AT,
      event: 'login',
      version: '1.0',
      eventId: results[2]?.eventId,
      errors: [{ code: 'type', path: '/userId', message: 'Must be a whole number, found the string "x".' }],
      raw: JSON.stringify(batch[2]),
      sentAt: AT,
      contract: 'shop-digest',
      headers,
    },
  ]);
});
