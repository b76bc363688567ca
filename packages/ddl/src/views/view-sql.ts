import type { LogicalType } from '@sluice/contract';
import type { Identifier, SqlContext } from '../sql.js';
import { aligned, commaLines } from '../sql.js';
import type { Column, Table } from '../table.js';
import type { View, ViewBranch, ViewRead } from './types.js';
import type { Overlap, OverlapKey } from './view-sources.js';

/** What a dialect tells the view writer. */
export interface ViewFlavour<C extends SqlContext> {
  /** Quotes a name as queries do. */
  quote(name: string): Identifier<C>;
  /** The table's full name in queries. */
  tableName(table: Table): string;
  /** The type as it is written in a CAST. */
  castType(type: LogicalType): string;
  /** A value in a type that can hold it: a wider number, a struct with more keys, at any depth. */
  convert(value: string, from: LogicalType, to: LogicalType): string;
  /** A condition: two values are equal, or both NULL. Engines join by it without comparing every pair. */
  same(a: NullableValue, b: NullableValue): string;
  /** A condition: two timestamps lie at most so many milliseconds apart. */
  within(a: string, b: string, milliseconds: number): string;
  /** Whether the tables have the partition columns, so that the view shows them and partitions prune. */
  readonly showsPartitions: boolean;
}

/** What a join compares: columns of which the first that is not NULL counts. */
export interface NullableValue {
  /** In SQL, one or more. */
  readonly columns: readonly string[];
  readonly type: LogicalType;
}

/** COALESCE where there is more than one value. */
export function coalesced(values: readonly string[]): string {
  return values.length > 1 ? `COALESCE(${values.join(', ')})` : (values[0] ?? 'NULL');
}

/** The view's query: one SELECT per branch, united, with the same columns in the same order. */
export function viewQuery<C extends SqlContext>(view: View, flavour: ViewFlavour<C>): string {
  return view.branches.map((branch) => branchQuery(view, branch, flavour)).join('\nUNION ALL\n');
}

function branchQuery<C extends SqlContext>(view: View, branch: ViewBranch, flavour: ViewFlavour<C>): string {
  const { quote, showsPartitions } = flavour;
  const own = aligned(branch.reads.map((read) => selected(read, flavour)));
  const partitions = showsPartitions ? view.partitions.map(({ name }) => `t.${quote(name)}`) : [];
  const joins = branch.unless.map((overlap, at) => joinOf(overlap, `newer${at + 1}`, flavour));
  const noPartner = branch.unless.map((_, at) => `newer${at + 1}.${quote('event_id')} IS NULL`);
  return [
    'SELECT',
    commaLines([...own, ...partitions]),
    `FROM ${flavour.tableName(branch.table)} AS t`,
    ...joins,
    ...(noPartner.length > 0 ? [`WHERE ${noPartner.join('\n  AND ')}`] : []),
  ].join('\n');
}

function selected<C extends SqlContext>({ column, from }: ViewRead, flavour: ViewFlavour<C>): string[] {
  const name = flavour.quote(column.name);
  if (from.length === 0) return [`CAST(NULL AS ${flavour.castType(column.type)})`, `AS ${name}`];
  const values = from.map(({ column: source, cast }) => {
    const value = `t.${flavour.quote(source.name)}`;
    return cast ? flavour.convert(value, source.type, column.type) : value;
  });
  const value = coalesced(values);
  return value === `t.${name}` ? [value] : [value, `AS ${name}`];
}

/** An anti-join: rows that have a partner under the newer name are left out by the WHERE that follows. */
function joinOf<C extends SqlContext>(overlap: Overlap, alias: string, flavour: ViewFlavour<C>): string {
  const conditions = overlap.keys.map((key) => condition(key, overlap.toleranceMs, alias, flavour));
  return [`LEFT JOIN ${flavour.tableName(overlap.newer)} AS ${alias}`, `  ON ${conditions.join('\n  AND ')}`].join(
    '\n',
  );
}

function condition<C extends SqlContext>(
  key: OverlapKey,
  toleranceMs: number,
  alias: string,
  flavour: ViewFlavour<C>,
): string {
  const newer = compared(alias, key.newer, flavour);
  const older = compared('t', key.older, flavour);
  const [a, b] = [coalesced(newer.columns), coalesced(older.columns)];
  const isNullable = [key.newer, key.older].every((columns) => columns.every(({ nullable }) => nullable));
  if (key.isTime && toleranceMs > 0) {
    const within = flavour.within(a, b, toleranceMs);
    return isNullable ? `(${within} OR (${a} IS NULL AND ${b} IS NULL))` : within;
  }
  return isNullable ? flavour.same(newer, older) : `${a} = ${b}`;
}

function compared<C extends SqlContext>(
  alias: string,
  columns: readonly Column[],
  { quote }: ViewFlavour<C>,
): NullableValue {
  return {
    columns: columns.map(({ name }) => `${alias}.${quote(name)}`),
    type: columns[0]?.type ?? { kind: 'string' },
  };
}
