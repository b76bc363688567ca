import { tableInput, tablesOf } from '@sluice/ddl';
import { resolveConfig } from '@sluice/project';
import { expect, test } from 'vitest';
import { testModel } from '../../ddl/test/model.js';

test('partitions are registered with the reader that the project chose', () => {
  const [table] = testModel.events.flatMap((family) => tablesOf(testModel, family, 'raw'));
  const serde = (config: Parameters<typeof resolveConfig>[0]) =>
    table && tableInput(table, resolveConfig(config)).StorageDescriptor.SerdeInfo.SerializationLibrary;
  expect(serde({})).toBe('org.apache.hive.hcatalog.data.JsonSerDe');
  expect(serde({ athena: { rawSerde: 'openx' } })).toBe('org.openx.data.jsonserde.JsonSerDe');
});
