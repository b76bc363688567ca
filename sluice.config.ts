import { defineConfig } from '@sluice/cli';

export default defineConfig({
  lakeUri: 's3://YOUR-BUCKET',
  database: 'shop',
  redshiftSchema: 'shop',
  star: {
    facts: {
      sales: { event: 'checkout_completed', keys: ['product_id', 'checkout_step'], measures: ['amount'] },
      product_views: { event: 'view', keys: ['product_id'], measures: [] },
      banners: { event: 'banner', keys: ['banner_id', 'action'], measures: [] },
    },
    dimensions: {
      product: {
        key: 'product_id',
        attributes: ['category_id', 'category_code', 'brand', 'price'],
        events: ['view', 'cart', 'checkout_completed'],
      },
    },
    dates: { from: '2019-01-01', to: '2035-12-31' },
    revenue: { fact: 'sales', measure: 'amount' },
    sessions: { events: ['pageview', 'search', 'view', 'cart', 'checkout_completed'], gapMinutes: 30 },
    funnel: ['view', 'cart', 'checkout_completed'],
  },
});
