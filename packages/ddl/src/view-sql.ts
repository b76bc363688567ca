import type { LogicalType } from '@sluice/contract';
import type { Identifier, SqlContext } from './sql.js';
import { aligned, commaLines } from './sql.js';
import type { Column, Table } from './table.js';
import type { View, ViewBranch, ViewRead } from './view.js';
import type { Overlap, OverlapKey } from './view-sources.js';

/** What a dialect tells the view writer. */
export interface ViewFlavour<C extends SqlContext> {
  /** Quotes a name as queries do. */
  quote(name: string): Identifier<C>;
  /** The table's full name in queries. */
  tableName(table: Table): string;
  /** The type as it is written in a CAST. */
  castType(type: LogicalType): string;
  /** A condition: two timestamps lie at most so many milliseconds apart. */
  within(a: string, b: string, milliseconds: number): string;
  /** Whether the tables have the partition columns, so that the view shows them and partitions prune. */
  readonly showsPartitions: boolean;
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

function selected<C extends SqlContext>(read: ViewRead, flavour: ViewFlavour<C>): string[] {
  const name = flavour.quote(read.column.name);
  const value = coalesced('t', read.from, flavour);
  if (value === undefined) return [`CAST(NULL AS ${flavour.castType(read.column.type)})`, `AS ${name}`];
  if (read.cast) return [`CAST(${value} AS ${flavour.castType(read.column.type)})`, `AS ${name}`];
  return value === `t.${name}` ? [value] : [value, `AS ${name}`];
}

function coalesced<C extends SqlContext>(
  alias: string,
  columns: readonly Column[],
  { quote }: ViewFlavour<C>,
): string | undefined {
  const values = columns.map(({ name }) => `${alias}.${quote(name)}`);
  return values.length > 1 ? `COALESCE(${values.join(', ')})` : values[0];
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
  const newer = coalesced(alias, key.newer, flavour) ?? '';
  const older = coalesced('t', key.older, flavour) ?? '';
  return key.isTime && toleranceMs > 0 ? flavour.within(newer, older, toleranceMs) : `${newer} = ${older}`;
}
