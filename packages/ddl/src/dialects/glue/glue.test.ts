import { expect, test } from 'vitest';
import { changeCases } from '../../../test/changes.js';
import { testConfig } from '../../../test/config.js';
import { evolutionsAsText } from '../../../test/dialect-output.js';
import { testModel } from '../../../test/model.js';
import { tablesOf } from '../../index.js';
import { glue } from './index.js';
import { tableInput } from './statements.js';

const golden = new URL('golden/', import.meta.url).pathname;
const tables = testModel.events.flatMap((family) => glue.tiers.flatMap((tier) => tablesOf(testModel, family, tier)));

test.each(tables.filter(({ event }) => event === 'everything'))('$name is as written down', async (table) => {
  const content = glue.createTable(table, testConfig).map(({ sql }) => `${sql}\n`);
  await expect(content.join('')).toMatchFileSnapshot(`${golden}${table.name}.json`);
});

test('every change of a table is answered as written down', async () => {
  await expect(evolutionsAsText(glue, changeCases)).toMatchFileSnapshot(`${golden}evolve.txt`);
});

test.each(tables)('$name keeps to the limits of the API', (table) => {
  const { StorageDescriptor, PartitionKeys, TableType, Name, Description } = tableInput(table, testConfig);
  const columns = [...StorageDescriptor.Columns, ...PartitionKeys];
  expect({
    type: TableType,
    lowerCase: [Name, ...columns.map((column) => column.Name)].every((name) => name === name.toLowerCase()),
    comments: columns.every(({ Comment }) => /^[^\r\n]{1,255}$/.test(Comment)),
    description: Description.length <= 2048,
    unique: new Set(columns.map((column) => column.Name)).size === columns.length,
    location: /^s3:\/\/lake\/(raw|columnar)\/event=\w+\/major=\d+\/$/.test(StorageDescriptor.Location),
  }).toEqual({
    type: 'EXTERNAL_TABLE',
    lowerCase: true,
    comments: true,
    description: true,
    unique: true,
    location: true,
  });
});
