import { everyDialect } from '@sluice/ddl';
import { expect, test } from 'vitest';
import { testConfig } from '../../packages/ddl/test/config.js';
import { shopModel } from '../../packages/ddl/test/shop-model.js';
import { starTarget } from './index.js';

const star = {
  facts: { sales: { event: 'checkout_completed', keys: ['product_id'], measures: ['amount'] } },
  dimensions: {},
  dates: { from: '2026-01-01', to: '2026-12-31' },
};

test('a script per engine, and the grants; nothing without a star', () => {
  const files = starTarget.emit({ model: shopModel, options: { ...testConfig, star } });
  expect(files.map(({ path }) => path)).toEqual([
    ...everyDialect.filter(({ queries }) => queries?.time).map(({ id }) => `star/${id}.sql`),
    'star/redshift_grants.sql',
  ]);
  expect(files.at(-1)?.content.split('\n\n').slice(1)).toEqual([
    'GRANT SELECT ON analytics.fact_sales TO ROLE analyst;',
    'GRANT SELECT ON analytics.dim_date TO ROLE analyst;',
    'GRANT SELECT ON analytics.daily_events TO ROLE analyst;',
    'GRANT SELECT ON analytics.fact_sales TO ROLE privacy;',
    'GRANT SELECT ON analytics.dim_date TO ROLE privacy;',
    'GRANT SELECT ON analytics.daily_events TO ROLE privacy;\n',
  ]);
  expect(starTarget.emit({ model: shopModel, options: testConfig })).toEqual([]);
});
