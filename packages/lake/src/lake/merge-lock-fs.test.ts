import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withMergeLock } from './merge-lock-fs.js';

let dir: string;
let lock: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lock-'));
  lock = join(dir, 'columnar', '_merge.lock');
  await mkdir(join(dir, 'columnar'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

const left = () => readdir(join(dir, 'columnar'));

const stale = [
  {
    name: 'of a process that has ended',
    write: () => folder(`${spawnSync(process.execPath, ['-e', '']).pid}.1.abc`),
  },
  { name: 'of a process whose id another one has now', write: () => folder(`${process.pid}.1.abc`) },
  { name: 'of the first process of a container that was started anew', write: () => folder('1.1.abc') },
  { name: 'that nobody stands in', write: () => mkdir(lock) },
  { name: 'that is an empty file', write: () => writeFile(lock, '') },
  { name: 'that is a file with a process id', write: () => writeFile(lock, '1') },
  { name: 'with a name that says nothing', write: () => folder('x') },
];

async function folder(name: string): Promise<void> {
  await mkdir(lock);
  await writeFile(join(lock, name), '');
}

test.each(stale)('a lock $name is taken over, and nothing is left of it', async ({ write }) => {
  await write();
  expect(await withMergeLock(dir, left)).toEqual(['_merge.lock']);
  expect(await left()).toEqual([]);
});

test('of many takers of one dead lock each works alone', async () => {
  await folder('1.1.abc');
  let inside = 0;
  const seen: number[] = [];
  const work = async () => {
    inside += 1;
    seen.push(inside);
    await readdir(dir);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withMergeLock(dir, work)));
  expect(seen).toEqual(Array.from({ length: 8 }, () => 1));
  expect(await left()).toEqual([]);
});

test('the lock is free again after work that fails', async () => {
  const work = () => withMergeLock(dir, () => Promise.reject(new Error('no')));
  await expect(work()).rejects.toThrow('no');
  expect(await left()).toEqual([]);
});
