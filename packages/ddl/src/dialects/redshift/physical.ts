import { ContractError, type LogicalKind } from '@sluice/contract';
import type { Column, Table } from '../../table.js';
import type { RedshiftOptions, RedshiftTableOptions } from './options.js';
import { takenEncodings } from './types.js';

/** The physical clauses of a table. */
export interface PhysicalDesign {
  /** DISTSTYLE, DISTKEY and SORTKEY, a line each; names are columns of the table. */
  readonly clauses: readonly string[];
  /** The compression that the project chose for a column; undefined where the type decides. */
  encodingOf(column: string): string | undefined;
}

/** Rows that are joined lie on one node: what an event's rows are joined by, best first. */
const joinedBy = ['user_id', 'anonymous_id', 'session_id'];
const idKinds: ReadonlySet<LogicalKind> = new Set(['int32', 'int64', 'string', 'uuid'] as const);
const timeKinds: ReadonlySet<LogicalKind> = new Set(['timestamp'] as const);

/**
 * Distribution by who it was, so that joins and sessions stay on one node; sorted by time, so that a range reads few blocks. A project
 * overrides each of it. Throws a ContractError for columns the table does not have, and for encodings its type does not take.
 */
export function physicalDesign(
  table: Table,
  options: RedshiftOptions | undefined,
  quote: (name: string) => string,
): PhysicalDesign {
  const chosen = options?.tables?.[`${table.view}_v${table.major}`] ?? options?.tables?.[table.event] ?? {};
  checkOptions(table, chosen);
  const has = (name: string, kinds: ReadonlySet<LogicalKind>) =>
    table.columns.some((column) => column.name === name && kinds.has(column.type.kind));
  const distribution = chosen.distribution ?? joinedBy.find((name) => has(name, idKinds)) ?? { style: 'AUTO' };
  const sortKey = chosen.sortKey ?? ['occurred_at'].filter((name) => has(name, timeKinds));
  return {
    clauses: [
      ...(typeof distribution === 'string'
        ? ['DISTSTYLE KEY', `DISTKEY (${quote(distribution)})`]
        : [`DISTSTYLE ${distribution.style}`]),
      ...(sortKey.length > 0 ? [`SORTKEY (${sortKey.map(quote).join(', ')})`] : []),
    ],
    encodingOf: (column) => chosen.encode?.[column],
  };
}

function checkOptions(table: Table, { distribution, sortKey = [], encode = {} }: RedshiftTableOptions): void {
  const named = [...(typeof distribution === 'string' ? [distribution] : []), ...sortKey];
  for (const name of named) {
    const { type } = columnNamed(name, table);
    if (superKinds.has(type.kind)) throw refusal(table, `"${name}" is SUPER, which is no key`, 'Name another column.');
  }
  for (const [name, encoding] of Object.entries(encode)) {
    const takes = takenEncodings[columnNamed(name, table).type.kind];
    if (takes.includes(encoding.toLowerCase())) continue;
    throw refusal(table, `"${name}" does not take ENCODE ${encoding}`, `It takes ${takes.join(', ')}.`);
  }
}

function columnNamed(name: string, table: Table): Column {
  const column = table.columns.find((one) => one.name === name);
  if (column) return column;
  throw refusal(
    table,
    `there is no column "${name}"`,
    `Its columns are ${table.columns.map((one) => one.name).join(', ')}.`,
  );
}

function refusal({ name, event }: Table, what: string, fix: string): ContractError {
  return new ContractError({
    code: 'redshift-option',
    path: `sluice.config.ts: redshift.tables.${event}`,
    message: `In ${name}, ${what}.`,
    fix,
  });
}

const superKinds: ReadonlySet<LogicalKind> = new Set(['struct', 'list', 'map', 'json'] as const);
