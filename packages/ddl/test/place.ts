import type { Place } from '../src/index.js';

/** Where the tests' tables lie. */
export const testPlace: Place = { lakeUri: 's3://lake', database: 'shop', redshiftSchema: 'analytics' };
