import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sluice, tempFolder } from './support/sluice.js';

let folder: string;

const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required });
const text = (maxLength: number) => ({ type: 'string', maxLength });
const self = (version: string) => ({ self: { vendor: 'com.acme', name: 'PageView', format: 'jsonschema', version } });

const files: { readonly [name: string]: unknown } = {
  'first.json': object({ userId: { type: 'integer' }, page: text(10), place: object({ zipCode: text(5) }) }, [
    'userId',
  ]),
  'second.json': object(
    {
      page: text(20),
      userId: { type: 'integer' },
      place: object({ zipCode: text(5) }),
      day: { type: 'string', format: 'date' },
    },
    ['userId', 'day'],
  ),
  'other-type.json': object({ userId: { type: 'string' } }, ['userId']),
  'odd.json': object({ order: {}, mixed: { type: ['string', 'integer'] } }),
  '1-0-0.json': { ...object({ page: text(10) }), ...self('1-0-0') },
  '1-0-1.json': { ...object({ page: text(20), on: { type: 'boolean' } }), ...self('1-0-1') },
  '1-0-2.json': { ...object({ page: { type: 'number' } }), ...self('1-0-2') },
};

beforeAll(async () => {
  folder = await tempFolder();
  for (const [name, schema] of Object.entries(files)) await writeFile(path.join(folder, name), JSON.stringify(schema));
  await writeFile(path.join(folder, 'broken.json'), '{');
});
afterAll(() => rm(folder, { recursive: true }));

const ddl = (...args: string[]) => sluice(['ddl', ...args], folder);

describe('sluice ddl', () => {
  it('writes a table', async () => {
    expect(await ddl('first.json', '--dialect', 'redshift', '--table', 'web.visits')).toEqual({
      code: 0,
      out: [
        'CREATE TABLE web.visits (',
        '  user_id BIGINT      ENCODE az64 NOT NULL,',
        '  page    VARCHAR(40) ENCODE zstd,',
        '  place   SUPER       ENCODE zstd',
        ')',
        'DISTSTYLE KEY',
        'DISTKEY (user_id);',
        '',
      ].join('\n'),
      err: '',
    });
  });

  it('tells the columns, structs taken apart where that is asked', async () => {
    const { out } = await ddl('first.json', '--dialect', 'duckdb', '--flatten', '--json');
    expect(JSON.parse(out)).toEqual([
      { name: 'user_id', type: 'BIGINT', nullable: false },
      { name: 'page', type: 'VARCHAR', nullable: true },
      { name: 'place_zip_code', type: 'VARCHAR', nullable: true },
    ]);
  });

  it.each([
    { dialect: 'athena', want: 'CREATE EXTERNAL TABLE IF NOT EXISTS web.visits (' },
    { dialect: 'duckdb', want: 'CREATE TABLE "web"."visits" (' },
    { dialect: 'redshift', want: 'CREATE TABLE web.visits (' },
    { dialect: 'spark', want: 'CREATE TABLE IF NOT EXISTS web.visits (' },
  ])('names the schema of the table: $dialect', async ({ dialect, want }) => {
    const { out } = await ddl('first.json', '--dialect', dialect, '--table', 'web.visits');
    expect(out.split('\n')[0]).toBe(want);
  });

  it('writes the migration: what stands in no transaction first', async () => {
    expect(await ddl('first.json', 'second.json', '--dialect', 'redshift')).toEqual({
      code: 0,
      out: [
        '-- Outside of a transaction:',
        'ALTER TABLE first ALTER COLUMN page TYPE VARCHAR(80);',
        'ALTER TABLE first ADD COLUMN day DATE ENCODE az64;',
        '',
      ]
        .join('\n')
        .replaceAll('TABLE first', 'TABLE first_'),
      err: '',
    });
  });

  it('says what a warehouse cannot follow, and how to go on', async () => {
    const { code, out, err } = await ddl('first.json', 'other-type.json', '--dialect', 'redshift');
    expect([code, out]).toEqual([
      3,
      '-- Not done: "user_id" is BIGINT, and Redshift does not change that to VARCHAR(65535) in place.\n',
    ]);
    expect(err).toMatch(
      /^✗ "user_id" is BIGINT.*\n {2}Give the property a new name, and keep the old one .* COALESCE\(new, old\)/,
    );
  });

  it('warns of every choice', async () => {
    const { code, err } = await ddl('odd.json', '--dialect', 'athena');
    expect([code, err.trim().split('\n')]).toEqual([
      0,
      [
        '! #/properties/order: The schema says neither a type nor anything that tells it. It is stored as JSON. (any-value)',
        '! #/properties/mixed: The types string, integer have no column type in common. It is stored as JSON. (mixed-types)',
        '! #/properties/order: "order" is a reserved word: the column is order_. (name-changed)',
      ],
    ]);
  });

  it('follows the rules of schema-ddl', async () => {
    const { code, out } = await ddl('1-0-0.json', '1-0-1.json', '--profile', 'snowplow');
    expect([code, out.split('\n').filter((line) => !line.startsWith('--') && line !== '')]).toEqual([
      0,
      [
        '  ALTER TABLE atomic.com_acme_page_view_1',
        '    ALTER COLUMN "page" TYPE VARCHAR(20);',
        'BEGIN TRANSACTION;',
        '  ALTER TABLE atomic.com_acme_page_view_1',
        '    ADD COLUMN "on" BOOLEAN ENCODE RUNLENGTH;',
        "  COMMENT ON TABLE atomic.com_acme_page_view_1 IS 'iglu:com.acme/page_view/jsonschema/1-0-1';",
        'END TRANSACTION;',
      ].map((line) => line.replace('acme/page_view', 'acme/PageView')),
    ]);
  });

  it.each([
    { name: 'a table', args: ['first.json', '--dialect', 'glue'], want: 0 },
    { name: 'Spark', args: ['first.json', 'second.json', '--dialect', 'spark'], want: 0 },
    {
      name: 'a break by the rules of schema-ddl',
      args: ['1-0-0.json', '1-0-2.json', '--profile', 'snowplow'],
      want: 3,
    },
    {
      name: 'a name that is too long',
      args: ['first.json', '--dialect', 'redshift', '--table', 'x'.repeat(128)],
      want: 3,
    },
    { name: 'no file', args: ['--dialect', 'athena'], want: 2 },
    { name: 'no dialect', args: ['first.json'], want: 2 },
    { name: 'an unknown dialect', args: ['first.json', '--dialect', 'oracle'], want: 2 },
    { name: 'an unknown profile', args: ['first.json', '--profile', 'other'], want: 2 },
    {
      name: 'a profile of another dialect',
      args: ['first.json', '--profile', 'snowplow', '--dialect', 'spark'],
      want: 2,
    },
    { name: 'a file that is no JSON', args: ['broken.json', '--dialect', 'athena'], want: 2 },
    { name: 'a file that is not there', args: ['nowhere.json', '--dialect', 'athena'], want: 2 },
    { name: 'a name of three parts', args: ['first.json', '--dialect', 'athena', '--table', 'a.b.c'], want: 2 },
  ])('exits as the other commands do: $name', async ({ args, want }) => {
    expect((await ddl(...args)).code).toBe(want);
  });
});
