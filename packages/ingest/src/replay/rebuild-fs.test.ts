import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesBelow, writeLines } from '@sluice/disk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLocalStream } from '../stream/local-stream-fs.js';
import { countingIds } from '../testing/contract.js';
import { linesBelow } from '../testing/lake-fs.js';
import { tickContract as contract } from '../testing/tick-contract.js';
import { createTransform } from '../transform/index.js';
import { rebuildRaw } from './rebuild-fs.js';

const AT = Date.UTC(2024, 4, 1, 12, 59, 59);
const HOUR = 'year=2024/month=05/day=01/hour=12';
let dataDir = '';

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rebuild-'));
});

afterEach(() => rm(dataDir, { recursive: true }));

async function deliver(events: readonly object[], end = '\n', at: () => number = () => AT): Promise<void> {
  const handler = createTransform(contract('old'));
  const stream = await openLocalStream({ dataDir, handler, now: at, randomId: countingIds(), bufferMs: 60_000 });
  await stream.send(events.map((event) => Buffer.from(`${JSON.stringify({ event: 'tick', ...event })}${end}`)));
  await stream.close();
}

const raw = async () => linesBelow(join(dataDir, 'lake', 'raw'));
const rows = async () => Object.values(await raw()).flatMap((lines) => lines.map((line) => JSON.parse(line)));
const counts = { read: 0, unchanged: 0, replaced: 0, added: 0, stillInvalid: 0, unidentified: 0 };
const tick = (n: number) => ({ eventId: `e${n}`, n, receivedAt: AT + n });

