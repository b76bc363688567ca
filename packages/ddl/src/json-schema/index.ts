export type { PlainMigration } from './evolved.js';
export { plainMigration } from './evolved.js';
export type { Notice, NoticeCode } from './notice.js';
export type { PlainTable, PlainTableRequest, SchemaSelf } from './plain-table.js';
export { plainTable, selfOf, tableNameOf } from './plain-table.js';
