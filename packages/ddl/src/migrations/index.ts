export * from './apply.js';
export { checksumFile, verified } from './checksums.js';
export type { MigrationConnection } from './connection.js';
export { type Migration, type MigrationFile, parseMigration } from './file.js';
export { type Ledger, ledgerOf } from './ledger.js';
export type { Brought } from './lineage.js';
export { type MigrationRequest, migrationFiles } from './plan.js';
export { printedMigrations } from './print.js';
export type { Step } from './steps.js';
