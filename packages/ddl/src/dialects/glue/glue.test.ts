import { expect, test } from 'vitest';
import { testConfig } from '../../../test/config.js';
import { testModel } from '../../../test/model.js';
import { tablesOf } from '../../index.js';
import { glue } from './index.js';
import { tableInput } from './statements.js';

const tables = testModel.events.flatMap((family) => glue.tiers.flatMap((tier) => tablesOf(testModel, family, tier)));

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
