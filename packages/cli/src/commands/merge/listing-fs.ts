import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ListedHour, readHourRecord } from '@sluice/lake';
import type { Project } from '@sluice/project';
import { UsageError } from '@sluice/project';

type HourOfRecord = ReturnType<typeof readHourRecord>;

/** The records of merged hours below a folder; none where it is not there. Throws a UsageError for what is no record. */
export async function readRecords(folder: string): Promise<HourOfRecord[]> {
  const { readHourRecord } = await import('@sluice/lake');
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(`--records ${folder} cannot be read: ${error.message}. Give the folder of the records.`);
  });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      const text = await readFile(file, 'utf8');
      return refusing(() => readHourRecord(text), `${file} is no record of a merged hour`, 'Fetch it again.');
    }),
  );
}

/** The hours of a listing, as `aws s3api list-objects-v2` prints it. Throws a UsageError for anything else. */
export async function readListing(
  file: string,
  records: readonly HourOfRecord[],
  { config }: Project,
): Promise<ListedHour[]> {
  const { listedHours, objectsOf } = await import('@sluice/lake');
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UsageError(`--listing ${file} cannot be read: ${error.message}.`);
  });
  const fix = 'Give what "aws s3api list-objects-v2 --output json" prints.';
  const objects = refusing(() => objectsOf(text), `--listing ${file} cannot be read`, fix);
  if (objects.length > 0 && listedHours(objects, [], config).length === 0)
    throw new UsageError(
      `No object of --listing ${file} is a raw file below ${config.lakeUri}/raw/. Check "lakeUri" in the configuration.`,
    );
  return listedHours(objects, records, config);
}

function refusing<T>(read: () => T, what: string, fix: string): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`${what}: ${(error as Error).message} ${fix}`);
  }
}
