import type { DialectOptions, WarehouseConfig } from '../src/index.js';

/** Where the tests' tables lie. */
export const testConfig: WarehouseConfig = {
  lakeUri: 's3://lake',
  database: 'shop',
  dialects: { athena: {}, duckdb: {}, redshift: { schema: 'analytics' } },
};

/** The same with other options of some dialects. */
export function configWith(
  options: { readonly [D in keyof DialectOptions]?: Partial<DialectOptions[D]> },
): WarehouseConfig {
  const { athena, duckdb, redshift } = testConfig.dialects;
  return {
    ...testConfig,
    dialects: {
      ...testConfig.dialects,
      athena: { ...athena, ...options.athena },
      duckdb: { ...duckdb, ...options.duckdb },
      redshift: { ...redshift, ...options.redshift },
    },
  };
}
