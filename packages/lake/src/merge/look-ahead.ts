import type { Engine } from '../lake/engine.js';
import { idFiles } from '../lake/id-files-fs.js';
import { fileList } from '../lake/read-sql.js';
import type { RawFile } from '../lake/record.js';
import { fileHashesIn } from './merge-sql.js';

/** From how many rows of the look-back window on an hour's ids are read ahead of its rows. */
const aheadRows = 10_000_000;

/** Ids that are compared at once, so that memory stays flat. */
const bucketRows = 2_000_000;

/** An hour whose ids are compared with the look-back window before its rows are read. */
export interface AheadJob {
  readonly engine: Engine;
  readonly version: string;
  /** Paths of the hour's raw files. */
  readonly rawFiles: readonly string[];
  /** Parquet files of the look-back window. */
  readonly earlierFiles: readonly string[];
}

/**
 * Makes the table `met_before`, the hashes that the hour and the window share and of which file. An hour of several slices
 * reads a large window once instead of once a slice; reading the ids alone costs a third of reading the rows. False where
 * a raw file cannot be read: whoever reads its rows says why.
 */
export async function findMetBefore({ engine, version, rawFiles, earlierFiles }: AheadJob): Promise<boolean> {
  const run = (sql: string) => engine.connection.run(sql);
  const read = await run(
    `CREATE OR REPLACE TEMP TABLE ahead AS SELECT hash(json->>'event_id') AS _hash
FROM read_json_objects(${fileList(rawFiles)}, format = 'newline_delimited', hive_partitioning = false)`,
  ).catch(() => undefined);
  if (!read) return false;
  const hashes = fileHashesIn(await idFiles(earlierFiles, version));
  const [[rows] = []] = (await engine.connection.runAndReadAll('SELECT count(*)::BIGINT FROM ahead')).getRowsJson();
  const buckets = Math.max(1, Math.ceil(Number(rows) / bucketRows));
  await run('CREATE OR REPLACE TEMP TABLE met_before (_hash UBIGINT, file UBIGINT)');
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const own = `_hash % ${buckets} = ${bucket}`;
    await run(`INSERT INTO met_before SELECT * FROM (${hashes})
SEMI JOIN (SELECT _hash FROM ahead WHERE ${own}) USING (_hash)`);
  }
  await run('DROP TABLE ahead');
  return true;
}

/** Whether reading ahead is worth its cost: with one slice the window is read once anyway. */
export function isWorthwhile(
  slices: readonly (readonly RawFile[])[],
  windowRows: number,
  fromRows: number = aheadRows,
): boolean {
  return slices.length > 1 && windowRows >= fromRows;
}
