export type { SnowplowColumn, SnowplowColumns } from './columns.js';
export { snowplowColumns } from './columns.js';
export type { SnowplowMigration } from './migrate.js';
export { migrationSql, snowplowMigration } from './migrate.js';
export { parentColumns } from './parent-columns.js';
export type { SnowplowTable } from './table.js';
export { createTableSql, defaultSchema, schemaUri, scriptStatements, snowplowTableName } from './table.js';
export type { SnowplowType } from './types.js';
export { snowplowType, typeText } from './types.js';
