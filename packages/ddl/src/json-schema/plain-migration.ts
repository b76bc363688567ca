import type { Field, LogicalType } from '@sluice/contract';
import type { Dialect } from '../dialect.js';
import { type Evolution, newMajorInstead, type TableChange, tableChanges } from '../evolve.js';
import type { Statement } from '../sql.js';
import type { Column, Table } from '../table.js';
import { isSameType } from '../type-shape.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { longestText } from './wider-type.js';

/** What a table needs to follow from one schema to the next in one warehouse. */
export interface PlainMigration {
  /** The table as it is afterwards: columns appended, none moved or dropped. */
  readonly table: Table;
  /** In the order in which they have to run: those that stand in no transaction first. */
  readonly statements: readonly Statement[];
  /** What the warehouse cannot follow. */
  readonly refused: readonly Extract<Evolution, { kind: 'refused' }>[];
}

/** The migration of a table that stands as `before` to what `after` describes. */
export function plainMigration(before: Table, after: Table, dialect: Dialect, config: WarehouseConfig): PlainMigration {
  const wanted = { ...before, comment: after.comment, columns: grownColumns(before.columns, after.columns) };
  const answers = tableChanges(before, wanted).map((change) => ({ change, answer: dialect.evolve(change, config) }));
  const table = { ...wanted, columns: wanted.columns.flatMap((column) => settled(column, answers) ?? []) };
  const statements = tableChanges(before, table).flatMap((change) => {
    const answer = dialect.evolve(change, config);
    return answer.kind === 'statements' ? answer.statements : [];
  });
  const refused = answers.flatMap(({ answer }) => (answer.kind === 'refused' ? [plainly(answer)] : []));
  return { table, statements: inOrder(statements), refused };
}

/** A plain schema has no contract with renames and major versions: the way round is the same, by hand. */
function plainly(refusal: PlainMigration['refused'][number]): PlainMigration['refused'][number] {
  return refusal.wayRound === newMajorInstead ? { ...refusal, wayRound: newPropertyInstead } : refusal;
}

const newPropertyInstead =
  'Give the property a new name, and keep the old one in the schema: the new one gets a column of its own, and where the new type holds the old values a view of yours can show COALESCE(new, old). Or give the new schema a table of its own (--table).';

/** A document that replaces the whole table comes once. */
function inOrder(statements: readonly Statement[]): Statement[] {
  const once = [...new Map(statements.map((statement) => [statement.sql, statement])).values()];
  return [...once.filter(({ transactional }) => !transactional), ...once.filter(({ transactional }) => transactional)];
}

/** The column as the warehouse will have it: without what it refused; undefined where it refused to add it. */
function settled(
  column: Column,
  answers: readonly { readonly change: TableChange; readonly answer: Evolution }[],
): Column | undefined {
  const about = answers.filter(({ change }) => nameIn(change) === column.name);
  let result: Column | undefined = column;
  for (const { change, answer } of about) {
    if (answer.kind === 'statements' || !result) continue;
    if (change.kind === 'column-added' && answer.kind === 'refused') result = undefined;
    else if (change.kind === 'column-made-nullable' && answer.kind === 'refused')
      result = { ...result, nullable: false };
    else if (
      change.kind === 'column-type-changed' ||
      (change.kind === 'struct-field-added' && answer.kind === 'refused')
    ) {
      result = { ...result, type: change.before.type };
    }
  }
  return result;
}

function nameIn(change: TableChange): string | undefined {
  if (change.kind === 'table-added') return undefined;
  return 'after' in change ? change.after.name : change.column.name;
}

function grownColumns(before: readonly Column[], after: readonly Column[]): Column[] {
  const newer = new Map(after.map((column) => [column.name, column]));
  const known = new Set(before.map(({ name }) => name));
  const kept = before.map((column): Column => {
    const now = newer.get(column.name);
    if (!now) return { ...column, nullable: true };
    return {
      ...now,
      type: grown(column.type, now.type),
      nullable: column.nullable || now.nullable,
      comment: now.comment,
    };
  });
  const added = after.filter(({ name }) => !known.has(name)).map((column) => ({ ...column, nullable: true }));
  return [...kept, ...added];
}

/** The type that a column needs for old and new values: as it is where the new values fit, else the new one. */
function grown(before: LogicalType, after: LogicalType): LogicalType {
  if (isSameType(before, after) || fits(after, before)) return before;
  if (before.kind === 'struct' && after.kind === 'struct')
    return { kind: 'struct', fields: grownFields(before.fields, after.fields) };
  if (before.kind === 'list' && after.kind === 'list')
    return { kind: 'list', element: grown(before.element, after.element) };
  if (before.kind === 'map' && after.kind === 'map') return { kind: 'map', value: grown(before.value, after.value) };
  if (before.kind === 'enum' && after.kind === 'enum') {
    return { kind: 'enum', values: [...new Set([...before.values, ...after.values])] };
  }
  return after;
}

function grownFields(before: readonly Field[], after: readonly Field[]): Field[] {
  const newer = new Map(after.map((field) => [field.column, field]));
  const known = new Set(before.map(({ column }) => column));
  const kept = before.map((field): Field => {
    const now = newer.get(field.column);
    return now ? { ...now, type: grown(field.type, now.type) } : field;
  });
  return [...kept, ...after.filter(({ column }) => !known.has(column))];
}

/** Whether every value of a type can be stored in a column of another one without loss. */
function fits(value: LogicalType, column: LogicalType): boolean {
  if (column.kind === 'json') return true;
  if (column.kind === 'int64') return value.kind === 'int32';
  if (column.kind === 'float64') return value.kind === 'int32';
  if (column.kind === 'decimal') return decimalFits(value, column);
  if (column.kind === 'enum') return value.kind === 'enum' && value.values.every((one) => column.values.includes(one));
  if (column.kind !== 'string' || !['string', 'enum', 'uuid', 'date', 'timestamp'].includes(value.kind)) return false;
  const longest = longestText(value);
  return column.maxLength === undefined || (longest !== undefined && longest <= column.maxLength);
}

function decimalFits(value: LogicalType, column: { readonly precision: number; readonly scale: number }): boolean {
  const room = column.precision - column.scale;
  if (value.kind === 'int32') return room >= 10;
  if (value.kind === 'int64') return room >= 19;
  return value.kind === 'decimal' && value.scale <= column.scale && value.precision - value.scale <= room;
}
