import type { AthenaOptions, WarehouseConfig } from '@sluice/ddl';
import { type Table, tablesOf } from '@sluice/ddl';
import { hourAt, hourMs, hoursBetween } from '@sluice/disk';
import { beforeAll, describe, expect, test } from 'vitest';
import { configWith, testConfig } from '../../../ddl/test/config.js';
import { testModel } from '../../../ddl/test/model.js';
import { type AthenaParsers, athenaParsers } from '../../../ddl/test/sql-parsers.js';
import { maxStatementBytes } from '../partitions/athena-limits.js';
import { type AthenaAction, athenaActions, athenaScript } from './athena-steps.js';
import { hoursPredicate } from './athena-window.js';
import { hourSteps } from './steps.js';

let parsers: AthenaParsers;

beforeAll(async () => {
  parsers = await athenaParsers();
});

const tables = testModel.events.flatMap((family) => tablesOf(testModel, family, 'columnar'));
const start = Date.UTC(2026, 10, 20, 10);

function actionsOf(
  table: Table,
  hours = 1,
  compression: 'zstd' | 'snappy' = 'zstd',
  config: WarehouseConfig = testConfig,
): AthenaAction[] {
  const steps = hoursBetween(start, start + hours * hourMs, table).flatMap((hour) => {
    const plan = { kind: 'merge', why: 'never-merged', listing: { hour, raw: [] } } as const;
    return hourSteps(plan, { table, run: 'r1', all: [], lookbackHours: 48, compression, keepHours: 24 });
  });
  return athenaActions(steps, config);
}

function errorsOf(action: AthenaAction): string[] {
  if (action.kind !== 'statement') return [];
  const parser = action.sql.startsWith('CREATE') ? parsers.trino : parsers.hive;
  return parser.errors(`${action.sql};`);
}

test.each(tables)('what an hour of $name needs is statements that parse', (table) => {
  const actions = actionsOf(table);
  expect(
    actions.map((action) => (action.kind === 'statement' ? action.sql.split(' ').slice(0, 2).join(' ') : action.kind)),
  ).toEqual(['ALTER TABLE', 'DROP TABLE', 'CREATE TABLE', 'ALTER TABLE', 'ALTER TABLE', 'DROP TABLE', 'remove']);
  expect(actions.flatMap(errorsOf)).toEqual([]);
});

test('the table over all events gets the same hour, where the project has one', () => {
  const [table] = tables.filter(({ name }) => name === 'purchase_v1');
  const added = (athena: AthenaOptions = {}) => {
    const config = configWith({ athena });
    const sql = (table ? actionsOf(table, 1, 'zstd', config) : []).flatMap((one) =>
      one.kind === 'statement' && / shop\.events/.test(one.sql) ? [one.sql] : [],
    );
    expect(sql.flatMap((one) => parsers.hive.errors(`${one};`))).toEqual([]);
    return sql;
  };
  const hour = `PARTITION (event = 'purchase', major = '1', year = '2026', month = '11', day = '20', hour = '10')`;
  const run = `'s3://lake/columnar/event=purchase/major=1/year=2026/month=11/day=20/hour=10/run=r1/'`;
  const columnar = [
    `ALTER TABLE shop.events ADD IF NOT EXISTS\n  ${hour} LOCATION ${run}`,
    `ALTER TABLE shop.events ${hour} SET LOCATION ${run}`,
  ];
  expect(added(undefined)).toEqual([]);
  expect(added({ events: true })).toEqual(columnar);
  const registered = added({ events: true, rawPartitions: 'registered' });
  expect(registered.slice(1)).toEqual(columnar);
  expect(registered[0]?.split('\n').slice(0, 2)).toEqual([
    'ALTER TABLE shop.events_raw ADD IF NOT EXISTS',
    `  ${hour} LOCATION 's3://lake/raw/event=purchase/major=1/year=2026/month=11/day=20/hour=10/'`,
  ]);
});

