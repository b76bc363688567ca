import { defineConfig } from '@sluice/cli';

export default defineConfig({
  lakeUri: 's3://YOUR-BUCKET',
  database: 'shop',
  redshiftSchema: 'shop',
});
