import { copyFile, mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OpenFile, openFile } from '@sluice/disk';
import { expect, it } from 'vitest';
import { keptIn, ownFolder } from '../testing/folder-fs.js';
import { afterCrash, drainAll, kinds, opened, record, segmentsOf, texts, watched } from '../testing/spool-fs.js';

const numbers = Array.from({ length: 100 }, (_, i) => String(i));

it('gives records back in order, over many segments, and leaves nothing', async () => {
  const { spool, folder } = await opened({ segmentBytes: 200 });
  for (const text of numbers) expect(kinds(await spool.append([record(text)]))).toEqual(['acknowledged']);
  expect(spool.stats()).toMatchObject({ records: 100, oldestAt: 1_001, damagedBytes: 0 });
  expect(spool.stats().segments).toBeGreaterThan(5);
  expect(await drainAll(spool, { count: 7, bytes: 1e9 })).toEqual(numbers);
  expect(spool.stats()).toMatchObject({ records: 0, bytes: 0, segments: 0 });
  await spool.close();
  expect(await keptIn(folder)).toEqual([]);
});

it.each([
  { name: 'by count', limit: { count: 2, bytes: 1e9 }, want: ['a', 'bb'] },
  { name: 'by bytes', limit: { count: 9, bytes: 6 }, want: ['a', 'bb', 'ccc'] },
  { name: 'to one at least', limit: { count: 9, bytes: 0 }, want: ['a'] },
])('limits a batch $name', async ({ limit, want }) => {
  const { spool } = await opened();
  await spool.append(['a', 'bb', 'ccc', 'dddd'].map(record));
  expect(texts((await spool.peek(limit))?.records)).toEqual(want);
  await spool.close();
});

it('goes on behind the cursor after a crash', async () => {
  const first = await opened();
  await first.spool.append(numbers.map(record));
  const batch = await first.spool.peek({ count: 30, bytes: 1e9 });
  await first.spool.drained(batch as { records: Uint8Array[] });
  await first.spool.peek({ count: 30, bytes: 1e9 });
  const next = await afterCrash(first);
  expect(next.spool.stats()).toMatchObject({ records: 70, oldestAt: 1_001 });
  expect(next.notices.map(({ code }) => code)).toEqual(['segment-recovered']);
  await next.spool.append([record('new')]);
  expect(await drainAll(next.spool)).toEqual([...numbers.slice(30), 'new']);
  await Promise.all([next.spool.close(), first.spool.close()]);
  expect(await keptIn(next.folder)).toEqual([]);
});

it('leaves what is not drained for the next one who opens it', async () => {
  const first = await opened();
  await first.spool.append(numbers.map(record));
  await first.spool.close();
  expect(kinds(await first.spool.append([record('late')]))).toEqual(['SpoolClosed']);
  const next = await opened({ folder: first.folder });
  expect(await drainAll(next.spool)).toEqual(numbers);
  await next.spool.close();
});

it('keeps out of the segments of a process that runs', async () => {
  const first = await opened();
  await first.spool.append([record('mine')]);
  const second = await opened({ folder: first.folder });
  expect(await drainAll(second.spool)).toEqual([]);
  expect(await drainAll(first.spool)).toEqual(['mine']);
  await Promise.all([first.spool.close(), second.spool.close()]);
});

it('takes over, while it is open, what a process leaves that ended after it was opened', async () => {
  const old = await opened();
  await old.spool.append(['a', 'b', 'c'].map(record));
  const next = await opened({ folder: old.folder, now: () => 5_000 });
  await next.spool.append([record('new')]);
  expect(await next.spool.recover()).toBe(0);
  const batch = await old.spool.peek({ count: 1, bytes: 1e9 });
  await old.spool.drained(batch as NonNullable<typeof batch>);
  await old.spool.close();
  expect(await Promise.all([next.spool.recover(), next.spool.recover()])).toEqual([2, 2]);
  expect(next.spool.stats()).toMatchObject({ records: 3, segments: 2, recovered: 2, oldestAt: 1_001 });
  expect((await drainAll(next.spool)).sort()).toEqual(['b', 'c', 'new']);
  expect(next.notices.map(({ code }) => code)).toEqual(['segment-recovered']);
  await next.spool.close();
  expect(await keptIn(next.folder)).toEqual([]);
});

it('removes a segment that was left with nothing to send', async () => {
  const old = await opened();
  await old.spool.append([record('a')]);
  const batch = await old.spool.peek({ count: 1, bytes: 1e9 });
  const left = await ownFolder();
  await old.spool.drained(batch as NonNullable<typeof batch>);
  await writeFile(join(left, '1-2-3-0-0000000000~gone.wal'), '');
  const next = await opened({ folder: left });
  expect([next.spool.stats().segments, next.notices]).toEqual([0, []]);
  await Promise.all([next.spool.close(), old.spool.close()]);
  expect(await keptIn(left)).toEqual([]);
});

it('syncs appends that meet once', async () => {
  let syncs = 0;
  const open: OpenFile = async (path) => {
    const handle = await openFile(path);
    return watched(handle, async () => {
      syncs++;
      await handle.datasync();
    });
  };
  const { spool } = await opened({ open });
  await spool.append([record('first')]);
  syncs = 0;
  await Promise.all(numbers.map((text) => spool.append([record(text)])));
  expect(syncs).toBeLessThanOrEqual(2);
  expect(await drainAll(spool)).toEqual(['first', ...numbers]);
  await spool.close();
});