describe('a rebuild from the source backup', () => {
  it('gives the same rows, byte by byte, where nothing has changed', async () => {
    await deliver([tick(1), { n: 2, timestamp: 5 }, { n: 3 }, { n: 3 }, tick(9)]);
    const before = await raw();
    const want = { ...counts, read: 5, unchanged: 4, stillInvalid: 1 };
    expect(await rebuildRaw({ dataDir, contract: contract('old') })).toEqual(want);
    expect(await raw()).toEqual(before);
  });

  it('writes rows anew in their places, adds what is valid now, and does nothing the second time', async () => {
    await deliver([tick(1), { n: 2, timestamp: 5 }, { n: 3 }, tick(9)]);
    const before = await rows();
    const options = { dataDir, contract: contract('new', 10) };
    expect(await rebuildRaw(options)).toEqual({ ...counts, read: 4, replaced: 3, added: 1 });
    expect(await rows()).toEqual([
      ...before.map((row) => ({ ...row, release: 'new' })),
      expect.objectContaining({ n: 9 }),
    ]);
    const after = await raw();
    expect(await rebuildRaw(options)).toEqual({ ...counts, read: 4, unchanged: 4 });
    expect(await raw()).toEqual(after);
  });

  it('makes rows that were lost, also with the ids they had', async () => {
    await deliver([tick(1), { n: 2, timestamp: 5 }, { n: 3 }]);
    const before = await rows();
    await rm(join(dataDir, 'lake', 'raw'), { recursive: true });
    expect(await rebuildRaw({ dataDir, contract: contract('old') })).toMatchObject({ added: 3 });
    const hour = Date.UTC(2024, 4, 1, 12);
    const received_at = new Date(hour).toISOString().slice(0, -1).replace('T', ' ');
    expect(await rows()).toEqual(before.map((row) => (row.n === 1 ? row : { ...row, received_at })));
  });

  it('keeps rows that are not valid any more, and rows without a source', async () => {
    await deliver([tick(1), tick(4)]);
    const foreign = join(dataDir, 'lake', 'raw', 'event=tick/major=1', HOUR, 'by-hand.json');
    await writeFile(foreign, '{"event_id":"x","n":0}\n');
    expect(await rebuildRaw({ dataDir, contract: contract('new', 2) })).toMatchObject({ replaced: 1, stillInvalid: 1 });
    expect((await rows()).map(({ event_id, release }) => [event_id, release])).toEqual([
      ['x', undefined],
      ['e1', 'new'],
      ['e4', 'old'],
    ]);
  });

  it('moves rows to the table of another major version', async () => {
    await deliver([tick(1), tick(2)]);
    expect(await rebuildRaw({ dataDir, contract: contract('new', 5, 2) })).toMatchObject({ replaced: 2 });
    const found = Object.entries(await raw()).map(([path, lines]) => [path.split('/')[1], lines.length]);
    expect(found).toEqual([
      ['major=1', 0],
      ['major=2', 2],
    ]);
  });

  it('takes out what an interrupted move has left behind', async () => {
    await deliver([tick(1), tick(2)]);
    const before = Object.entries(await raw());
    const options = { dataDir, contract: contract('new', 5, 2) };
    await rebuildRaw(options);
    const moved = await raw();
    for (const [path, lines] of before) await writeLines(join(dataDir, 'lake', 'raw', path), lines);
    expect(await rebuildRaw(options)).toMatchObject({ unchanged: 2, added: 0 });
    expect(await raw()).toEqual(moved);
  });

  it('finds the row of a record that Firehose put into the next hour, and reads compressed objects', async () => {
    const source = join(dataDir, 'lake', 'source', HOUR, 'events-1-2024-05-01-12-59-59-uuid.gz.json.gz');
    await writeLines(source, [
      JSON.stringify({ event: 'tick', ...tick(1) }) + JSON.stringify({ event: 'tick', ...tick(2) }),
    ]);
    const next = join(dataDir, 'lake', 'raw', 'event=tick/major=1', HOUR.replace('hour=12', 'hour=13'));
    await writeLines(join(next, 'other-name.json.gz'), ['{"event_id":"E1","n":1}']);
    expect(await rebuildRaw({ dataDir, contract: contract('new') })).toMatchObject({ replaced: 1, added: 1 });
    const packed = await readFile(join(next, 'other-name.json.gz'));
    expect(packed.subarray(0, 2)).toEqual(gzipSync('').subarray(0, 2));
    expect(await filesBelow(join(dataDir, 'lake', 'raw'), '.gz')).toHaveLength(2);
    expect(await rebuildRaw({ dataDir, contract: contract('new') })).toMatchObject({ unchanged: 2, added: 0 });
  });

  it('leaves events alone that nothing tells apart', async () => {
    const source = join(dataDir, 'lake', 'source', HOUR, 'events-of-aws.json');
    await writeLines(source, ['{"event":"tick","n":1}', 'not json', '{"event":"tick","n":1}']);
    const table = join(dataDir, 'lake', 'raw', 'event=tick/major=1', HOUR);
    await writeLines(join(table, 'a.json'), ['{"event_id":"random","n":1}']);
    const want = { ...counts, read: 3, stillInvalid: 1, unidentified: 2 };
    expect(await rebuildRaw({ dataDir, contract: contract('new') })).toEqual(want);
  });

  it('goes over the hours that were asked for, and changes nothing in a rehearsal', async () => {
    let at = AT - 3_600_000;
    await deliver([tick(1)], '', () => at);
    at = AT;
    await deliver([tick(2)], '', () => at);
    const options = { dataDir, contract: contract('new'), period: { since: AT } };
    const before = await raw();
    expect(await rebuildRaw({ ...options, dryRun: true })).toEqual({ ...counts, read: 1, replaced: 1 });
    expect(await raw()).toEqual(before);
    expect(await rebuildRaw(options)).toEqual({ ...counts, read: 1, replaced: 1 });
    expect((await rows()).map(({ release }) => release).sort()).toEqual(['new', 'old']);
  });

  it('comes to the same end wherever it is interrupted', async () => {
    await deliver([tick(1), tick(2), tick(9)]);
    await deliver([{ ...tick(3), eventId: 'e3' }], '\n', () => AT + 3_600_000);
    const options = { dataDir, contract: contract('new', 10, 2) };
    const stop = async () => {
      throw new Error('killed');
    };
    await expect(rebuildRaw({ ...options, finished: stop })).rejects.toThrow('killed');
    await utimes(dataDir, 0, 0);
    expect(await rebuildRaw(options)).toEqual({ ...counts, read: 4, unchanged: 3, replaced: 1 });
    expect((await rows()).map(({ event_id, release }) => `${event_id} ${release}`).sort()).toEqual([
      'e1 new',
      'e2 new',
      'e3 new',
      'e9 new',
    ]);
  });
});
