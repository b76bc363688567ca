import {
  createTableSql,
  type Dialect,
  defaultSchema,
  migrationSql,
  type Notice,
  parentColumns,
  redshift,
  type SnowplowTable,
  schemaUri,
  scriptStatements,
  selfOf,
  snowplowColumns,
  snowplowMigration,
  snowplowTableName,
  tableNameOf,
  typeText,
} from '@sluice/ddl';
import type { DdlRequest } from './plain.js';
import type { DdlAnswer } from './render.js';

/** The dialect that Snowplow's tables are written in. */
export const snowplowDialect: Dialect = redshift;

/** Tables and migrations by the rules of Snowplow's schema-ddl, so that teams can move the tables that they have. */
export function snowplowDdl(request: DdlRequest): DdlAnswer {
  const before = tableOf(request.schema, request);
  if (!('next' in request)) {
    const text = createTableSql(before.table);
    return {
      ...answerOf(before.table),
      text,
      statements: scriptStatements(text),
      notices: before.notices,
      refused: [],
    };
  }
  const after = tableOf(request.next, request);
  const migration = snowplowMigration(before.table, { ...after.table, name: before.table.name });
  const text = migration.breaking.length > 0 ? '' : migrationSql(migration, before.table);
  return {
    ...answerOf(migration.table),
    text,
    statements: scriptStatements(text),
    notices: after.notices,
    refused: migration.breaking.map((reason) => ({
      reason,
      wayRound: 'The new version needs a table of its own (a recovery table), or a new model version.',
    })),
  };
}

function tableOf(
  schema: unknown,
  { table, fileName }: DdlRequest,
): { table: SnowplowTable; notices: readonly Notice[] } {
  const self = selfOf(schema);
  const { columns, notices } = snowplowColumns(schema);
  const name = table?.name ?? (self ? snowplowTableName(self) : tableNameOf(schema, fileName));
  const space = table && table.space !== '' ? table.space : defaultSchema;
  return { table: { schema: space, name, columns, ...(self && { uri: schemaUri(self) }) }, notices };
}

function answerOf({ columns }: SnowplowTable): Pick<DdlAnswer, 'dialect' | 'columns'> {
  return {
    dialect: snowplowDialect,
    columns: [
      ...parentColumns.map(([name, type]) => ({ name, type, nullable: false })),
      ...columns.map(({ name, type, nullable }) => ({ name, type: typeText(type), nullable })),
    ],
  };
}
