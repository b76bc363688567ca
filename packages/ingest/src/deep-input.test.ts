import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCollector } from './collector/collector.js';
import { groupDeadLetters } from './dead-letters/dead-letters.js';
import { openDeadLetters, readDeadLetters } from './dead-letters/dead-letters-fs.js';
import { rehearsalLog, replay } from './replay/replay.js';
import { lettersOf } from './replay/stream-errors.js';
import type { SendOutcome } from './sink.js';
import { countingIds, shop } from './testing/contract.js';
import { decode } from './transform/decode.js';
import { maskJson, type Visible } from './wire/mask.js';

const AT = 1_714_521_600_500;
const shapes = { lists: ['[', ']'], objects: ['{"a":', '}'], both: ['[{"a":', '}]'] } as const;
const depths = process.env.SLUICE_LONG ? [1_000, 8_000, 100_000, 1_000_000] : [1_000, 8_000, 60_000];
const deep = Object.entries(shapes).flatMap(([name, [open, close]]) =>
  depths.map((depth) => ({ name, depth, text: `${open.repeat(depth)}1${close.repeat(depth)}` })),
);
const gate = { contract: shop, eventLimit: 32_768, randomId: countingIds() };

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'deep-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** A collector with large limits, and what becomes of a body: kept, listed with its values masked, replayed. */
async function wayOf(body: string) {
  const deadLetters = openDeadLetters({ dataDir, fileName: 'p' });
  const submit = async (records: readonly Uint8Array[]): Promise<SendOutcome[]> =>
    records.map((_, i) => ({ kind: 'acknowledged', recordId: String(i) }));
  const sink = { send: submit, ready: async () => true, close: async () => undefined };
  const limits = { bodyLimit: 20_000_000, eventLimit: 20_000_000 };
  const collector = createCollector({ ...gate, sink, deadLetters, now: () => AT, ...limits });
  const reply = await collector.app.inject({ method: 'POST', url: '/events', payload: body });
  await deadLetters.close();
  await collector.close();
  const read = () => readDeadLetters(dataDir, (bad) => expect(bad).toBeUndefined());
  const groups = await groupDeadLetters(read());
  for (const { example } of groups)
    for (const visible of ['all', 'value', { event: 'value', x: { '*': 'value' } }] as readonly Visible[])
      expect(JSON.stringify({ ...example, raw: maskJson(example.raw, visible) }).length).toBeGreaterThan(100);
  const log = rehearsalLog({ has: () => false });
  const counts = await replay({ ...gate, ...limits, letters: read(), submit, log });
  return { status: reply.statusCode, reasons: groups.map(({ reason, count }) => [reason, count]), counts };
}

describe('what nests deep is kept with that reason, listed and judged again', () => {
  it.each(deep)('$depth $name as a field', async ({ text }) => {
    const { status, reasons, counts } = await wayOf(
      `{"event":"login","userId":1,"timestamp":1700000000001,"x":${text}}`,
    );
    expect([status, reasons]).toEqual([400, [['too-deep', 1]]]);
    expect(counts).toMatchObject({ read: 1, stillInvalid: 1, replayed: 0 });
  });

  it.each(deep)('$depth $name as the body, in a list, as its time', async ({ text, name }) => {
    expect((await wayOf(text)).status).toBe(name === 'both' ? 207 : 400);
    const listed = await wayOf(`[{"event":"login","userId":1},{"x":${text}}]`);
    expect([listed.status, listed.counts.stillInvalid > 0]).toEqual([207, true]);
    expect((await wayOf(`{"sentAt":${text},"batch":[{"event":"login","userId":1}]}`)).status).toBe(400);
  });

  it.each(deep)('$depth $name in the stream', ({ text }) => {
    const data = Buffer.from(`{"event":"login","userId":1,"x":${text}}`).toString('base64');
    expect(decode(data)).toMatchObject({ error: { code: 'too-deep' } });
    const error = { arrivalTimestamp: AT, errorCode: 'Lambda.X', errorMessage: 'x', rawData: data };
    expect(lettersOf(error, 'a:1', gate).map(({ errors }) => errors[0]?.code)).toHaveLength(1);
  });
});
