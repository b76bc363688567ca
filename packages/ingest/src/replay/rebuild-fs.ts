import { readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { filesBelow, hourMs, writeLines } from '@sluice/disk';
import type { RuntimeContract } from '../codegen1/index.js';
import type { Period } from '../dead-letters/folders.js';
import { splitLoosely } from '../wire/split-pack.js';
import { isObject } from '../wire/wire.js';
import { type ArrivalHour, hourIn, hourMeets, OldRows, type RawFile, recordIdOf } from './rebuild.js';
import { type RebuildCounts, RebuiltHour, sum } from './rebuild-hour.js';

export type { RebuildCounts } from './rebuild-hour.js';

/** What a rebuild of raw rows needs. */
export interface RebuildOptions {
  /** The data folder; the backup is `lake/source/`, the rows are `lake/raw/`. */
  readonly dataDir: string;
  readonly contract: RuntimeContract;
  /** Hours of arrival that are rebuilt, in part or whole (default: all). */
  readonly period?: Period;
  /** Only says what would be done. */
  readonly dryRun?: boolean;
  /** Told after every hour: its start (epoch milliseconds), what was done in it, and the ids of its events (lower case). */
  readonly finished?: (hour: number, counts: RebuildCounts, eventIds: ReadonlySet<string>) => Promise<void> | void;
}

const unpack = promisify(gunzip);

/**
 * Makes the raw rows of a period again from the source backup. Each event keeps its place: a row takes the place of the row with
 * the same event id, and only what has none is added, in an object named like the backup's. Objects are replaced whole and
 * none is removed. So nothing is ever there twice, whenever it is interrupted, and a second run changes nothing. Rows without a
 * source stay as they are.
 */
export async function rebuildRaw(options: RebuildOptions): Promise<RebuildCounts> {
  const { dataDir, period = {} } = options;
  const sources = byHour(await objectsBelow(join(dataDir, 'lake', 'source')));
  const raws = byHour(await objectsBelow(join(dataDir, 'lake', 'raw')));
  let total = sum([]);
  for (const { hour, paths } of sources.values()) {
    if (!hourMeets(hour, period)) continue;
    const rebuilt = await rebuildHour(hour, paths, sources, raws, options);
    if (!options.dryRun) for (const file of rebuilt.toWrite()) await writeLines(file.path, file.lines);
    total = sum([total, rebuilt.counts()]);
    await options.finished?.(hour.at, rebuilt.counts(), rebuilt.eventIds);
  }
  return total;
}

type Hours = ReadonlyMap<number, { readonly hour: ArrivalHour; readonly paths: readonly string[] }>;

async function rebuildHour(
  hour: ArrivalHour,
  paths: readonly string[],
  sources: Hours,
  raws: Hours,
  { dataDir, contract }: RebuildOptions,
): Promise<RebuiltHour> {
  const files: RawFile[] = [];
  const old = new OldRows();
  // Firehose names a source object's hour by its oldest record, a row's by its own: rows may lie in the next hour.
  for (const at of [hour.at, hour.at + hourMs]) {
    for (const path of raws.get(at)?.paths ?? []) files.push(await readRaw(path, hourIn(slashed(path)) ?? hour, old));
  }
  const rebuilt = new RebuiltHour({ contract, hour, rawFolder: join(dataDir, 'lake', 'raw'), files, old });
  for (const path of paths) {
    const first = await countBefore(basename(path), hour.at, sources);
    const events = splitLoosely(await textOf(path));
    for (const [i, text] of events.entries()) rebuilt.take(text, basename(path), recordIdOf(basename(path), first + i));
  }
  rebuilt.finish();
  return rebuilt;
}

/** A segment of the local stream that spans hours has an object of one name in each; record ids count on. */
async function countBefore(name: string, at: number, sources: Hours): Promise<number> {
  const earlier = sources.get(at - hourMs)?.paths.find((path) => basename(path) === name);
  return earlier === undefined ? 0 : splitLoosely(await textOf(earlier)).length;
}

async function readRaw(path: string, hour: ArrivalHour, old: OldRows): Promise<RawFile> {
  const table = /event=[^/]+\/major=[^/]+/.exec(slashed(path))?.[0] ?? '';
  const lines = (await textOf(path)).split('\n').filter((line) => line !== '');
  const file: RawFile = { path, table, hour, lines, added: [], changed: false };
  for (const [line, text] of lines.entries()) {
    const row = parsed(text);
    if (!isObject(row) || typeof row.event_id !== 'string') continue;
    const receivedAt = Date.parse(`${String(row.received_at).replace(' ', 'T')}Z`);
    old.add(row.event_id, { file, line, ...(Number.isFinite(receivedAt) ? { receivedAt } : {}) });
  }
  return file;
}

async function objectsBelow(folder: string): Promise<string[]> {
  return [...(await filesBelow(folder, '.json')), ...(await filesBelow(folder, '.json.gz'))].sort();
}

function byHour(paths: readonly string[]): Hours {
  const hours = new Map<number, { hour: ArrivalHour; paths: string[] }>();
  for (const path of paths) {
    const hour = hourIn(slashed(path));
    if (hour === undefined) continue;
    const known = hours.get(hour.at) ?? { hour, paths: [] };
    known.paths.push(path);
    hours.set(hour.at, known);
  }
  return new Map([...hours].sort(([a], [b]) => a - b));
}

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  return (path.endsWith('.gz') ? await unpack(bytes) : bytes).toString();
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
