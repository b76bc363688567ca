import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractModel, JsonValue } from '@sluice/contract';
import type { StarSpec, ViewOptions } from '@sluice/ddl';
import { type Table, tablesOf } from '@sluice/ddl';
import type { Damage } from '../lake/damage.js';
import { type Engine, startEngine } from '../lake/engine.js';
import { jsonValue } from './json-values.js';
import { allEventsView, eventViews, starQueries, tableViews } from './lake-views.js';
import { tableFiles } from './table-files-fs.js';

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
  /** Damaged files that were met so far. What they held was read from raw files, or the query failed by their name. */
  damage(): readonly Damage[];
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
 * under canonical names, `events` over all, and the views of the project's star. Raw files that no merge has read yet are
 * part of the tables, and so are those of hours whose merged file is damaged.
 */
export async function openLake(request: LakeRequest): Promise<Lake> {
  const temporary = await mkdtemp(join(tmpdir(), 'sluice-query-'));
  const engine = await startEngine();
  const lake = new OpenLake(request, engine, temporary);
  try {
    await lake.makeViews();
  } catch (error) {
    await lake.close();
    throw error;
  }
  return lake;
}

/** Errors that say nothing of files. */
const ofStatement = /^(Parser|Binder|Catalog|Syntax) Error/;

class OpenLake implements Lake {
  readonly #request: LakeRequest;
  readonly #engine: Engine;
  readonly #temporary: string;
  readonly #makeStar: ((sql: string) => Promise<void>) | undefined;
  readonly #damage = new Map<string, Damage>();
  #isThorough = false;

  constructor(request: LakeRequest, engine: Engine, temporary: string) {
    this.#request = request;
    this.#engine = engine;
    this.#temporary = temporary;
    const { star, model } = request;
    this.#makeStar = star && starOnDemand(engine, star, model);
  }

  async makeViews(): Promise<void> {
    const { model, views } = this.#request;
    for (const table of columnarTables(model)) await this.#makeTable(table);
    for (const view of [...eventViews(model, views), allEventsView(model)]) await this.#engine.connection.run(view);
  }

  /** DuckDB looks into the first file of a table: where that fails, every file is looked through, and damaged ones are left out. */
  async #makeTable(table: Table): Promise<void> {
    await this.#createTable(table).catch(async (error: Error) => {
      const found = this.#damage.size;
      await this.#createTable(table, true);
      if (found === this.#damage.size) throw error;
    });
  }

  async #createTable(table: Table, isThorough = this.#isThorough): Promise<void> {
    const { lakeDir } = this.#request;
    const files = await tableFiles({ lakeDir, temporary: this.#temporary, isThorough }, table);
    for (const one of files.damage) this.#damage.set(one.path, one);
    for (const view of tableViews(files)) await this.#engine.connection.run(view);
  }

  async query(sql: string): Promise<QueryResult> {
    await this.#makeStar?.(sql);
    return runQuery(this.#engine, sql).catch((error: Error) => this.#queryAgain(sql, error));
  }

  /** A statement that failed is tried again where a damaged file is found that was not known before. */
  async #queryAgain(sql: string, error: Error): Promise<QueryResult> {
    if (this.#isThorough || ofStatement.test(error.message)) throw error;
    this.#isThorough = true;
    const found = this.#damage.size;
    for (const table of columnarTables(this.#request.model)) await this.#createTable(table);
    if (found === this.#damage.size) throw error;
    return runQuery(this.#engine, sql);
  }

  damage(): readonly Damage[] {
    return [...this.#damage.values()];
  }

  async close(): Promise<void> {
    this.#engine.close();
    await rm(this.#temporary, { recursive: true, force: true });
  }
}

function columnarTables(model: ContractModel): Table[] {
  return model.events.flatMap((family) => tablesOf(model, family, 'columnar'));
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