it('is bounded: what does not fit is refused, in order, and fits again after a drain', async () => {
  const { spool } = await opened({ maxBytes: 800, segmentBytes: 100 });
  const outcomes = await spool.append(['a'.repeat(400), 'b'.repeat(400), 'c'].map(record));
  expect(kinds(outcomes)).toEqual(['acknowledged', 'SpoolFull', 'SpoolFull']);
  expect(await spool.ready()).toBe(false);
  expect(kinds(await spool.append([record('d'.repeat(361))]))).toEqual(['SpoolFull']);
  expect(kinds(await spool.append([record('d'.repeat(360))]))).toEqual(['acknowledged']);
  expect(spool.stats().bytes).toBe(800);
  expect((await drainAll(spool)).map((text) => text.length)).toEqual([400, 360]);
  expect(await spool.ready()).toBe(true);
  expect(kinds(await spool.append([record('e'.repeat(700))]))).toEqual(['acknowledged']);
  await spool.close();
});

it('drops a half-written last record with a notice and keeps all before it', async () => {
  const first = await opened();
  await first.spool.append(numbers.map(record));
  const [name = ''] = await segmentsOf(first.folder);
  const { length } = await readFile(join(first.folder, name));
  await truncate(join(first.folder, name), length - 1);
  const next = await afterCrash(first);
  expect(next.notices.map(({ code }) => code)).toEqual(['record-torn', 'segment-recovered']);
  expect(await drainAll(next.spool)).toEqual(numbers.slice(0, -1));
  expect(next.spool.stats().damagedBytes).toBe(0);
  await Promise.all([next.spool.close(), first.spool.close()]);
});

it('puts damaged bytes aside and goes on with the next record', async () => {
  const first = await opened();
  await first.spool.append(['good', 'damaged', 'good too'].map(record));
  const [name = ''] = await segmentsOf(first.folder);
  const path = join(first.folder, name);
  const bytes = await readFile(path);
  bytes.set(Buffer.from('DAMAGED'), bytes.indexOf('damaged'));
  await writeFile(path, bytes);
  const next = await afterCrash(first);
  expect(next.notices.map(({ code }) => code)).toEqual(['record-damaged', 'segment-recovered']);
  expect(next.spool.stats().damagedBytes).toBe(20 + 'damaged'.length);
  const kept = await readdir(join(next.folder, 'quarantine'));
  const held = await Promise.all(kept.map((file) => readFile(join(next.folder, 'quarantine', file))));
  expect(Buffer.concat(held).includes('DAMAGED')).toBe(true);
  expect(await drainAll(next.spool)).toEqual(['good', 'good too']);
  await Promise.all([next.spool.close(), first.spool.close()]);
});

it('sets a segment aside that cannot be read, and sends the others', async () => {
  const first = await opened({ segmentBytes: 10 });
  await first.spool.append([record('one')]);
  await first.spool.append([record('two')]);
  const left = await ownFolder();
  const [one = '', two = ''] = await segmentsOf(first.folder);
  await mkdir(join(left, one));
  await copyFile(join(first.folder, two), join(left, two));
  const next = await opened({ folder: left });
  expect(await drainAll(next.spool)).toEqual(['two']);
  expect(next.notices.map(({ code }) => code)).toEqual(['spool-read-failed', 'segment-recovered']);
  expect(await readdir(join(left, 'quarantine'))).toHaveLength(1);
  await Promise.all([next.spool.close(), first.spool.close()]);
});

it('starts, and sends what is sound, beside segments and marks that are no files', async () => {
  const first = await opened();
  await first.spool.append([record('a')]);
  const crashed = await afterCrash(first);
  await crashed.spool.close();
  const { folder } = crashed;
  await mkdir(join(folder, '0-folder~gone.wal'));
  await symlink('0-link~gone.wal', join(folder, '0-link~gone.wal'));
  await mkdir(join(folder, 'gone.lock'));
  const { spool, notices } = await opened({ folder, randomId: () => 'second' });
  const aside = notices.filter(({ code }) => code === 'spool-read-failed').map(({ message }) => message.split(' ')[1]);
  expect(aside).toEqual(['0-folder', '0-link']);
  expect(await drainAll(spool)).toEqual(['a']);
  await spool.close();
  await first.spool.close();
});

it('removes cursors that a crash left without their segment', async () => {
  const folder = await ownFolder();
  await writeFile(join(folder, 'gone-0000000000.cursor'), '{"offset":12}\n');
  const { spool } = await opened({ folder });
  await spool.close();
  expect(await keptIn(folder)).toEqual([]);
});

it('refuses a record that no sink takes, for good', async () => {
  const { spool } = await opened();
  const outcomes = await spool.append([Buffer.alloc(16 * 1024 * 1024 + 1), record('small')]);
  expect(outcomes[0]).toMatchObject({ kind: 'failed', code: 'RecordTooLarge', permanent: true });
  expect(await drainAll(spool)).toEqual(['small']);
  await spool.close();
});
