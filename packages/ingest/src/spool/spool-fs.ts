import { mkdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { enterAsOwner, type Owner } from '../stream/owner-fs.js';
import { type SegmentName, segmentFile } from '../stream/segment.js';
import { removeLeftCursors } from './cursor-fs.js';
import { type FrameBatch, type Loaded, loadSegment, nextBatch, remaining } from './drain-fs.js';
import { quarantine } from './quarantine-fs.js';
import { removeSegment, type Segment } from './segment-fs.js';
import type { Spool, SpoolBatch, SpoolNotice, SpoolOptions, SpoolStats } from './spool.js';
import { SpoolWriter } from './writer-fs.js';

/** Opens a spool and takes over the segments that earlier processes left; reads them once, to count what is in them. */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const owner = await enterAsOwner(options.folder, options.now(), options.randomId());
  const spool = new FolderSpool(options, owner);
  await spool.recover();
  return spool;
}

class FolderSpool implements Spool {
  readonly #folder: string;
  readonly #owner: Owner;
  readonly #writer: SpoolWriter;
  readonly #report: (notice: SpoolNotice) => void;
  readonly #examined = new Set<Segment>();
  #recovering: Promise<number> | undefined;
  #head: Loaded | undefined;
  #batch: FrameBatch | undefined;
  #damagedBytes = 0;
  #recovered = 0;

  constructor(options: SpoolOptions, owner: Owner) {
    this.#folder = options.folder;
    this.#owner = owner;
    this.#writer = new SpoolWriter(options, owner.id);
    this.#report = options.report ?? (() => undefined);
  }

  append: Spool['append'] = (records) => this.#writer.append(records);

  ready: Spool['ready'] = () => this.#writer.ready();

  /** One look at a time: a second one while the first goes on is the same. */
  recover(): Promise<number> {
    this.#recovering ??= this.#takeOver().finally(() => {
      this.#recovering = undefined;
    });
    return this.#recovering;
  }

  async #takeOver(): Promise<number> {
    const before = this.#recovered;
    for (const name of await this.#owner.takeOrphans()) await this.#recoverOne(name);
    await removeLeftCursors(this.#folder);
    return this.#recovered - before;
  }

  /** A segment is counted before it can be drained, so that nobody drains what is being counted. */
  async #recoverOne(name: SegmentName): Promise<void> {
    const path = join(this.#folder, segmentFile(name));
    const segment: Segment = { name, path, bytes: 0, records: 0, oldestAt: undefined };
    try {
      Object.assign(segment, { bytes: (await stat(path)).size });
    } catch (error) {
      return this.#setAside(segment, error);
    }
    const loaded = await this.#load(segment);
    if (loaded === undefined) return;
    const { records, oldestAt } = remaining(loaded);
    if (records === 0) return this.#remove(loaded);
    await loaded.cursor.close();
    Object.assign(segment, { records, oldestAt });
    this.#writer.sealed.push({ segment, ready: Promise.resolve() });
    this.#recovered += records;
    const message = `Segment ${name.segment} was left behind with ${records} records; they are sent now.`;
    this.#report({ code: 'segment-recovered', message });
  }

  async peek(limit: { readonly count: number; readonly bytes: number }): Promise<SpoolBatch | undefined> {
    for (let head = await this.#first(); head !== undefined; head = await this.#first()) {
      this.#batch = nextBatch(head, limit);
      if (this.#batch.count > 0) return this.#batch;
      await this.#remove(head);
    }
    return undefined;
  }

  async drained(batch: SpoolBatch): Promise<void> {
    if (batch !== this.#batch) throw new Error('Only the batch that was peeked last can be taken off.');
    const { from, count } = this.#batch;
    this.#batch = undefined;
    from.next += count;
    const { records, oldestAt } = remaining(from);
    Object.assign(from.segment, { records, oldestAt });
    if (records === 0) await this.#remove(from);
    else await this.#note(from);
  }

  /** A cursor that could not be written costs duplicates after a crash, nothing else. */
  async #note({ frames, next, cursor, segment }: Loaded): Promise<void> {
    try {
      await cursor.moveTo(frames[next - 1]?.end ?? 0);
    } catch (error) {
      this.#report({ code: 'spool-cursor-failed', message: `Segment ${segment.name.segment}: ${String(error)}` });
    }
  }

  /** The oldest segment that has records. Where only the growing one is left, it is sealed. */
  async #first(): Promise<Loaded | undefined> {
    while (this.#head === undefined) {
      if (this.#writer.sealed.length === 0) this.#writer.rotate();
      const sealed = this.#writer.sealed[0];
      if (sealed === undefined) return undefined;
      await sealed.ready;
      if (this.#writer.sealed[0] === sealed) this.#head = await this.#load(sealed.segment);
    }
    return this.#head;
  }

  async #load(segment: Segment): Promise<Loaded | undefined> {
    try {
      const loaded = await loadSegment(this.#folder, segment);
      await this.#examine(loaded);
      return loaded;
    } catch (error) {
      await this.#setAside(segment, error);
      return undefined;
    }
  }

  /** Where damaged bytes cannot be copied now, the whole segment is kept when it is drained. */
  async #examine({ segment, bytes, flaws }: Loaded): Promise<void> {
    if (this.#examined.has(segment)) return;
    try {
      this.#damagedBytes += await quarantine(this.#folder, segment, bytes, flaws, this.#report);
      this.#examined.add(segment);
    } catch (error) {
      this.#report({
        code: 'spool-write-failed',
        message: `${segment.path} is kept when it is sent: ${String(error)}`,
      });
    }
  }

  /** A segment that cannot be read does not stop those behind it; it is kept for a person to look at. */
  async #setAside(segment: Segment, error: unknown): Promise<void> {
    this.#forget(segment);
    const place = await this.#keep(segment);
    const message = `Segment ${segment.name.segment} is kept in ${place} and not sent: ${String(error)}`;
    this.#report({ code: 'spool-read-failed', message });
  }

  async #keep(segment: Segment): Promise<string> {
    const place = join(this.#folder, 'quarantine', basename(segment.path));
    await mkdir(join(this.#folder, 'quarantine'), { recursive: true }).catch(() => undefined);
    await rename(segment.path, place).catch(() => undefined);
    return place;
  }

  async #remove({ cursor, segment }: Loaded): Promise<void> {
    await cursor.close();
    if (!this.#examined.has(segment)) await this.#keep(segment);
    await removeSegment(this.#folder, segment);
    if (this.#head?.segment === segment) this.#head = undefined;
    this.#forget(segment);
  }

  #forget(segment: Segment): void {
    this.#examined.delete(segment);
    const at = this.#writer.sealed.findIndex((one) => one.segment === segment);
    if (at >= 0) this.#writer.sealed.splice(at, 1);
  }

  stats(): SpoolStats {
    const segments = this.#writer.segments();
    const times = segments.flatMap(({ oldestAt }) => oldestAt ?? []);
    const oldestAt = times.length === 0 ? undefined : times.reduce((first, time) => Math.min(first, time));
    return {
      records: segments.reduce((sum, { records }) => sum + records, 0),
      bytes: this.#writer.bytes(),
      maxBytes: this.#writer.maxBytes,
      segments: segments.length,
      ...(oldestAt === undefined ? {} : { oldestAt }),
      damagedBytes: this.#damagedBytes,
      recovered: this.#recovered,
    };
  }

  async close(): Promise<void> {
    await this.#recovering?.catch(() => undefined);
    await this.#writer.close();
    await this.#head?.cursor.close();
    await this.#owner.release();
  }
}
