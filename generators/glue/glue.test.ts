import { expect, test } from 'vitest';
import { testConfig } from '../../packages/ddl/test/config.js';
import { goldenFile } from '../../packages/ddl/test/dialect-output.js';
import { testModel } from '../../packages/ddl/test/model.js';
import { glueTarget } from './index.js';

const files = glueTarget.emit({ model: testModel, options: testConfig });

test.each(files)('$path is as written down', async ({ path, content }) => {
  await expect(content).toMatchFileSnapshot(goldenFile('glue', path));
});

test('the same model gives the same files', () => {
  expect(glueTarget.emit({ model: testModel, options: testConfig })).toEqual(files);
});
