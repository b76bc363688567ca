import { appendFile, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAppend } from './append-fs.js';

it('appends whole, in order, after what is there', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'append-')), 'a', 'b', 'log');
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
  const file = await openAppend(join(await mkdtemp(join(tmpdir(), 'append-')), 'log'));
  await file.close();
  await expect(file.append(Buffer.from('lost'))).rejects.toThrow();
  expect(file.healthy()).toBe(false);
});
