export type { Dialect, EventsTable, Flattening } from './dialect.js';
export { createEventsTable, eventsTable, registersEvents } from './dialects/athena/events-table.js';
export { athena } from './dialects/athena/index.js';
export type { AthenaOptions } from './dialects/athena/options.js';
export { duckdb } from './dialects/duckdb/index.js';
export type { DuckdbOptions } from './dialects/duckdb/options.js';
export { glue } from './dialects/glue/index.js';
export { type GlueColumn, type TableInput, tableInput } from './dialects/glue/statements.js';
export { type DbtAdapter, dbtAdapters, dialectNamed, dialects, everyDialect } from './dialects/index.js';
export type { DialectOptions } from './dialects/options.js';
export { redshift } from './dialects/redshift/index.js';
export type { RedshiftWarehouse } from './dialects/redshift/options.js';
export {
  defaultIamRole,
  type RedshiftGrant,
  type RedshiftOptions,
  type RedshiftTableOptions,
} from './dialects/redshift/options.js';
export { spark } from './dialects/spark/index.js';
export { structType } from './dialects/spark/statements.js';
export type { SparkJsonType, StructTypeField } from './dialects/spark/types.js';
export {
  type Evolution,
  type EvolveMap,
  evolveWith,
  newMajorInstead,
  type TableChange,
  type TableChangeKind,
  type TableChangeOf,
  tableChanges,
} from './evolve.js';
export { flattenedModel, modelIn } from './flatten.js';
export type { Notice, NoticeCode } from './json-schema/notice.js';
export { type PlainMigration, plainMigration } from './json-schema/plain-migration.js';
export {
  type PlainTable,
  type PlainTableRequest,
  plainTable,
  type SchemaSelf,
  selfOf,
  tableNameOf,
} from './json-schema/plain-table.js';
export { limitFindings } from './limits/index.js';
export type { Limit, LimitFinding } from './limits/limit.js';
export { applyMigrations, type MigrationReport } from './migrations/apply.js';
export { verified } from './migrations/checksums.js';
export type { MigrationConnection } from './migrations/connection.js';
export { type StepEffect, stepEffect, type VersionStep } from './migrations/effect.js';
export { type Migration, type MigrationFile, parseMigration } from './migrations/file.js';
export type { Ledger } from './migrations/ledger.js';
export type { Brought } from './migrations/lineage.js';
export type { MigrationStop } from './migrations/migration-stop.js';
export { type PendingReport, pendingMigrations } from './migrations/pending.js';
export { type MigrationRequest, migrationFiles } from './migrations/plan.js';
export { printedMigrations } from './migrations/print.js';
export type { ApplyRequest } from './migrations/request.js';
export type { Step } from './migrations/steps.js';
export type { QueryLanguage } from './query-language.js';
export { type LoadTable, loadTables } from './redshift-load/flattened.js';
export { grantStatements } from './redshift-load/grants.js';
export { type CopySource, jsonPaths, type LoadRequest, loadStatements } from './redshift-load/load.js';
export { externalSchema, nightlyScript } from './redshift-load/nightly.js';
export { strictestIn } from './sensitivity.js';
export { type SnowplowColumn, type SnowplowColumns, snowplowColumns } from './snowplow/columns.js';
export { migrationSql, type SnowplowMigration, snowplowMigration } from './snowplow/migrate.js';
export { parentColumns } from './snowplow/parent-columns.js';
export {
  createTableSql,
  defaultSchema,
  type SnowplowTable,
  schemaUri,
  scriptStatements,
  snowplowTableName,
} from './snowplow/table.js';
export { type SnowplowType, typeText } from './snowplow/types.js';
export type { Identifier, Literal, SqlContext, Statement } from './sql.js';
export { eventScript, sqlHeader } from './sql-file.js';
export { starGrants } from './star/grants.js';
export type { DimensionSpec, FactSpec, StarSpec } from './star/spec.js';
export { starViews } from './star/views.js';
export {
  type Column,
  hourPartitions,
  notNullColumns,
  type PartitionColumn,
  type Table,
  type TableKind,
  type TableRequest,
  tableOf,
  tablesOf,
} from './table.js';
export { isSameType, type StructAddition } from './type-shape.js';
export { exactName } from './views/derived-views.js';
export { eventViews, shownIn } from './views/event-views.js';
export type { ViewOptions } from './views/options.js';
export type { View, ViewBranch, ViewColumn, ViewRead, ViewSourceColumn } from './views/types.js';
export { viewOf } from './views/view.js';
export { type WarehouseConfig, warehouseIn } from './warehouse-config.js';
