export * from '../dialects/redshift/options.js';
export { type LoadTable, loadTables } from './flattened.js';
export { grantStatements } from './grants.js';
export { type CopySource, jsonPaths, type LoadRequest, loadStatements } from './load.js';
export { externalSchema, lakeSchema, nightlyScript } from './nightly.js';
