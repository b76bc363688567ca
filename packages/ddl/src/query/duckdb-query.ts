import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractModel, JsonValue } from '@sluice/contract';
import { type Day, type DayRecord, dayPath, isDayCurrent } from '../lake/day.js';
import { dayFiles, daysOf } from '../lake/day-files-fs.js';
import { type Engine, startEngine } from '../lake/engine.js';
import { exactCopies } from '../lake/exact-copies.js';
import { needsExactNumbers } from '../lake/exact-numbers.js';
import { hourPath } from '../lake/hour.js';
import { type HourListing, listHours, runFiles } from '../lake/lake-files.js';
import type { WrittenFiles } from '../lake/read-sql.js';
import type { ViewOptions } from '../old-names.js';
import type { StarSpec } from '../star/index.js';
import { type Table, tablesOf } from '../table.js';
import { jsonValue } from './json-values.js';
import { allEventsView, eventViews, starQueries, type TableFiles, tableViews } from './lake-views.js';

/** A query's answer: plain data that JSON can carry without loss. */
export interface QueryResult {
  /** In the order of the SELECT; `type` is DuckDB's name of the type. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** One value per column. Whole numbers beyond 2^53 and decimals are strings, timestamps are text. */
  readonly rows: readonly (readonly JsonValue[])[];
}

/** The lake as tables and views, as it was when it was opened. */
export interface Lake {
  /** Runs one statement. Rejects with DuckDB's message where it is wrong, or where a raw row does not fit its table. */
  query(sql: string): Promise<QueryResult>;
  /** Ends DuckDB and removes temporary files. */
  close(): Promise<void>;
}

/** What is opened. */
export interface LakeRequest {
  /** Folder with `raw/` and `columnar/`; it may be empty or missing. */
  readonly lakeDir: string;
  readonly model: ContractModel;
  /** What the views of events show. */
  readonly views?: ViewOptions;
  /** The star over the views of events, where the project describes one. */
  readonly star?: StarSpec;
}

/**
 * Opens the lake in memory: for every event and major `<table>_v<n>` and `<table>_v<n>_raw`, for every event its view
 * under canonical names, `events` over all, and the views of the project's star. Raw files that no merge has read yet are part of the tables.
 */
export async function openLake({ lakeDir, model, views: options, star }: LakeRequest): Promise<Lake> {
  const temporary = await mkdtemp(join(tmpdir(), 'sluice-query-'));
  const engine = await startEngine();
  const close = async () => {
    engine.close();
    await rm(temporary, { recursive: true, force: true });
  };
  try {
    const tables = model.events.flatMap((family) => tablesOf(model, family, 'columnar'));
    const files = await Promise.all(tables.map((table) => tableFiles(lakeDir, table, temporary)));
    const ofEvents = [...eventViews(model, options), allEventsView(model)];
    const views = [...files.flatMap(tableViews), ...ofEvents];
    for (const view of views) await engine.connection.run(view);
  } catch (error) {
    await close();
    throw error;
  }
  const makeStar = star && starOnDemand(engine, star, model);
  const query = async (sql: string) => {
    await makeStar?.(sql);
    return runQuery(engine, sql);
  };
  return { query, close };
}

/** Statements that list what there is. */
const listing = /\b(show|information_schema|duckdb_\w+|sqlite_master|pg_\w+)\b/i;

/** Makes the views of a star when a statement names one of them: DuckDB looks into the files of all that they read. */
function starOnDemand({ connection }: Engine, star: StarSpec, model: ContractModel): (sql: string) => Promise<void> {
  let left = starQueries(star, model);
  const names = new RegExp(`\\b(${left.map(({ name }) => name).join('|')})\\b`, 'i');
  return async (sql) => {
    if (!names.test(sql) && !listing.test(sql)) return;
    const views = left;
    left = [];
    for (const view of views) await connection.run(view.sql);
  };
}

async function runQuery({ connection }: Engine, sql: string): Promise<QueryResult> {
  const reader = await connection.runAndReadAll(sql);
  const types = reader.columnTypes();
  const columns = reader.columnNames().map((name, at) => ({ name, type: String(types[at]) }));
  const rows = reader.getRowsJson().map((row) => row.map((value, at) => cell(value, types[at])));
  return { columns, rows };
}

function cell(value: Parameters<typeof jsonValue>[0], type: Parameters<typeof jsonValue>[1] | undefined): JsonValue {
  return type ? jsonValue(value, type) : null;
}

/** Reads the folders of one table. `temporary` takes the exact copies of tables that need them. */
async function tableFiles(lakeDir: string, table: Table, temporary: string): Promise<TableFiles> {
  const listings = (await listHours(lakeDir, table)).map(withoutMissingRun);
  const hours = await Promise.all(listings.map((listing) => hourFiles(lakeDir, table, listing, temporary)));
  const days = (await daysOf(lakeDir, listings)).filter(isDayCurrent);
  const compacted = new Set(days.map(({ day }) => dayPath(day)));
  return {
    table,
    daily: byColumns(days.flatMap(({ day, record }) => dayOfRecord(lakeDir, day, record))),
    merged: mergedFiles(
      lakeDir,
      listings.filter(({ hour }) => !compacted.has(dayPath(hour))),
    ),
    fresh: hours.flatMap(({ fresh }) => fresh),
    raw: hours.flatMap(({ raw }) => raw),
  };
}

/**
 * An hour whose run's file is missing, as if it was never merged, since its raw files have every row. Where they are
 * gone too, the record stays: a query then fails by the name of the file, instead of leaving rows out.
 */
function withoutMissingRun(listing: HourListing): HourListing {
  const { hour, raw, record, isRunMissing } = listing;
  const present = new Set(raw.map(({ name }) => name));
  const isRawWhole = record?.rawFiles.every(({ name }) => present.has(name)) === true;
  return isRunMissing && isRawWhole ? { hour, raw } : listing;
}

async function hourFiles(lakeDir: string, table: Table, { hour, raw, record }: HourListing, temporary: string) {
  const read = new Set(record?.rawFiles.map(({ name }) => name));
  const files = raw.map(({ name }) => join(lakeDir, 'raw', hourPath(hour), name));
  const folder = join(temporary, 'raw', hourPath(hour));
  if (needsExactNumbers(table)) await mkdir(folder, { recursive: true });
  const { paths } = await exactCopies(table, files, folder);
  return { raw: paths, fresh: paths.filter((_, at) => !read.has(raw[at]?.name ?? '')) };
}

/** Merged files grouped by the columns they have: a run from before a column was added reads as NULL there. */
function mergedFiles(lakeDir: string, listings: readonly HourListing[]): WrittenFiles[] {
  return byColumns(
    listings.flatMap(({ hour, record }) =>
      record ? [{ columns: record.columns, files: runFiles(lakeDir, hour, record) }] : [],
    ),
  );
}

function dayOfRecord(lakeDir: string, day: Day, record: DayRecord | undefined): WrittenFiles[] {
  return record ? [{ columns: record.columns, files: dayFiles(lakeDir, day, record) }] : [];
}

function byColumns(written: readonly WrittenFiles[]): WrittenFiles[] {
  const groups = new Map<string, { columns: WrittenFiles['columns']; files: string[] }>();
  for (const { columns, files } of written) {
    const key = JSON.stringify(columns);
    const group = groups.get(key) ?? { columns, files: [] };
    group.files.push(...files);
    groups.set(key, group);
  }
  return [...groups.values()];
}
