import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock, waitForLock } from './lock-fs.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('a lock', () => {
  it('is held by one, and free when it was released', async () => {
    const path = join(folder, 'deep', 'x.lock');
    const first = await takeLock(path);
    expect(await takeLock(path)).toEqual({ kind: 'busy', pid: process.pid });
    if (first.kind === 'held') await first.release();
    expect((await takeLock(path)).kind).toBe('held');
  });

  it('is given to one of many', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeLock(join(folder, 'x.lock'))));
    expect(taken.filter(({ kind }) => kind === 'held')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['x.lock']);
  });

  const dead = spawnSync(process.execPath, ['-e', '0']).pid;
  const left = [
    { name: 'a process that has ended', given: `${dead}.1.abc` },
    { name: 'a process whose id was given to another', given: `${process.pid}.1.abc` },
    { name: 'nobody', given: 'what is this' },
  ];
  it.each(left)('is taken over from $name', async ({ given }) => {
    const path = join(folder, 'x.lock');
    await mkdir(path);
    await writeFile(join(path, given), '');
    expect((await takeLock(path)).kind).toBe('held');
  });

  it('is taken over from a file in its place', async () => {
    const path = join(folder, 'x.lock');
    await writeFile(path, '1');
    expect((await takeLock(path)).kind).toBe('held');
  });

  it('is waited for, and the holder named where it stays', async () => {
    const path = join(folder, 'x.lock');
    const first = await takeLock(path);
    expect(await waitForLock(path, { milliseconds: 1, looks: 3 })).toEqual({ kind: 'busy', pid: process.pid });
    const second = waitForLock(path, { milliseconds: 1, looks: 10_000 });
    if (first.kind === 'held') await first.release();
    expect((await second).kind).toBe('held');
  });
});
