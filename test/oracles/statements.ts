import type { ContractModel } from '@sluice/contract';
import {
  createTableSql,
  type Dialect,
  everyDialect,
  migrationSql,
  plainMigration,
  plainTable,
  type SnowplowTable,
  schemaUri,
  scriptStatements,
  selfOf,
  snowplowColumns,
  snowplowMigration,
  snowplowTableName,
  tableNameOf,
  tablesOf,
  viewOf,
  type WarehouseConfig,
  warehouseIn,
} from '@sluice/ddl';
import { type PublicSchema, publicSchemas, successivePairs } from './public-schemas.js';

/** One statement that a dialect made, and what it was made from. */
export interface TestedStatement {
  readonly dialect: string;
  /** What it does: oracles differ for tables and views. */
  readonly kind: 'table' | 'view' | 'change';
  readonly name: string;
  /** Without a semicolon. */
  readonly sql: string;
}

/** Where the statements' tables lie: no schema, so that they run anywhere. */
export const testedConfig: WarehouseConfig = warehouseIn('', 's3://lake');

/** A schema that late-binding views can name. */
const namedConfig: WarehouseConfig = warehouseIn('shop', 's3://lake');

/** Everything that all dialects write for a contract. */
export function contractStatements(model: ContractModel): TestedStatement[] {
  return everyDialect.flatMap((dialect) =>
    model.events.flatMap((family) => {
      const tables = dialect.tiers.flatMap((tier) => tablesOf(model, family, tier));
      const view = dialect.createView(viewOf(model, family), namedConfig);
      return [
        ...tables.flatMap((table) => made(dialect, table.name, dialect.createTable(table, namedConfig), 'table')),
        ...(view ? made(dialect, `view ${family.name}`, [view], 'view') : []),
      ];
    }),
  );
}

function made(
  dialect: Dialect,
  name: string,
  statements: readonly { readonly sql: string }[],
  kind: TestedStatement['kind'],
) {
  return statements.map(
    ({ sql }, at): TestedStatement => ({
      dialect: dialect.id,
      kind: at > 0 ? 'change' : kind,
      name: `${dialect.id} ${name}`,
      sql,
    }),
  );
}

/** The table of every public schema in every dialect. */
export function publicTables(schemas: readonly PublicSchema[] = publicSchemas()): TestedStatement[] {
  return schemas.flatMap(({ file, schema }) => {
    const { table } = plainTable({ schema, name: tableNameOf(schema, file) });
    return everyDialect.flatMap((dialect) => made(dialect, file, dialect.createTable(table, testedConfig), 'table'));
  });
}

/** The migration of every two versions that follow each other, in every dialect. */
export function publicMigrations(schemas: readonly PublicSchema[] = publicSchemas()): TestedStatement[] {
  return successivePairs(schemas).flatMap(([before, after]) => {
    const name = tableNameOf(before.schema, before.file);
    const old = plainTable({ schema: before.schema, name }).table;
    const now = plainTable({ schema: after.schema, name, before: old }).table;
    return everyDialect.flatMap((dialect) => {
      const kind = dialect.writes === 'documents' ? 'table' : 'change';
      return made(dialect, after.file, plainMigration(old, now, dialect, testedConfig).statements, kind);
    });
  });
}

/** The table of a self-describing schema by the rules of schema-ddl. */
export function snowplowTableOf({ schema }: PublicSchema): SnowplowTable {
  const self = selfOf(schema);
  if (!self) throw new Error('not self-describing');
  return {
    schema: 'atomic',
    name: snowplowTableName(self),
    columns: snowplowColumns(schema).columns,
    uri: schemaUri(self),
  };
}

/** The tables and migrations of the public schemas by the rules of schema-ddl, statement by statement. */
export function snowplowStatements(schemas: readonly PublicSchema[] = publicSchemas()): TestedStatement[] {
  const statements = (name: string, script: string) =>
    scriptStatements(script).map(
      (sql): TestedStatement => ({ dialect: 'redshift', kind: 'change', name: `snowplow ${name}`, sql }),
    );
  return [
    ...schemas.flatMap((one) => statements(one.file, createTableSql(snowplowTableOf(one)))),
    ...successivePairs(schemas).flatMap(([before, after]) => {
      const old = snowplowTableOf(before);
      const migration = snowplowMigration(old, snowplowTableOf(after));
      return migration.breaking.length > 0 ? [] : statements(after.file, migrationSql(migration, old));
    }),
  ];
}
