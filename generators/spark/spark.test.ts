import { expect, test } from 'vitest';
import { testConfig } from '../../packages/ddl/test/config.js';
import { goldenFile } from '../../packages/ddl/test/dialect-output.js';
import { testModel } from '../../packages/ddl/test/model.js';
import { sparkTarget } from './index.js';

const files = sparkTarget.emit({ model: testModel, options: testConfig });

test.each(files)('$path is as written down', async ({ path, content }) => {
  await expect(content).toMatchFileSnapshot(goldenFile('spark', path));
});

test('the same model gives the same files', () => {
  expect(sparkTarget.emit({ model: testModel, options: testConfig })).toEqual(files);
});
