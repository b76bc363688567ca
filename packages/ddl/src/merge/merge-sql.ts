import { fileColumn, fileList, rawRows } from '../lake/read-sql.js';
import { singleQuoted } from '../sql.js';
import type { Table } from '../table.js';

const text = singleQuoted<'duckdb'>;

/** Counts each `event_id` of the hour's raw files into the temporary table `ids` (event_id, copies). */
export function countIds(table: Table, files: readonly string[]): string {
  return `CREATE OR REPLACE TEMP TABLE ids AS
SELECT event_id, count(*) AS copies FROM (${rawRows(table, files)}) GROUP BY event_id`;
}

/** Puts the ids of the hour that merged files of earlier hours already have into the temporary table `earlier`. */
export function findEarlier(files: readonly string[]): string {
  const source =
    files.length > 0
      ? `SELECT event_id FROM ${parquet(files)}`
      : 'SELECT CAST(NULL AS VARCHAR) AS event_id WHERE false';
  return `CREATE OR REPLACE TEMP TABLE earlier AS
SELECT DISTINCT event_id FROM (${source}) SEMI JOIN ids USING (event_id)`;
}

/** What the two tables say: rows read, copies of an id within the hour, ids of earlier hours. */
export const counts = `SELECT
  coalesce(sum(copies), 0)::BIGINT AS rows_in,
  coalesce(sum(copies - 1), 0)::BIGINT AS duplicates_in_hour,
  (SELECT count(*) FROM earlier)::BIGINT AS duplicates_of_earlier
FROM ids`;

/**
 * Writes the hour's rows to one Parquet file, one row per id and none that an earlier hour has. Only ids that come more
 * than once go through the window function; of those the one received first wins.
 */
export function copyRows(table: Table, files: readonly string[], target: string): string {
  const rows = rawRows(table, files, [fileColumn]);
  const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
  return `COPY (
  WITH hour_rows AS NOT MATERIALIZED (${rows}),
  new_rows AS NOT MATERIALIZED (SELECT * FROM hour_rows ANTI JOIN earlier USING (event_id)),
  doubled AS (SELECT event_id FROM ids WHERE copies > 1)
  SELECT ${columns} FROM new_rows ANTI JOIN doubled USING (event_id)
  UNION ALL
  SELECT ${columns} FROM (
    SELECT * FROM new_rows SEMI JOIN doubled USING (event_id)
    QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY received_at, ${fileColumn}, occurred_at, version) = 1
  )
) TO ${text(target)} (FORMAT parquet, COMPRESSION zstd)`;
}

/** The same without duplicates: the files are read once. */
export function copyAllRows(table: Table, files: readonly string[], target: string): string {
  return `COPY (${rawRows(table, files)}) TO ${text(target)} (FORMAT parquet, COMPRESSION zstd)`;
}

/** Which of the later hours' files have an id that this run's file has too. */
export function repeatedIn(runFile: string, laterFiles: readonly string[]): string {
  return `SELECT DISTINCT ${fileColumn} AS file FROM ${parquet(laterFiles)}
SEMI JOIN (SELECT event_id FROM ${parquet([runFile])}) USING (event_id)`;
}

/** Counts the rows of a Parquet file, from its footer. */
export function countParquet(file: string): string {
  return `SELECT count(*)::BIGINT FROM ${parquet([file])}`;
}

function parquet(files: readonly string[]): string {
  return `read_parquet(${fileList(files)}, hive_partitioning = false, filename = ${text(fileColumn)})`;
}
