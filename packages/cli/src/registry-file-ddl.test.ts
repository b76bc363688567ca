import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ddl } from './commands/ddl/index.js';
import { answerOf } from './testing/command.js';

const shop = new URL('../../../', import.meta.url).pathname;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sluice-registry-ddl-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('sluice ddl of a registry file is what generate writes for the event', () => {
  const newest = ['banner/1.1', 'cart/1.1', 'checkout_completed/1.0', 'purchase/1.1', 'search/1.0', 'view/1.1'];
  const generated = (dialect: string, event: string) =>
    readFile(path.join(shop, 'generated', 'ddl', dialect, `${event}.sql`), 'utf8');

  it.each(newest)('%s', async (name) => {
    const [event = ''] = name.split('/');
    const copy = path.join(folder, 'copy.json');
    await writeFile(copy, await readFile(path.join(shop, 'registry', `${name}.json`)));
    for (const dialect of ['athena', 'redshift']) {
      const want = (await generated(dialect, event)).split('\n').slice(2).join('\n').trimEnd();
      for (const file of [path.join(shop, 'registry', `${name}.json`), copy]) {
        const { code, out, err } = await answerOf(ddl, [file], { dialect }, shop);
        expect([code, out]).toEqual([0, want]);
        expect(err).toContain(`Registry file: ${name.replace('/', ' ')}.`);
      }
    }
  });

  it('two versions: the statements of the migration', async () => {
    const files = ['1.0', '1.1'].map((version) => path.join(shop, 'registry/purchase', `${version}.json`));
    const { out } = await answerOf(ddl, files, { dialect: 'redshift' }, shop);
    expect(out).toContain('ALTER TABLE shop.purchase_v1 ADD COLUMN category_id BIGINT');
    expect(out).toContain('CREATE OR REPLACE VIEW shop.purchase AS');
  });

  it('without its registry it says that the envelope is missing', async () => {
    const copy = path.join(folder, 'alone.json');
    await writeFile(copy, await readFile(path.join(shop, 'registry/purchase/1.0.json')));
    expect((await answerOf(ddl, [copy], { dialect: 'duckdb' }, folder)).err).toContain(
      'do not create tables from this',
    );
  });

  it.each([
    { name: 'another table', files: ['purchase/1.0'], options: { table: 'x' }, want: 'leave --table out' },
    {
      name: "Snowplow's profile",
      files: ['purchase/1.0'],
      options: { profile: 'snowplow' },
      want: '--profile is for plain',
    },
    { name: 'the envelope', files: ['envelope/1.0'], options: {}, want: 'An envelope has no table' },
    { name: 'backwards', files: ['purchase/1.1', 'purchase/1.0'], options: {}, want: 'to a later one' },
    {
      name: 'structs taken apart elsewhere',
      files: ['purchase/1.0'],
      options: { flatten: true },
      want: 'for redshift',
    },
  ])('refuses $name', async ({ files, options, want }) => {
    const paths = files.map((name) => path.join(shop, 'registry', `${name}.json`));
    await expect(answerOf(ddl, paths, { dialect: 'athena', ...options }, shop)).rejects.toThrow(want);
  });
});
