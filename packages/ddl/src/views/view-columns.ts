import type { Field, LogicalType } from '@sluice/contract';
import { stricter } from '../sensitivity.js';
import type { Column, Table } from '../table.js';
import { type Aliases, canonicalType } from './canonical-type.js';
import { joinedType, needsCast } from './joined-type.js';
import type { ViewColumn, ViewRead } from './types.js';

/** A column of the view together with what fills it. */
export interface CanonicalColumn {
  readonly column: ViewColumn;
  /** Each table's columns that fill it, newest name first; a table that has none is absent. */
  readonly from: ReadonlyMap<Table, readonly Column[]>;
}

/** A column of the view while tables are added to it, each of which may widen its type. */
interface Draft {
  readonly name: string;
  readonly column: Column;
  /** Wire names that fill it, newest first. */
  readonly names: readonly string[];
  type: LogicalType;
  readonly from: Map<Table, Column[]>;
}

/**
 * The view's columns: the newest table's under their newest names, then what only older ones have. Each column of each
 * table fills exactly one of them, so that no value is lost: the first of its name whose type can hold it too.
 * `tables`: those of the event itself by falling major, then those of its old names; `history`: the fields of every version of them.
 */
export function canonicalColumns(
  tables: readonly Table[],
  aliases: Aliases,
  history: readonly Field[][],
): CanonicalColumn[] {
  const drafts: Draft[] = [];
  const nameOf = namesFor(tables, drafts);
  for (const table of tables) {
    for (const column of newestNamesFirst(table, aliases)) {
      const names = [column.field.name, ...aliases(column.field.name)];
      const type = canonicalType(column.type, names, history);
      const found = drafts.find((draft) => draft.names.includes(column.field.name) && joinedType(draft.type, type));
      const draft = found ?? { name: nameOf(column, table), column, names, type, from: new Map() };
      if (!found) drafts.push(draft);
      draft.type = joinedType(draft.type, type) ?? draft.type;
      fill(draft, table, column);
    }
  }
  return drafts.map(({ name, column: { comment, field }, type, from }) => {
    const all = [...from.values()].flat().map((source) => source.field.sensitivity);
    return { column: { name, type, comment, field, sensitivity: all.reduce(stricter) }, from };
  });
}

/** The table's columns in their order, then those that another one replaced by rename. */
function newestNamesFirst({ columns }: Table, aliases: Aliases): Column[] {
  const old = new Set(columns.flatMap(({ field }) => aliases(field.name)));
  const isOld = ({ field }: Column) => old.has(field.name);
  return [...columns.filter((column) => !isOld(column)), ...columns.filter(isOld)];
}

function fill(draft: Draft, table: Table, column: Column): void {
  const place = ({ field }: Column) => draft.names.indexOf(field.name);
  const filling = [...(draft.from.get(table) ?? []), column];
  draft.from.set(
    table,
    filling.sort((a, b) => place(a) - place(b)),
  );
}

/**
 * Names the view's columns: a column's own name where no newer one has it; else with the major behind it, or with the
 * old event's name, which gets its major too where that is taken. A name that is still taken, also by a column of any
 * table, is counted on: `amount_v1_2`.
 */
function namesFor(tables: readonly Table[], drafts: readonly Draft[]): (column: Column, table: Table) => string {
  const own = new Set(tables.flatMap(({ columns }) => columns.map(({ name }) => name)));
  const used = (name: string) => drafts.some((draft) => draft.name === name);
  return ({ name }, { event, major }) => {
    if (!used(name)) return name;
    const ofMajor = event === tables[0]?.event ? `${name}_v${major}` : `${name}_${event}_v${major}`;
    const candidates = event === tables[0]?.event ? [ofMajor] : [`${name}_${event}`, ofMajor];
    const free = (candidate: string) => !own.has(candidate) && !used(candidate);
    const counted = (from: number): string => (free(`${ofMajor}_${from}`) ? `${ofMajor}_${from}` : counted(from + 1));
    return candidates.find(free) ?? counted(2);
  };
}

/** How one table fills every column of the view. */
export function readsOf(columns: readonly CanonicalColumn[], table: Table): ViewRead[] {
  return columns.map(({ column, from }) => ({
    column,
    from: (from.get(table) ?? []).map((source) => ({ column: source, cast: needsCast(source.type, column.type) })),
  }));
}
