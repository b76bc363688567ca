import type { WarehouseConfig } from '@sluice/ddl';
import { hourPath, parseHour } from '@sluice/disk';
import type { ListedHour, RawFile, ReadFiles } from '../lake/record.js';

/** An object as S3 lists it. */
export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * The objects of what `aws s3api list-objects-v2` prints: one answer, or several one after another; an answer without
 * objects has no `Contents`. Throws where the text is something else.
 */
export function objectsOf(text: string): StoredObject[] {
  return documentsIn(text).flatMap((document) => {
    const { Contents = [] } = (JSON.parse(document) ?? {}) as { Contents?: { Key?: unknown; Size?: unknown }[] | null };
    return (Contents ?? []).map(({ Key, Size }) => {
      if (typeof Key !== 'string' || typeof Size !== 'number')
        throw new Error('An object of the listing has no "Key" or no "Size".');
      return { key: Key, size: Size };
    });
  });
}

/** The JSON documents of a text; braces inside strings do not count. */
function documentsIn(text: string): string[] {
  const documents: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}]|[^\s"{}]+/g)) {
    if (depth === 0 && token !== '{' && token !== 'null') throw new Error('The listing is no JSON of list-objects-v2.');
    if (token === '{' && depth++ === 0) start = index;
    if (token === '}' && --depth === 0) documents.push(text.slice(start, index + 1));
  }
  if (depth > 0) throw new Error('The listing ends in the middle.');
  return documents;
}

/**
 * The hours that a listing has raw objects of, by table and time, with what their current run has read. Objects that
 * Athena passes over, whose name begins with `_` or `.` or that are empty, are left out, as is what lies elsewhere.
 */
export function listedHours(
  objects: readonly StoredObject[],
  records: readonly { readonly hour: ListedHour['hour']; readonly record: ReadFiles }[],
  config: WarehouseConfig,
): ListedHour[] {
  const hours = new Map<string, { hour: ListedHour['hour']; raw: RawFile[]; record?: ReadFiles }>();
  for (const { hour, record } of records) hours.set(hourPath(hour), { hour, raw: [], record });
  const root = `${config.lakeUri.replace(/^s3[an]?:\/\/[^/]+\/?/, '')}/raw/`.replace(/^\//, '');
  for (const { key, size } of objects) {
    const at = key.lastIndexOf('/');
    const [folder, name] = [key.slice(0, at), key.slice(at + 1)];
    const hour = key.startsWith(root) ? parseHour(folder) : undefined;
    if (!hour || size === 0 || /^[_.]|^$/.test(name)) continue;
    const known = hours.get(hourPath(hour)) ?? { hour, raw: [] };
    known.raw.push({ name, size });
    hours.set(hourPath(hour), known);
  }
  return [...hours.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { raw, ...hour }]) => ({ ...hour, raw: raw.sort((a, b) => (a.name < b.name ? -1 : 1)) }));
}
