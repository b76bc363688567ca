import { tablesOf } from '@sluice/ddl';
import { beforeAll, expect, test } from 'vitest';
import { testConfig } from '../../../ddl/test/config.js';
import { testModel } from '../../../ddl/test/model.js';
import { type AthenaParsers, athenaParsers } from '../../../ddl/test/sql-parsers.js';
import { athenaScript } from '../merge/athena-steps.js';
import { athenaDayActions, dailyTable, dayAt } from './athena-day.js';

let parsers: AthenaParsers;

beforeAll(async () => {
  parsers = await athenaParsers();
});

const tables = testModel.events.flatMap((family) => tablesOf(testModel, family, 'columnar'));
const time = Date.UTC(2026, 10, 20, 5);

test.each(tables)('what a day of $name needs is statements that parse', (table) => {
  const actions = athenaDayActions(table, [dayAt(time, table)], { run: 'r1', config: testConfig });
  const errors = actions.flatMap((action) => {
    if (action.kind !== 'statement') return [];
    const parser = /^CREATE TABLE /.test(action.sql) ? parsers.trino : parsers.hive;
    return parser.errors(`${action.sql};`);
  });
  expect(errors).toEqual([]);
});

test('the daily table has the hour as a column, and the days as partitions', () => {
  const [table] = tables;
  const daily = table && dailyTable(table);
  expect(daily?.columns.map(({ name }) => name)).toEqual(['hour', ...(table?.columns.map(({ name }) => name) ?? [])]);
  expect(daily?.partitions.map(({ name }) => name)).toEqual(['year', 'month', 'day']);
});

test('the script of a day is as written down', async () => {
  const [table] = tables.filter(({ name }) => name === 'purchase_v1');
  const actions = table ? athenaDayActions(table, [dayAt(time, table)], { run: 'r1', config: testConfig }) : [];
  await expect(athenaScript(actions)).toMatchFileSnapshot(new URL('golden/athena-day.sql', import.meta.url).pathname);
});
