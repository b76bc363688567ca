export type { Notice, NoticeCode } from './notice.js';
export type { PlainMigration } from './plain-migration.js';
export { plainMigration } from './plain-migration.js';
export type { PlainTable, PlainTableRequest, SchemaSelf } from './plain-table.js';
export { plainTable, selfOf, tableNameOf } from './plain-table.js';
