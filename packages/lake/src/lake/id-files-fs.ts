import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { IdFiles } from '../merge/merge-sql.js';

/**
 * Where the hashes of a Parquet file's ids lie: beside it, under a name that Athena and Spectrum pass over. DuckDB's hash
 * may be another one in another version, so the version is part of the name.
 */
export function hashFile(parquet: string, version: string): string {
  return join(dirname(parquet), basename(parquet).replace(/^part-(\d+)\.parquet$/, `_ids-$1.${version}.parquet`));
}

/** The Parquet file that a file of hashes, or a Parquet file itself, belongs to. */
export function parquetOf(file: string): string {
  return join(dirname(file), basename(file).replace(/^_ids-(\d+)\..*$/, 'part-$1.parquet'));
}

/** Files to look for ids in: the small files of hashes where they are there, the Parquet files otherwise. */
export async function idFiles(parquetFiles: readonly string[], version: string): Promise<IdFiles> {
  const hashes: string[] = [];
  const parquet: string[] = [];
  for (const file of parquetFiles) {
    const small = hashFile(file, version);
    if (await exists(small)) hashes.push(small);
    else parquet.push(file);
  }
  return { hashes, parquet };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
