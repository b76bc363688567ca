/** What the other packages of the workspace need and outsiders do not: it may change with any release. */
export { eventsTableName } from './dialects/athena/events-table.js';
export { hiveName } from './dialects/athena/hive.js';
export { createTable } from './dialects/athena/statements.js';
export { duckdbType } from './dialects/duckdb/types.js';
export { backticked, doubleQuoted, duckdbQuoted, hiveLiteral, singleQuoted } from './sql.js';
export { starContext } from './star/sources.js';
export { viewsOf } from './star/views.js';
export { viewStatements } from './views/event-views.js';
