import type { EventFamily, LogicalType } from '@sluice/contract';
import type { Column, Table } from './table.js';
import { isSameType } from './type-shape.js';
import type { ViewColumn, ViewRead } from './view.js';

/** A column of the view together with every wire name that may fill it. */
export interface CanonicalColumn {
  readonly column: ViewColumn;
  /** Newest name first. */
  readonly names: readonly string[];
  /** Set where the column exists for one major only, because its type there differs. */
  readonly onlyMajor?: number;
}

/** Wire name → its old names, newest first, followed over every version of these events. */
export type Aliases = (name: string) => readonly string[];

/** Collects the renames of fields over all versions; a name that the newest version uses again is no alias. */
export function aliasesIn(families: readonly EventFamily[]): Aliases {
  const fields = families.flatMap(({ versions }) => versions.flatMap((version) => version.fields));
  const inUse = new Set(families[0]?.versions.at(-1)?.fields.map(({ name }) => name));
  return (name) => {
    const names = [name];
    for (const current of names) {
      const older = fields.filter((field) => field.name === current).flatMap((field) => field.renamedFrom);
      names.push(...new Set(older.filter((alias) => !names.includes(alias) && !inUse.has(alias))));
    }
    return names.slice(1);
  };
}

const textKinds: ReadonlySet<string> = new Set(['string', 'enum', 'uuid']);
const integerKinds: ReadonlySet<string> = new Set(['int32', 'int64']);

/** Whether both types fit one column without loss: the same type, two texts, or two integers. */
export function typesAgree(a: LogicalType, b: LogicalType): boolean {
  const both = (kinds: ReadonlySet<string>) => kinds.has(a.kind) && kinds.has(b.kind);
  return isSameType(a, b) || both(textKinds) || both(integerKinds);
}

/** The view's columns: the newest major's under their newest names, then what only older majors have. `tables`: oldest first. */
export function canonicalColumns(tables: readonly Table[], aliases: Aliases): CanonicalColumn[] {
  const found: CanonicalColumn[] = [];
  for (const table of [...tables].reverse()) {
    for (const column of table.columns) {
      if (isOldName(column, table, aliases) || found.some((one) => fills(one, column))) continue;
      found.push(canonical(column, table, found, aliases));
    }
  }
  return found.map((one) => ({ ...one, column: { ...one.column, type: widest(one, tables) } }));
}

/** Whether another column of the same table is this one under its newer name. */
function isOldName(column: Column, table: Table, aliases: Aliases): boolean {
  return table.columns.some(
    (other) => aliases(other.field.name).includes(column.field.name) && typesAgree(other.type, column.type),
  );
}

function fills({ column, names }: CanonicalColumn, candidate: Column): boolean {
  return names.includes(candidate.field.name) && typesAgree(column.type, candidate.type);
}

function canonical(column: Column, table: Table, found: readonly CanonicalColumn[], aliases: Aliases): CanonicalColumn {
  const { type, comment, field } = column;
  const names = [field.name, ...aliases(field.name)];
  if (!found.some((one) => one.column.name === column.name)) {
    return { column: { name: column.name, type, comment, field }, names };
  }
  return {
    column: { name: `${column.name}_v${table.major}`, type, comment, field },
    names: [field.name],
    onlyMajor: table.major,
  };
}

function widest(one: CanonicalColumn, tables: readonly Table[]): LogicalType {
  if (one.column.type.kind !== 'int32') return one.column.type;
  const wider = tables.flatMap((table) => columnsFor(one, table)).find(({ type }) => type.kind === 'int64');
  return wider?.type ?? one.column.type;
}

/** The table's columns that fill a column of the view, newest name first. */
export function columnsFor(one: CanonicalColumn, table: Table): Column[] {
  if (one.onlyMajor !== undefined && one.onlyMajor !== table.major) return [];
  return one.names.flatMap((name) =>
    table.columns.filter((column) => column.field.name === name && typesAgree(one.column.type, column.type)),
  );
}

/** How one table fills every column of the view. */
export function readsOf(columns: readonly CanonicalColumn[], table: Table): ViewRead[] {
  return columns.map((one) => {
    const from = columnsFor(one, table);
    const cast = from.some(({ type }) => type.kind === 'int32' && one.column.type.kind === 'int64');
    return { column: one.column, from, cast };
  });
}