test('the script of an hour is as written down', async () => {
  const [table] = tables.filter(({ name }) => name === 'purchase_v1');
  const golden = new URL('golden/athena-hour.sql', import.meta.url).pathname;
  await expect(table ? athenaScript(actionsOf(table, 1, 'snappy')) : '').toMatchFileSnapshot(golden);
});

const bad = [
  { name: 'no external_location quote', from: "external_location = '", to: 'external_location = ' },
  { name: 'no AS', from: ') AS\nWITH', to: ')\nWITH' },
  { name: 'two FROM', from: '\nFROM ranked', to: '\nFROM FROM ranked' },
  { name: 'an unclosed CTE', from: '),\nranked', to: ',\nranked' },
  { name: 'no window', from: 'OVER (', to: 'OVER ' },
  { name: 'a partition without a value', from: "year = '2026', month", to: 'year = , month' },
  { name: 'a location without a word', from: 'SET LOCATION', to: 'SET' },
  { name: 'a partition without its word', from: '  PARTITION (', to: '  (' },
];

test.each(bad)('the parsers see $name', ({ from, to }) => {
  const [table] = tables;
  const given = (table ? actionsOf(table) : []).flatMap((action) =>
    action.kind === 'statement' && action.sql.includes(from) ? [{ ...action, sql: action.sql.replace(from, to) }] : [],
  );
  expect(given.length).toBeGreaterThan(0);
  expect(given.flatMap(errorsOf)).not.toEqual([]);
});

describe('limits of Athena', () => {
  const [table] = tables;
  if (!table) throw new Error('no table');

  test('raw partitions of a whole year are registered a hundred at a time, each once', () => {
    const adds = actionsOf(table, 24 * 365).flatMap((action) =>
      action.kind === 'statement' && action.sql.includes('_raw ADD IF NOT EXISTS') ? [action.sql] : [],
    );
    const counts = adds.map((sql) => sql.match(/PARTITION \(/g)?.length ?? 0);
    expect(Math.max(...counts)).toBe(100);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(24 * 365 + 2);
    expect(Math.max(...adds.map((sql) => sql.length))).toBeLessThanOrEqual(maxStatementBytes);
  });

  test('a statement that is too long is refused before Athena does', () => {
    const [column] = table.columns;
    const columns = Array.from({ length: 4000 }, (_, at) => ({
      ...table.columns[0],
      ...column,
      name: `a_name_that_is_long_enough_for_this_${at}`,
    })) as Table['columns'];
    expect(() => actionsOf({ ...table, columns })).toThrow(/A statement has \d+ bytes, and Athena takes 262144/);
  });
});

test.each([
  {
    name: 'within a day',
    hours: [3, 5],
    want: "(year = '2026' AND month = '11' AND day = '20' AND hour >= '03' AND hour <= '04')",
  },
  { name: 'a whole day', hours: [0, 24], want: "(year = '2026' AND month = '11' AND day = '20')" },
  {
    name: 'over midnight',
    hours: [-2, 1],
    want: "(year = '2026' AND month = '11' AND day = '19' AND hour >= '22')\n    OR (year = '2026' AND month = '11' AND day = '20' AND hour <= '00')",
  },
])('a window $name is found by equality of partition columns', ({ hours: [from = 0, to = 0], want }) => {
  const day = Date.UTC(2026, 10, 20);
  expect(hoursPredicate(day + from * hourMs, day + to * hourMs)).toBe(want);
});

test('hours are found by the clock', () => {
  expect(hourAt(Date.UTC(2026, 0, 1, 5, 59), { event: 'e', major: 2 })).toEqual({
    event: 'e',
    major: 2,
    year: '2026',
    month: '01',
    day: '01',
    hour: '05',
  });
  expect(hoursBetween(start + 1, start + 2 * hourMs, { event: 'e', major: 1 }).map(({ hour }) => hour)).toEqual(['11']);
});
