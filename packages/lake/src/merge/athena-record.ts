import type { WarehouseConfig } from '@sluice/ddl';
import { type Hour, hourPath, parseHour } from '@sluice/disk';
import type { RawFile, ReadFiles } from '../lake/record.js';

/** Where the record of an hour that Athena merged lies. Folders as below `raw/`, so that a day's records have one prefix. */
export function recordUri(hour: Hour, config: WarehouseConfig): string {
  return `${config.lakeUri}/merged/${hourPath(hour)}.json`;
}

/** The record's text: which raw files the run has read at least. Athena may have read one more that came meanwhile. */
export function hourRecordOf(hour: Hour, run: string, rawFiles: readonly RawFile[]): string {
  return JSON.stringify({ hour: hourPath(hour), run, rawFiles });
}

/** Reads a record back. Throws where the text is none. */
export function readHourRecord(text: string): { readonly hour: Hour; readonly record: ReadFiles } {
  const given = JSON.parse(text) as { hour?: unknown; run?: unknown; rawFiles?: unknown } | null;
  const hour = parseHour(String(given?.hour));
  if (!hour || typeof given?.run !== 'string' || !Array.isArray(given.rawFiles) || !given.rawFiles.every(isRawFile))
    throw new Error('The file is no record of a merged hour.');
  return { hour, record: { run: given.run, rawFiles: given.rawFiles } };
}

function isRawFile(file: unknown): file is RawFile {
  const { name, size } = (file ?? {}) as { name?: unknown; size?: unknown };
  return typeof name === 'string' && typeof size === 'number';
}
