import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenFile } from '@sluice/disk';
import type { Spool, SpoolNotice, SpoolOptions } from '../spool/spool.js';
import { openSpool } from '../spool/spool-fs.js';
import { countingIds } from './contract.js';
import { ownFolder } from './folder-fs.js';

/** No limit that a test would reach. */
const ALL = { count: 1_000, bytes: 1e9 };

/** A spool of a test, its folder, and what it told. */
export interface Opened {
  readonly spool: Spool;
  readonly folder: string;
  readonly notices: SpoolNotice[];
}

/** Opens one, by default in a folder of its own. */
export async function opened(options: Partial<SpoolOptions> = {}): Promise<Opened> {
  const folder = options.folder ?? (await ownFolder());
  const notices: SpoolNotice[] = [];
  let at = 1_000;
  const spool = await openSpool({
    now: () => at++,
    randomId: countingIds(),
    report: (notice) => notices.push(notice),
    ...options,
    folder,
  });
  return { spool, folder, notices };
}

/** What a crash leaves: the files without the mark of a living owner. */
export async function afterCrash({ folder }: Opened, options: Partial<SpoolOptions> = {}): Promise<Opened> {
  const left = await ownFolder();
  for (const name of await readdir(folder)) {
    if (/\.(wal|cursor)$/.test(name)) await copyFile(join(folder, name), join(left, name));
  }
  return opened({ ...options, folder: left });
}

/** A record of a text. */
export const record = (text: string | number): Uint8Array => Buffer.from(String(text));
/** The texts of records. */
export const texts = (records: readonly Uint8Array[] = []): string[] =>
  records.map((one) => Buffer.from(one).toString());
/** Outcomes in one word each: the code of failures. */
export const kinds = (outcomes: readonly { kind: string; code?: string }[]): string[] =>
  outcomes.map(({ kind, code }) => code ?? kind);

/** Takes everything off, and returns the texts. */
export async function drainAll(spool: Spool, limit = ALL): Promise<string[]> {
  const found: string[] = [];
  for (let batch = await spool.peek(limit); batch !== undefined; batch = await spool.peek(limit)) {
    found.push(...texts(batch.records));
    await spool.drained(batch);
  }
  return found;
}

/** Names of its segment files. */
export async function segmentsOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.wal')).sort();
}

type Handle = Awaited<ReturnType<OpenFile>>;

/** A file whose syncs, and writes where given, are the test's. */
export function watched(handle: Handle, datasync: () => Promise<void>, write?: Handle['write']): Handle {
  return {
    write: write ?? ((bytes, offset) => handle.write(bytes, offset)),
    datasync,
    truncate: (size) => handle.truncate(size),
    stat: () => handle.stat(),
    close: () => handle.close(),
  };
}
