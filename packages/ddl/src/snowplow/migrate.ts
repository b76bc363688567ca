import { redshiftLiteral } from '../sql.js';
import type { SnowplowColumn } from './columns.js';
import { quotedColumn, quotedTable, type SnowplowTable, tableComment } from './table.js';
import { encodingOf, type SnowplowType, typeText } from './types.js';

/** What a table needs to follow to the next version of its schema. */
export interface SnowplowMigration {
  /** The table afterwards: new columns last. */
  readonly table: SnowplowTable;
  /** VARCHARs that grow: outside of a transaction, first. */
  readonly longer: readonly SnowplowColumn[];
  /** New columns, always nullable. */
  readonly added: readonly SnowplowColumn[];
  /** Why the table cannot follow: schema-ddl then writes to a recovery table of its own. Empty where it can. */
  readonly breaking: readonly string[];
}

/** Compares two versions; `after.name` is the table that there is. */
export function snowplowMigration(before: SnowplowTable, after: SnowplowTable): SnowplowMigration {
  const [old, now] = [byName(before.columns), byName(after.columns)];
  const kept = after.columns.flatMap((column) => {
    const known = old.get(column.name);
    return known ? [{ known, column }] : [];
  });
  const added = after.columns.filter(({ name }) => !old.has(name)).map((column) => ({ ...column, nullable: true }));
  const longer = kept.filter(({ known, column }) => isLonger(known.type, column.type)).map(({ column }) => column);
  const breaking = [
    ...kept.flatMap(({ known, column }) => problemOf(known, column)),
    ...before.columns.filter(({ name, nullable }) => !nullable && !now.has(name)).map(({ name }) => nullableNow(name)),
  ];
  const types = new Map(longer.map(({ name, type }) => [name, type]));
  const columns = before.columns.map((column) => ({ ...column, type: types.get(column.name) ?? column.type }));
  const table = breaking.length > 0 ? before : { ...after, columns: [...columns, ...added] };
  return { table, longer, added, breaking };
}

function byName(columns: readonly SnowplowColumn[]): ReadonlyMap<string, SnowplowColumn> {
  return new Map(columns.map((column) => [column.name, column]));
}

function nullableNow(name: string): string {
  return `Making required column nullable ${name}`;
}

function problemOf(known: SnowplowColumn, column: SnowplowColumn): string[] {
  if (!known.nullable && column.nullable) return [nullableNow(column.name)];
  if (fits(column.type, known.type) || isLonger(known.type, column.type)) return [];
  return [`Incompatible types in column ${column.name} old ${typeText(known.type)} new ${typeText(column.type)}`];
}

function isLonger(from: SnowplowType, to: SnowplowType): boolean {
  return from.kind === 'varchar' && to.kind === 'varchar' && to.size > from.size;
}

/** Characters that the values of a type need in a VARCHAR. */
const textSizes: { readonly [K in SnowplowType['kind']]?: number } = {
  smallint: 5,
  int: 10,
  bigint: 19,
  date: 10,
  timestamp: 25,
  boolean: 5,
};

const wider: { readonly [K in SnowplowType['kind']]?: readonly SnowplowType['kind'][] } = {
  smallint: ['smallint', 'int', 'bigint', 'double'],
  int: ['int', 'bigint', 'double'],
  bigint: ['bigint', 'double'],
};

/** Whether values of the new type go into the old column, as schema-ddl sees it: then nothing has to change. */
function fits(value: SnowplowType, column: SnowplowType): boolean {
  if (value.kind === 'decimal') return decimalFits(value, column);
  if (value.kind === 'varchar') return column.kind === 'varchar' && column.size >= value.size;
  if (value.kind === 'char') return (column.kind === 'varchar' || column.kind === 'char') && column.size >= value.size;
  const size = textSizes[value.kind];
  if (column.kind === 'varchar') return size !== undefined && column.size >= size;
  if (column.kind === 'decimal') return wider[value.kind] !== undefined && digitsBefore(column) >= (size ?? 0);
  return (wider[value.kind] ?? [value.kind]).includes(column.kind);
}

function digitsBefore({ precision = 18, scale = 0 }: { readonly precision?: number; readonly scale?: number }): number {
  return precision - scale;
}

function decimalFits(value: Extract<SnowplowType, { kind: 'decimal' }>, column: SnowplowType): boolean {
  const { precision = 18, scale = 0 } = value;
  if (column.kind === 'double') return true;
  if (column.kind === 'varchar') return column.size >= precision;
  return column.kind === 'decimal' && (column.precision ?? 18) >= precision && (column.scale ?? 0) >= scale;
}

/** The migration as a script: what to check first, longer VARCHARs, then new columns in one transaction. */
export function migrationSql({ table, longer, added }: SnowplowMigration, from: SnowplowTable): string {
  const name = quotedTable(table);
  const header = [
    '-- WARNING: only apply this file to your database if the following SQL returns the expected:',
    '--',
    `-- SELECT pg_catalog.obj_description(c.oid) FROM pg_catalog.pg_class c WHERE c.relname = ${redshiftLiteral(table.name)};`,
    '--  obj_description',
    '-- -----------------',
    `--  ${from.uri ?? '(none)'}`,
    '--  (1 row)',
    '',
  ];
  const resized = longer.map(
    (column) => `  ALTER TABLE ${name}\n    ALTER COLUMN ${quotedColumn(column.name)} TYPE ${typeText(column.type)};`,
  );
  return [...header, ...resized, '', ...additions(name, added, tableComment(table))].join('\n');
}

function additions(name: string, added: readonly SnowplowColumn[], comment: readonly string[]): string[] {
  if (added.length === 0) return ['-- NO ADDED COLUMNS CAN BE EXPRESSED IN SQL MIGRATION', '', ...comment];
  const columns = added.map(
    ({ name: column, type }) =>
      `  ALTER TABLE ${name}\n    ADD COLUMN ${quotedColumn(column)} ${typeText(type)} ENCODE ${encodingOf(type)};`,
  );
  const described = comment.map((line) => `  ${line}`);
  return ['BEGIN TRANSACTION;', '', ...columns, '', ...described, '', 'END TRANSACTION;'];
}
