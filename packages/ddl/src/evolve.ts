import type { Statement } from './sql.js';
import type { Column, Table } from './table.js';
import { isSameType, nestedAdditions, type StructAddition } from './type-shape.js';

/** One difference between two states of a table. Each carries the whole table as it becomes. */
export type TableChange =
  | { readonly kind: 'table-added'; readonly table: Table }
  | { readonly kind: 'column-added'; readonly table: Table; readonly column: Column }
  | { readonly kind: 'column-removed'; readonly table: Table; readonly column: Column }
  | {
      readonly kind: 'struct-field-added';
      readonly table: Table;
      readonly before: Column;
      readonly after: Column;
      /** Each new key below the column, outermost first: `['context', 'app_build']`. */
      readonly added: readonly StructAddition[];
    }
  | { readonly kind: 'column-type-changed'; readonly table: Table; readonly before: Column; readonly after: Column }
  /** What was required is so no more: NULL has to be let in. Those of events never are: only what is always there is NOT NULL. */
  | { readonly kind: 'column-made-nullable'; readonly table: Table; readonly before: Column; readonly after: Column }
  | { readonly kind: 'column-comment-changed'; readonly table: Table; readonly before: Column; readonly after: Column };

/** The name of a table change. */
export type TableChangeKind = TableChange['kind'];

/** The member of {@link TableChange} with this kind. */
export type TableChangeOf<K extends TableChangeKind> = Extract<TableChange, { kind: K }>;

/** What a warehouse does about a change: nothing, statements, or a refusal with the way round. */
export type Evolution =
  | { readonly kind: 'nothing'; readonly why: string }
  | {
      readonly kind: 'statements';
      readonly effect: 'create-table' | 'add-column' | 'widen' | 'describe';
      readonly statements: readonly Statement[];
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly wayRound: string };

/** A dialect's answer to every kind of change; the compiler names the one that is missing. */
export type EvolveMap<Where> = {
  readonly [K in TableChangeKind]: (change: TableChangeOf<K>, where: Where) => Evolution;
};

/** Looks the change's kind up in a dialect's map. */
export function evolveWith<Where>(map: EvolveMap<Where>, change: TableChange, where: Where): Evolution {
  const handle = map[change.kind] as (change: TableChange, where: Where) => Evolution;
  return handle(change, where);
}

/** The way round that every column has: a new one under a new name. What the view makes of the two depends on their types. */
const newColumnInstead =
  'Give the field a new name and the new type, with the old name in renamedFrom: it gets a column of its own. Where both hold integers, decimals or texts the view shows the two as one, under the new name (with views.oldNames under the old one, too); else side by side. Before the migration runs, move the queries that name the old column.';

/** The ways round when a column cannot change in place: a new column, or a new table. */
export const newMajorInstead = `${newColumnInstead} Or publish a new major version: it gets a table of its own, and where types differ the view over the majors shows the older values apart, as <column>_v<major>.`;

/** Every difference between two states of one table, in column order; `undefined` before means that there is no table yet. */
export function tableChanges(before: Table | undefined, after: Table): TableChange[] {
  if (before === undefined) return [{ kind: 'table-added', table: after }];
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const kept = new Set(after.columns.map(({ name }) => name));
  const changes = after.columns.flatMap((column): TableChange[] => {
    const known = old.get(column.name);
    return known ? columnChanges(after, known, column) : [{ kind: 'column-added', table: after, column }];
  });
  const removed = before.columns.filter(({ name }) => !kept.has(name));
  return [...changes, ...removed.map((column): TableChange => ({ kind: 'column-removed', table: after, column }))];
}

function columnChanges(table: Table, before: Column, after: Column): TableChange[] {
  const rest: TableChange[] = [];
  if (!before.nullable && after.nullable) rest.push({ kind: 'column-made-nullable', table, before, after });
  if (before.comment !== after.comment) rest.push({ kind: 'column-comment-changed', table, before, after });
  if (isSameType(before.type, after.type)) return rest;
  const added = nestedAdditions(before.type, after.type);
  return added
    ? [{ kind: 'struct-field-added', table, before, after, added }, ...rest]
    : [{ kind: 'column-type-changed', table, before, after }, ...rest];
}
