import { expect, test } from 'vitest';
import { testConfig } from '../../packages/ddl/test/config.js';
import { testModel } from '../../packages/ddl/test/model.js';
import { redshiftLoadTarget } from './index.js';

const files = redshiftLoadTarget.emit({ model: testModel, options: testConfig });
const shown = files.filter(({ path }) => !/(banner|everything|checkout)/.test(path));

test('three files for the whole, three for each table', () => {
  expect(files).toHaveLength(3 + 3 * 5);
});

test.each(shown)('$path is as written down', async ({ path, content }) => {
  await expect(content).toMatchFileSnapshot(new URL(`golden/${path}`, import.meta.url).pathname);
});
