import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownFolder } from '../../ingest/src/testing/folder-fs.js';
import { type AppendHandle, type OpenFile, openAppend, openFile } from './append-fs.js';

it('appends whole, in order, after what is there', async () => {
  const path = join(await ownFolder(), 'a', 'b', 'log');
  const first = await openAppend(path);
  await Promise.all(['1\n', '2\n', '3\n'].map((text) => first.append(Buffer.from(text))));
  await first.close();
  await appendFile(path, 'x\n');
  const second = await openAppend(path);
  await second.append(Buffer.from('4\n'));
  expect(second.size()).toBe(10);
  expect(second.healthy()).toBe(true);
  await second.close();
  expect(await readFile(path, 'utf8')).toBe('1\n2\n3\nx\n4\n');
});

it('rejects what could not be written', async () => {
  const file = await openAppend(join(await ownFolder(), 'log'));
  await file.close();
  await expect(file.append(Buffer.from('lost'))).rejects.toThrow();
  expect(file.healthy()).toBe(false);
});

type Failing = { [step in 'write' | 'datasync' | 'truncate']?: number };

/** The file system's own files, but the n-th write, sync or truncation fails; writes are cut to three bytes. */
function failing(fails: Failing): OpenFile {
  return async (path) => {
    const handle = await openFile(path);
    const done = { write: 0, datasync: 0, truncate: 0 };
    const step = async <T>(name: keyof Failing, run: () => Promise<T>): Promise<T> => {
      if (++done[name] === fails[name]) throw new Error(`${name} failed`);
      return run();
    };
    const wrapped: AppendHandle = {
      write: (bytes, offset) => step('write', () => handle.write(bytes.subarray(0, offset + 3), offset)),
      datasync: () => step('datasync', () => handle.datasync()),
      truncate: (size) => step('truncate', () => handle.truncate(size)),
      stat: () => handle.stat(),
      close: () => handle.close(),
    };
    return wrapped;
  };
}

it.each([
  { name: 'short writes', fails: {}, healthy: true, text: 'first\nsecond\nthird\n' },
  { name: 'a failed write', fails: { write: 4 }, healthy: true, text: 'first\nthird\n' },
  { name: 'a failed sync', fails: { datasync: 2 }, healthy: false, text: 'first\n' },
  { name: 'a torn end that stays', fails: { write: 4, truncate: 1 }, healthy: false, text: 'first\nsec' },
])('after $name, what was rejected is not in the file, or the file is given up', async ({ fails, healthy, text }) => {
  const path = join(await ownFolder(), 'log');
  const file = await openAppend(path, failing(fails));
  const texts = ['first\n', 'second\n', 'third\n'];
  for (const one of texts) await file.append(Buffer.from(one)).catch(() => undefined);
  expect(file.healthy()).toBe(healthy);
  await file.close();
  expect(await readFile(path, 'utf8')).toBe(text);
});
