import {
  type Dialect,
  plainMigration,
  plainTable,
  type Statement,
  type Table,
  tableNameOf,
  type WarehouseConfig,
  warehouseIn,
} from '@sluice/ddl';
import type { DdlAnswer } from './render.js';

/** One schema, or two for a migration, and the name that was asked for. */
export interface DdlRequest {
  readonly schema: unknown;
  /** The schema as it stands in its file, which gives the table its name. */
  readonly written: unknown;
  readonly next?: unknown;
  readonly fileName: string;
  readonly table?: { readonly space: string; readonly name: string };
}

/** The table of a plain schema, or the migration to the next one, in one dialect. */
export function plainDdl(
  request: DdlRequest,
  dialect: Dialect,
  { lakeUri, flat }: { readonly lakeUri: string; readonly flat: boolean },
): DdlAnswer {
  const config = warehouseIn(request.table?.space ?? '', lakeUri);
  const name = request.table?.name ?? tableNameOf(request.written, request.fileName);
  const { table, notices } = plainTable({ schema: request.schema, name, flat });
  if (!('next' in request)) {
    const statements = dialect.createTable(table, config);
    return { ...answerOf(dialect, table, statements), text: script(statements, dialect), notices, refused: [] };
  }
  const after = plainTable({ schema: request.next, name, before: table, flat });
  return migration(table, after.table, dialect, config, after.notices);
}

function migration(
  before: Table,
  after: Table,
  dialect: Dialect,
  config: WarehouseConfig,
  notices: DdlAnswer['notices'],
): DdlAnswer {
  const { table, statements, refused } = plainMigration(before, after, dialect, config);
  const [outside, inside] = [false, true].map((kind) =>
    statements.filter(({ transactional }) => transactional === kind),
  );
  const parts = [
    ...(outside && outside.length > 0 ? ['-- Outside of a transaction:', script(outside, dialect)] : []),
    ...(inside && inside.length > 0 ? [script(inside, dialect)] : []),
    ...(refused.length > 0
      ? [refused.map(({ reason }) => `-- Not done: ${reason.replace(/\s+/g, ' ')}`).join('\n')]
      : []),
  ];
  const whole = dialect.writes === 'documents' ? script(dialect.createTable(table, config), dialect) : parts.join('\n');
  const text = whole === '' ? '-- The table stays as it is.' : whole;
  return { ...answerOf(dialect, table, statements), text, notices, refused };
}

function script(statements: readonly Statement[], dialect: Dialect): string {
  return statements.map(({ sql }) => (dialect.writes === 'documents' ? sql : `${sql};`)).join('\n');
}

function answerOf(
  dialect: Dialect,
  { columns }: Table,
  statements: readonly Statement[],
): Pick<DdlAnswer, 'dialect' | 'columns' | 'statements'> {
  return {
    dialect,
    statements: statements.map(({ sql }) => sql),
    columns: columns.map(({ name, type, nullable }) => ({ name, type: dialect.columnType(type), nullable })),
  };
}
