import type { ContractModel } from '@sluice/contract';
import type { StarSpec, ViewOptions } from '@sluice/ddl';
import { duckdb, hourPartitions, type Table, tablesOf, viewOf, warehouseIn } from '@sluice/ddl';
import { duckdbQuoted, starContext, viewStatements, viewsOf } from '@sluice/ddl/internal';
import { type Damage, damageText } from '../lake/damage.js';
import { columnarRows, failingRows, noRows, rawRows, type WrittenFiles } from '../lake/read-sql.js';

/** The files that make up one table at this moment. */
export interface TableFiles {
  readonly table: Table;
  /** Files of every hour's current run, by the columns they were written with. */
  readonly merged: readonly WrittenFiles[];
  /** Files of whole days that are read in place of their hours. */
  readonly daily: readonly WrittenFiles[];
  /** Raw files that no current run has read. */
  readonly fresh: readonly string[];
  /** Every raw file. */
  readonly raw: readonly string[];
  /** Damaged files whose rows are nowhere else. */
  readonly lost: readonly Damage[];
  /** Every damaged file. */
  readonly damage: readonly Damage[];
}

const folders = hourPartitions.map(({ name }) => name);
const quote = duckdbQuoted;

/** Two views of one table: `<table>_v<n>` (merged, and what is not merged yet) and `<table>_v<n>_raw`. */
export function tableViews({ table, daily, merged, fresh, raw, lost }: TableFiles): string[] {
  const rows = [
    ...daily.map((files) => columnarRows(table, files, { also: folders, isDaily: true })),
    ...merged.map((files) => columnarRows(table, files, { also: folders })),
    ...(fresh.length > 0 ? [rawRows(table, fresh, { also: folders })] : []),
    ...lost.map((damage) => failingRows(table, damageText(damage), folders)),
  ];
  return [
    createView(table.name, rows, table),
    createView(`${table.name}_raw`, raw.length > 0 ? [rawRows(table, raw, { also: folders })] : [], table),
  ];
}

function createView(name: string, rows: readonly string[], table: Table): string {
  return `CREATE OR REPLACE VIEW ${quote(name)} AS\n${rows.length > 0 ? rows.join('\nUNION ALL\n') : noRows(table, folders)}`;
}

/** DuckDB has neither database nor schema here. */
const here = warehouseIn('', '');

/** The views of every event under its canonical names. */
export function eventViews(model: ContractModel, views?: ViewOptions): string[] {
  const config = { ...here, ...(views && { views }) };
  return model.events.flatMap((family) =>
    viewStatements(duckdb, viewOf(model, family), model, config).map(({ sql }) => sql),
  );
}

/** The views of a star, each after those it reads. */
export function starQueries(star: StarSpec, model: ContractModel): { readonly name: string; readonly sql: string }[] {
  const context = starContext(duckdb, star, model, here);
  if (!context) return [];
  const { language } = context;
  return viewsOf(star, model, context).map(({ name, query }) => ({
    name,
    sql: language.createView(name, query, here).sql,
  }));
}

/** Columns of the view over all events, in order. */
const commonColumns = [
  'event',
  'version',
  'event_id',
  'occurred_at',
  'received_at',
  'user_id',
  'anonymous_id',
  'session_id',
];

/** The view `events`: every row once, under the name it was sent with. Columns that the envelope lacks are left out. */
export function allEventsView(model: ContractModel): string {
  const tables = model.events.flatMap((family) => tablesOf(model, family, 'columnar'));
  const known = commonColumns.filter((name) => tables.every(({ columns }) => columns.some((one) => one.name === name)));
  const columns = [...known, ...folders].map(quote).join(', ');
  const rows = tables.map(({ name }) => `SELECT ${columns} FROM ${quote(name)}`);
  return `CREATE VIEW events AS\n${rows.length > 0 ? rows.join('\nUNION ALL\n') : 'SELECT 1 AS event WHERE false'}`;
}
