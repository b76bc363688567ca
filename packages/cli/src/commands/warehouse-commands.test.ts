import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand, type Typed } from '../testing/run-command.js';
import type { Command } from './command.js';
import { compact } from './compact/index.js';
import { merge } from './merge/index.js';
import { partitions } from './partitions/index.js';
import { query } from './query/index.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
let data: string;

beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'sluice-commands-'));
});

afterEach(() => rm(data, { recursive: true, force: true }));

async function run(command: Command, options: Typed, args: readonly string[] = []) {
  const { code, out, err } = await runCommand(command, root, { args, options: { data, ...options } });
  return { code, out, err: err.split('\n') };
}

async function raw(hour: string, ids: readonly string[]): Promise<void> {
  const folder = path.join(data, 'lake/raw/event=login/major=1/year=2026/month=01/day=20', `hour=${hour}`);
  await mkdir(folder, { recursive: true });
  const at = `2026-01-20 ${hour}:00:00.000`;
  const rows = ids.map(
    (id) => `{"event_id":"${id}","event":"login","version":"1.0","occurred_at":"${at}","received_at":"${at}"}`,
  );
  await writeFile(path.join(folder, 'a.json'), `${rows.join('\n')}\n`);
}

test('a back-fill tells each hour, and its days are compacted', async () => {
  await raw('08', ['a', 'b']);
  await raw('09', ['b', 'c']);
  const merged = await run(merge, { from: '2026-01-20', to: '2026-01-21', compression: 'snappy' });
  expect([merged.code, merged.out]).toEqual([0, '✓ Merged 3 events into 2 Parquet files.']);
  expect(merged.err.map((line) => line.split(', ')[0])).toEqual([
    '1 of 2  login v1  2026-01-20 08h  2 events',
    '2 of 2  login v1  2026-01-20 09h  1 event',
    '! 1 duplicate said something else than the event that stays',
  ]);
  expect((await run(compact, {})).out).toBe('✓ Compacted 1 day; 0 had nothing new.');
  expect((await run(compact, {})).out).toBe('✓ Compacted 0 days; 1 had nothing new.');
  expect(JSON.parse((await run(query, { json: true }, ['SELECT count(*) FROM login'])).out).rows).toEqual([[3]]);
});

test('one hour of one event is merged alone', async () => {
  await raw('08', ['a']);
  await raw('09', ['b']);
  const one = await run(merge, { hour: '2026-01-20T09', event: 'login', json: true });
  expect(JSON.parse(one.out).hours.map(({ hour }: { hour: { hour: string } }) => hour.hour)).toEqual(['09']);
  expect((await run(merge, { event: 'view' })).out).toBe('✓ Merged 0 events into 0 Parquet files.');
  expect((await run(merge, {})).out).toContain('✓ Merged 1 event into 1 Parquet file');
});

test('the statements of an hour are printed as a script, and as data', async () => {
  const script = await run(merge, { print: 'athena', hour: '2026-11-20T10', event: 'login' });
  expect(script.out.match(/^(ALTER|DROP|CREATE|--)/gm)).toEqual([
    'ALTER',
    'DROP',
    'CREATE',
    'ALTER',
    'ALTER',
    'DROP',
    '--',
  ]);
  const actions = JSON.parse(
    (await run(merge, { print: 'athena', from: '2026-11-20', to: '2026-11-21', json: true })).out,
  );
  const creates = actions.filter(({ sql = '' }: { sql?: string }) => sql.startsWith('CREATE'));
  expect(new Set(creates.map(({ sql }: { sql: string }) => sql.split('\n')[0])).size).toBe(creates.length);
  expect(creates.length).toBeGreaterThan(0);
  expect(creates.length % 24).toBe(0);
  expect((await run(compact, { print: 'athena', from: '2026-11-20', to: '2026-11-21' })).out).toContain(
    'login_v1_daily',
  );
});

test('only the hours whose raw objects are not recorded as read are printed for Athena', async () => {
  const hour = (at: string) => `event=login/major=1/year=2026/month=01/day=20/hour=${at}`;
  const listing = path.join(data, 'raw.json');
  const list = (...keys: string[]) =>
    writeFile(listing, JSON.stringify({ Contents: keys.map((Key) => ({ Key: `raw/${Key}`, Size: 1 })) }));
  const records = path.join(data, 'merged');
  const options = { print: 'athena', json: true, listing, records, from: '2026-01-20', to: '2026-01-21' };
  const actions = async () => {
    const { code, out } = await run(merge, options);
    return { code, actions: JSON.parse(out) as { kind: string; uri?: string; content?: string }[] };
  };
  await list(`${hour('08')}/a`, `${hour('09')}/a`);
  const first = await actions();
  const written = first.actions.filter(({ kind }) => kind === 'record');
  expect(written.map(({ uri }) => uri)).toEqual(['08', '09'].map((at) => `s3://YOUR-BUCKET/merged/${hour(at)}.json`));
  for (const { uri = '', content = '' } of written) {
    const file = path.join(records, uri.split('/merged/')[1] ?? '');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  expect(await actions()).toEqual({ code: 0, actions: [] });
  await list(`${hour('08')}/a`, `${hour('08')}/late`, `${hour('09')}/a`);
  expect((await actions()).actions.flatMap(({ uri }) => uri ?? [])).toEqual([written[0]?.uri]);
  await list(`${hour('08')}/late`, `${hour('09')}/a`);
  expect(await actions()).toEqual({ code: 1, actions: [] });
});

test('the days to list for Athena are printed as prefixes', async () => {
  const { out } = await run(merge, { print: 'prefixes', event: 'login', from: '2026-01-20', to: '2026-01-22' });
  expect(out.split('\n')).toEqual(['20', '21'].map((day) => `event=login/major=1/year=2026/month=01/day=${day}/`));
});

test.each([
  { name: 'an engine that is none', command: merge, options: { print: 'trino' }, want: /--print is "trino"/ },
  { name: 'an event that is none', command: merge, options: { print: 'athena', event: 'x' }, want: /no event "x"/ },
  { name: 'hours that are no number', command: merge, options: { keep: 'long' }, want: /--keep is "long"/ },
  {
    name: 'a listing without records',
    command: merge,
    options: { print: 'athena', listing: 'raw.json' },
    want: /--listing and --records belong together/,
  },
  { name: 'a listing for DuckDB', command: merge, options: { listing: 'raw.json' }, want: /belong to --print athena/ },
  {
    name: 'a listing that is not there',
    command: merge,
    options: { print: 'athena', listing: 'no-such.json', records: 'no-such' },
    want: /--listing no-such.json cannot be read/,
  },
  { name: 'a range without a beginning', command: compact, options: { to: '2026-11-20' }, want: /--to needs --from/ },
  { name: 'a packing that is none', command: merge, options: { compression: 'gzip' }, want: /zstd or snappy/ },
  { name: 'a time that is none', command: partitions, options: { from: 'yesterday' }, want: /--from is "yesterday"/ },
] as { name: string; command: Command; options: Typed; want: RegExp }[])(
  '$name is refused',
  async ({ command, options, want }) => {
    await expect(run(command, options)).rejects.toThrow(want);
  },
);
