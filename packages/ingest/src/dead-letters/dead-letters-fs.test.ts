import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BadLine, filesBelow } from '@sluice/disk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeadLetter } from './dead-letter.js';
import { bytesOf, groupDeadLetters, rawOf } from './dead-letters.js';
import { openDeadLetters, readDeadLetters } from './dead-letters-fs.js';
import type { Period } from './folders.js';
import { pruneDeadLetters } from './prune-fs.js';
import { type RefusedRequest, refusedAlone } from './refused-request.js';

const DAY = 24 * 3_600_000;
const AT = Date.UTC(2024, 4, 1, 12);
let dataDir = '';

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'letters-'));
});

afterEach(() => rm(dataDir, { recursive: true }));

async function namesBelow(): Promise<string[]> {
  const folder = join(dataDir, 'dead-letters');
  const paths = await filesBelow(folder, '');
  return paths
    .map((path) => path.slice(folder.length + 1))
    .filter((path) => !path.endsWith('.gitignore'))
    .sort();
}

function letter(id: string, arrivedAt = AT, code = 'unknown-event', event = 'purchase'): DeadLetter {
  const errors = [{ code, path: '', message: 'No.' }];
  return { id, arrivedAt, event, eventId: `e-${id}`, errors, raw: `{"id":"${id}"}`, contract: 'c1', headers: {} };
}

function kept(...letters: readonly DeadLetter[]): RefusedRequest[] {
  return letters.map(refusedAlone);
}

async function readAll(bad: BadLine[] = []): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const found of readDeadLetters(dataDir, (line) => bad.push(line))) letters.push(found);
  return letters;
}

