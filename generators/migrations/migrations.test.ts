import { everyDialect } from '@sluice/ddl';
import { expect, test } from 'vitest';
import { testConfig } from '../../packages/ddl/test/config.js';
import { testModel } from '../../packages/ddl/test/model.js';
import { migrationsTarget } from './index.js';

const request = { model: testModel, options: testConfig };
const files = migrationsTarget.emit(request);

test('every dialect has a file per version that changes something, and its checksums', () => {
  const names = ['0001_banner_1_0', '0002_banner_1_1', '0003_banner_2_0', '0004_everything_1_0', '0005_purchase_1_0'];
  const all = [...names, '0006_purchase_1_1', '0007_checkout_completed_1_0'].map((name) => `${name}.sql`);
  expect(files.map(({ path }) => path)).toEqual(
    everyDialect
      .filter(({ migrates }) => migrates)
      .flatMap(({ id }) => [...all, 'migrations.sum'].map((name) => `migrations/${id}/${name}`)),
  );
});

test.each(files.filter(({ path }) => path.includes('_1_1.')))('$path is as written down', async ({ path, content }) => {
  await expect(content).toMatchFileSnapshot(new URL(`golden/${path}`, import.meta.url).pathname);
});

test('with what is there already, everything stays as it is', () => {
  expect(migrationsTarget.emit({ ...request, existing: files })).toEqual(files);
});
