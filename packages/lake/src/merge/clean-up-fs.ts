import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hourMs, hourStart } from '@sluice/disk';
import { realDisk } from '../lake/disk.js';
import { listHours, removeOtherRuns, removeTemporary, runFolder } from '../lake/lake-files.js';
import type { HourListing } from '../lake/record.js';
import type { Job } from './duckdb-hour.js';

/**
 * Removes what nobody needs any more: runs that were replaced longer than `keepHours` ago, those that an interrupted
 * merge left, its temporary files, and the files of hashes of hours that no look-back reaches. What cannot be removed is tried again by the next merge.
 */
export async function cleanUp({ request, table, lookbackHours, disk = realDisk }: Job): Promise<void> {
  const { lakeDir, now, keepHours = 0 } = request;
  for (const listing of await listHours(lakeDir, table)) {
    const { hour, record } = listing;
    await removeTemporary(lakeDir, hour, disk).catch(() => undefined);
    if (!record || listing.isRunMissing || listing.damage) continue;
    const age = now.getTime() - Date.parse(record.mergedAt);
    if (age >= keepHours * hourMs) await removeOtherRuns(lakeDir, hour, record.run, disk).catch(() => undefined);
    const reach = hourStart(hour) + (2 * lookbackHours + 1) * hourMs;
    if (reach < now.getTime()) await removeHashes(lakeDir, listing, disk.remove).catch(() => undefined);
  }
}

async function removeHashes(
  lakeDir: string,
  { hour, record }: HourListing,
  remove: (path: string) => Promise<void>,
): Promise<void> {
  if (!record) return;
  const folder = runFolder(lakeDir, hour, record.run);
  const names = (await readdir(folder)).filter((name) => name.startsWith('_ids-'));
  await Promise.all(names.map((name) => remove(join(folder, name))));
}