describe('dead letters on disk', () => {
  it('are read back whole, before and after they are compressed by hour and event', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    const [one, two, three] = [letter('1'), letter('2', AT, 'bad-type', 'cart'), letter('3', AT + DAY)];
    await files.keep(kept(one, two));
    expect(await readAll()).toEqual([one, two]);
    expect(await namesBelow()).toEqual(['open/p1-0.ndjson', 'open/p1.lock']);
    await files.keep(kept(three));
    await files.close();
    expect(await readAll()).toEqual([two, one, three]);
    expect(await namesBelow()).toEqual([
      'year=2024/month=05/day=01/hour=12/event=cart/p1-0.ndjson.gz',
      'year=2024/month=05/day=01/hour=12/event=purchase/p1-0.ndjson.gz',
      'year=2024/month=05/day=02/hour=12/event=purchase/p1-1.ndjson.gz',
    ]);
  });

  it('can be read for a period', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await files.keep(kept(letter('1'), letter('2', AT + 1), letter('3', AT + DAY)));
    const idsIn = async (period: Period) => {
      const found: string[] = [];
      for await (const { id } of readDeadLetters(dataDir, () => undefined, period)) found.push(id);
      return found;
    };
    const want = [[['1', '2', '3']], [['2', '3']], [['1']], [['3']], [[]]].map(([ids]) => ids);
    const ask = async () => [
      await idsIn({}),
      await idsIn({ since: AT + 1 }),
      await idsIn({ until: AT + 1 }),
      await idsIn({ since: AT + 2, until: AT + DAY + 1 }),
      await idsIn({ since: AT + DAY + 1 }),
    ];
    expect(await ask()).toEqual(want);
    await files.close();
    expect(await ask()).toEqual(want);
  });

  it('reports a torn last line and reads the rest', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await files.keep(kept(letter('1')));
    const path = join(dataDir, 'dead-letters', 'open', 'p1-0.ndjson');
    await appendFile(path, '{"id":"2","arr');
    const bad: BadLine[] = [];
    expect(await readAll(bad)).toEqual([letter('1')]);
    expect(bad).toEqual([{ path, line: 2, kind: 'torn' }]);
    await files.close();
    expect(await readAll()).toEqual([letter('1')]);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, 60), 1],
    ['emptied', () => Buffer.alloc(0), 1],
    ['noise', () => Buffer.alloc(99, 7), 1],
    ['behind its letters', (bytes: Buffer) => bytes.subarray(0, -4), 2],
  ] as const)('of a file that is %s are reported, the others read, and none removed', async (_, change, line) => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await files.keep(kept(letter('1'), letter('2', AT, 'no', 'cart')));
    await files.close();
    const path = join(dataDir, 'dead-letters', 'year=2024/month=05/day=01/hour=12/event=purchase/p1-0.ndjson.gz');
    await writeFile(path, change(await readFile(path)));
    const bad: BadLine[] = [];
    expect((await readAll(bad)).map(({ id }) => id)).toEqual(line === 2 ? ['2', '1'] : ['2']);
    expect(bad).toEqual([{ path, line, kind: 'unreadable' }]);
    expect(await pruneDeadLetters(dataDir, () => true)).toMatchObject({ files: 1, letters: 1 });
    expect(await namesBelow()).toEqual([path.slice(join(dataDir, 'dead-letters').length + 1)]);
  });

  it('that are none are reported, line by line', async () => {
    const [good] = kept(letter('1'));
    const changes = [
      { id: 1 },
      { arrivedAt: 9e15 },
      { contract: 5 },
      { headers: null },
      { event: {} },
      { eventId: 1 },
      { raw: undefined },
      { reasons: [] },
      { reasons: [{ errors: [] }] },
      { reasons: [{ errors: [null] }] },
      { reasons: [{ errors: [{ code: 'a', path: 1, message: '' }] }] },
      { reasons: [{ events: 5, errors: good?.reasons[0]?.errors }] },
    ];
    const lines = [...changes.map((change) => ({ ...good, ...change })), [], null, 7, good];
    const path = join(dataDir, 'dead-letters', 'event=purchase', 'p1-0.ndjson');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const bad: BadLine[] = [];
    expect(await readAll(bad)).toEqual([letter('1')]);
    expect(bad.map(({ line }) => line)).toEqual(lines.slice(1).map((_, at) => at + 1));
  });

  it('are compressed when a journal is large enough, while others are kept', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1', journalBytes: 1_000 });
    const letters = Array.from({ length: 100 }, (_, i) => letter(String(i)));
    for (let i = 0; i < 100; i += 5) await Promise.all(letters.slice(i, i + 5).map((one) => files.keep(kept(one))));
    const found = async () => (await readAll()).map(({ id }) => Number(id)).sort((a, b) => a - b);
    expect(await found()).toEqual(Array.from({ length: 100 }, (_, i) => i));
    await files.close();
    expect(await found()).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect((await namesBelow()).length).toBeGreaterThan(5);
  });

  it('of a process that is gone are taken over, those of a living one are not', async () => {
    const living = openDeadLetters({ dataDir, fileName: 'living' });
    await living.keep(kept(letter('1')));
    const open = join(dataDir, 'dead-letters', 'open');
    await writeFile(join(open, 'gone-0.ndjson'), `${JSON.stringify(kept(letter('2'))[0])}\n{"torn`);
    await writeFile(join(open, 'gone.lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await files.keep(kept(letter('3')));
    await files.close();
    expect(await namesBelow()).toEqual([
      'open/living-0.ndjson',
      'open/living.lock',
      'year=2024/month=05/day=01/hour=12/event=purchase/gone-0.ndjson.gz',
      'year=2024/month=05/day=01/hour=12/event=purchase/p1-0.ndjson.gz',
    ]);
    expect((await readAll()).map(({ id }) => id)).toEqual(['2', '3', '1']);
    await living.close();
  });

  it('of a process that ends later are taken over while this one runs', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1', lookMs: 10 });
    expect(await files.ready()).toBe(true);
    const open = join(dataDir, 'dead-letters', 'open');
    const mark = JSON.parse(await readFile(join(open, 'p1.lock'), 'utf8'));
    await writeFile(join(open, 'older.lock'), JSON.stringify(mark));
    await writeFile(join(open, 'older-0.ndjson'), `${JSON.stringify(kept(letter('1'))[0])}\n`);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await namesBelow()).toEqual(['open/older-0.ndjson', 'open/older.lock', 'open/p1.lock']);
    await writeFile(join(open, 'older.lock'), JSON.stringify({ ...mark, started: 'long ago' }));
    const place = 'year=2024/month=05/day=01/hour=12/event=purchase/older-0.ndjson.gz';
    await vi.waitFor(async () => expect(await namesBelow()).toEqual(['open/p1.lock', place]));
    const sizes = await Promise.all([place, 'open/p1.lock'].map((name) => stat(join(dataDir, 'dead-letters', name))));
    expect((await files.usage()).bytes).toBe(sizes.reduce((sum, { size }) => sum + size, 0));
    await files.close();
  });

  it('that could not be put away are put away once they can', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1', journalBytes: 1, lookMs: 10 });
    const inTheWay = join(dataDir, 'dead-letters', 'year=2024');
    await mkdir(dirname(inTheWay), { recursive: true });
    await writeFile(inTheWay, '');
    await files.keep(kept(letter('1')));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await readAll()).map(({ id }) => id)).toEqual(['1']);
    await rm(inTheWay);
    const place = 'year=2024/month=05/day=01/hour=12/event=purchase/p1-0.ndjson.gz';
    await vi.waitFor(async () => expect(await namesBelow()).toEqual(['open/p1.lock', place]));
    await files.close();
  });

  it('are read once where a crash has left a journal and its files', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await files.keep(kept(letter('1')));
    const journal = join(dataDir, 'dead-letters', 'open', 'p1-0.ndjson');
    const text = await readFile(journal);
    await files.close();
    await writeFile(journal, text);
    expect(await readAll()).toEqual([letter('1')]);
  });

  it('stop at their limit, and go on when there is room', async () => {
    let now = AT;
    const size = Buffer.byteLength(JSON.stringify(kept(letter('1'))[0])) + 1;
    const options = { dataDir, fileName: 'p1', maxBytes: 6 * size + 100, journalBytes: 4_000, now: () => now };
    const files = openDeadLetters(options);
    const full = { code: 'DeadLettersFull' };
    await files.keep(kept(letter('1'), letter('2')));
    await expect(files.keep(kept(letter('3'), letter('4')))).rejects.toMatchObject(full);
    await files.keep(kept(letter('3')));
    now += 5_000;
    await expect(files.keep(kept(letter('4')))).rejects.toMatchObject(full);
    expect((await readAll()).map(({ id }) => id)).toEqual(['1', '2', '3']);
    await files.close();
    await rm(join(dataDir, 'dead-letters'), { recursive: true });
    const again = openDeadLetters({ ...options, fileName: 'p2' });
    await again.keep(kept(letter('4')));
    await again.close();
    const other = openDeadLetters({ ...options, fileName: 'p3', maxBytes: 10 });
    await expect(other.keep(kept(letter('5')))).rejects.toMatchObject(full);
    await other.close();
  });

  it('tell whether they can be written, and how full they are', async () => {
    let now = AT;
    const size = Buffer.byteLength(JSON.stringify(kept(letter('1'))[0])) + 1;
    const options = { dataDir, fileName: 'p1', maxBytes: 4 * size + 100, journalBytes: 4_000, now: () => now };
    const files = openDeadLetters(options);
    expect([await files.ready(), (await files.usage()).full]).toEqual([true, false]);
    await files.keep(kept(letter('1')));
    const before = await files.usage();
    await expect(files.keep(kept(letter('2'), letter('3')))).rejects.toMatchObject({ code: 'DeadLettersFull' });
    expect([before.full, await files.usage()]).toEqual([false, { ...before, full: true }]);
    await rm(join(dataDir, 'dead-letters', 'open', 'p1-0.ndjson'));
    now += 5_000;
    expect(await files.usage()).toEqual({ bytes: before.bytes - size, maxBytes: options.maxBytes, full: false });
    await files.close();
    const nowhere = openDeadLetters({ ...options, dataDir: join(dataDir, 'dead-letters', 'open', 'p1-0.ndjson') });
    await writeFile(join(dataDir, 'dead-letters', 'open', 'p1-0.ndjson'), '');
    expect(await nowhere.ready()).toBe(false);
  });

  it('are removed by the file, where nothing of it is needed any more', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await files.keep(kept(letter('1'), letter('2'), letter('3', AT, 'bad-type', 'cart'), letter('4', AT + DAY)));
    await files.close();
    const done =
      (...ids: string[]) =>
      ({ id }: { id: string }) =>
        ids.includes(id);
    expect(await pruneDeadLetters(dataDir, done('1', '3', '4'), { until: AT + 1 })).toMatchObject({
      files: 1,
      letters: 1,
    });
    expect((await readAll()).map(({ id }) => id)).toEqual(['1', '2', '4']);
    expect(await pruneDeadLetters(dataDir, done('1', '2', '4'))).toMatchObject({ files: 2, letters: 3 });
    expect(await readAll()).toEqual([]);
  });

  it('get no folder for every name that is sent', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    const names = ['../../x', '.', '', 'ä', 'open', ...Array.from({ length: 200 }, (_, i) => `e${i}`), 'e1'];
    await files.keep(kept(...names.map((event, i) => letter(String(i), AT, 'unknown-event', event))));
    const { event: _, ...nameless } = letter('nameless');
    await files.keep(kept(nameless));
    await files.close();
    const folders = (await namesBelow()).map((path) => path.split('/')[4]);
    expect(folders).toHaveLength(50);
    expect(folders).toContain('event=_other');
    expect(await readAll()).toHaveLength(names.length + 1);
  });

  it('rejects while the folder cannot be written and works again afterwards', async () => {
    await writeFile(join(dataDir, 'dead-letters'), 'a file in the way');
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await expect(files.keep(kept(letter('1')))).rejects.toThrow();
    await rm(join(dataDir, 'dead-letters'));
    await files.keep(kept(letter('2')));
    await files.close();
    expect(await readAll()).toEqual([letter('2')]);
  });

  it('are counted by reason and event, with the first as the example', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await files.keep(kept(letter('1', AT + 5), letter('2', AT), letter('3', AT, 'bad-type', 'cart')));
    await files.close();
    const groups = await groupDeadLetters(readDeadLetters(dataDir, () => undefined));
    expect(groups).toEqual([
      { reason: 'unknown-event', event: 'purchase', count: 2, first: AT, last: AT + 5, example: letter('2') },
      {
        reason: 'bad-type',
        event: 'cart',
        count: 1,
        first: AT,
        last: AT,
        example: letter('3', AT, 'bad-type', 'cart'),
      },
    ]);
  });
});

describe('raw', () => {
  const cases = [
    { name: 'text', given: Buffer.from('{"a":"é"}'), want: { raw: '{"a":"é"}' } },
    { name: 'not UTF-8', given: Buffer.from([0xff, 0x7b]), want: { raw: '/3s=', encoding: 'base64' } },
    { name: 'a byte order mark', given: Buffer.from('\uFEFF{}'), want: { raw: '77u/e30=', encoding: 'base64' } },
  ] as const;
  it.each(cases)('$name', ({ given, want }) => {
    expect(rawOf(given)).toEqual(want);
    expect(Buffer.from(bytesOf(want))).toEqual(given);
  });
});
