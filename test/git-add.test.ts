import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { git, sluice, startDev, tempFolder } from './support/sluice.js';

let folder: string;
const said: string[] = [];

/** Everything that a new project makes on a laptop in its first hour. */
beforeAll(async () => {
  folder = await tempFolder();
  await mkdir(path.join(folder, 'schemas'));
  await git(folder, 'init', '-q', '-b', 'main');
  const ask = async (...args: string[]) => {
    const { code, out, err } = await sluice(args, folder);
    if (code !== 0) throw new Error(`sluice ${args.join(' ')}: ${out}${err}`);
    said.push(out);
  };
  await ask('new', 'signup', '--owner', 'growth', '--description', 'Somebody signed up.', '--field', 'plan:string');
  await ask('generate');
  const data = path.join(folder, '.sluice');
  const dev = await startDev(folder, data);
  for (const plan of ['free', 7]) {
    await fetch(`${dev.url}/events/signup`, { method: 'POST', body: JSON.stringify({ plan }) });
  }
  await dev.stop();
  await ask('merge', '--all');
  await ask('replay');
  expect(await readdir(data)).toEqual(expect.arrayContaining(['dead-letters', 'lake', 'stream']));
  expect(await readdir(path.join(data, 'lake'))).toEqual(expect.arrayContaining(['columnar', 'raw', 'source']));
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

async function staged(): Promise<string[]> {
  await git(folder, 'add', '-A');
  return (await git(folder, 'ls-files')).split('\n').filter(Boolean);
}

const made = /^(\.sluice|generated\/ingest|generated\/lambda\/dist)\//;

it('git add -A in a new project takes no data and no product', async () => {
  const files = await staged();
  expect(files).toEqual(
    expect.arrayContaining(['.gitignore', 'registry/signup/1.0.json', 'generated/lambda/handler.js']),
  );
  expect(files.filter((file) => made.test(file))).toEqual([]);
  expect(said.join('').match(/Added to \.gitignore: .*/g)).toEqual([
    'Added to .gitignore: .sluice/, generated/ingest/, generated/lambda/dist/',
  ]);
});

it('nor does it without the project telling git anything', async () => {
  await rm(path.join(folder, '.gitignore'));
  expect((await staged()).filter((file) => made.test(file))).toEqual([]);
  for (const product of ['.sluice/lake', 'generated/ingest/index.js', 'generated/lambda/dist/index.mjs'])
    expect([product, existsSync(path.join(folder, product))]).toEqual([product, true]);
});
