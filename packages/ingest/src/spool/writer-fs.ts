import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openAppend } from '@sluice/disk';
import { failed, refused, type SendOutcome } from '../sink.js';
import { FRAME_HEADER, frameOf, MAX_RECORD } from './frame.js';
import {
  appendTo,
  beginSegment,
  removeSegment,
  type Segment,
  sealSegment,
  type WritableSegment,
} from './segment-fs.js';
import type { SpoolOptions } from './spool.js';

/** A segment that takes no more records; `ready` resolves when its file is complete. */
export interface Sealed {
  readonly segment: Segment;
  readonly ready: Promise<void>;
}

/** Codes of a disk without space: disk, quota, and the process's own limit of a file's size. */
const NO_SPACE: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Bytes of the write that finds out whether the disk takes records again. */
const LEAST_PROBED = 4_096;
const MOST_PROBED = 1_048_576;

const GIBIBYTE = 1_073_741_824;

/** The side of a spool that takes records: one segment that grows, and the sealed ones, oldest first. */
export class SpoolWriter {
  readonly maxBytes: number;
  /** To be drained in this order. */
  readonly sealed: Sealed[] = [];
  readonly #options: SpoolOptions;
  readonly #owner: string;
  readonly #segmentBytes: number;
  #active: WritableSegment | undefined;
  #begun = 0;
  /** As much as failed last, so that a few free bytes do not count as room. */
  #probeBytes = LEAST_PROBED;
  #state: 'open' | 'failing' | 'closed' = 'open';
  /** Bytes that were taken when a record found no room; infinite where the last ones did. */
  #fullAt = Number.POSITIVE_INFINITY;

  constructor(options: SpoolOptions, owner: string) {
    this.#options = options;
    this.#owner = owner;
    this.maxBytes = options.maxBytes ?? GIBIBYTE;
    this.#segmentBytes = Math.min(options.segmentBytes ?? 8_388_608, Math.ceil(this.maxBytes / 8));
  }

  /** All segments, oldest first. */
  segments(): readonly Segment[] {
    const sealed = this.sealed.map(({ segment }) => segment);
    return this.#active === undefined ? sealed : [...sealed, this.#active];
  }

  /** Bytes on the disk and on their way there. */
  bytes(): number {
    return this.segments().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async append(records: readonly Uint8Array[]): Promise<SendOutcome[]> {
    if (this.#state === 'closed') return records.map(() => failed('SpoolClosed', 'The spool is closed.'));
    const { flaws, fitting } = this.#admit(records);
    if (fitting.length === 0) return flaws as SendOutcome[];
    const outcome = await this.#store(fitting);
    return flaws.map((flaw) => flaw ?? outcome);
  }

  /** What makes a record unfit; a record behind one that found no room finds none either, so that order is kept. */
  #admit(records: readonly Uint8Array[]): { flaws: (SendOutcome | undefined)[]; fitting: Uint8Array[] } {
    const taken = this.bytes();
    let room = this.maxBytes - taken;
    const fitting: Uint8Array[] = [];
    const flaws = records.map((record) => {
      if (record.byteLength > MAX_RECORD) {
        return refused('RecordTooLarge', `The spool takes records of up to ${MAX_RECORD} bytes.`);
      }
      room = room < FRAME_HEADER + record.byteLength ? -1 : room - FRAME_HEADER - record.byteLength;
      if (room < 0)
        return failed('SpoolFull', `The spool has its ${this.maxBytes} bytes; it drains when the sink does.`);
      fitting.push(record);
      return undefined;
    });
    this.#fullAt = room < 0 ? taken : Number.POSITIVE_INFINITY;
    return { flaws, fitting };
  }

  async #store(records: readonly Uint8Array[]): Promise<SendOutcome> {
    const at = this.#options.now();
    const bytes = Buffer.concat(records.map((record) => frameOf(record, at)));
    const segment = this.#current();
    segment.bytes += bytes.byteLength;
    const write = appendTo(segment, bytes);
    if (segment.bytes >= this.#segmentBytes) this.rotate();
    try {
      await write;
    } catch (error) {
      segment.bytes -= bytes.byteLength;
      this.#probeBytes = Math.max(this.#probeBytes, Math.min(bytes.byteLength, MOST_PROBED));
      return this.#failed(segment, error);
    }
    segment.records += records.length;
    segment.oldestAt ??= at;
    if (this.#state === 'failing') this.#recovered();
    return { kind: 'acknowledged', recordId: `spool:${segment.name.segment}` };
  }

  async #failed(segment: WritableSegment, error: unknown): Promise<SendOutcome> {
    const message = error instanceof Error ? error.message : String(error);
    if (this.#state === 'open') this.#failing(message);
    const healthy = await segment.file.then((file) => file.healthy()).catch(() => false);
    if (!healthy && segment === this.#active) this.rotate();
    const code = NO_SPACE.includes((error as NodeJS.ErrnoException).code) ? 'SpoolFull' : 'SpoolFailed';
    return failed(code, message);
  }

  /** Told once, not for every record, until the disk takes some again. */
  #failing(message: string): void {
    this.#state = 'failing';
    this.#options.report?.({
      code: 'spool-write-failed',
      message: `Until the disk takes it again, nothing is acknowledged: ${message}`,
    });
  }

  #recovered(): void {
    this.#state = 'open';
    this.#probeBytes = LEAST_PROBED;
  }

  #current(): WritableSegment {
    this.#active ??= this.#begin();
    return this.#active;
  }

  #begin(): WritableSegment {
    const serial = String(this.#begun++).padStart(10, '0');
    const name = { segment: `${this.#owner}-${serial}`, owner: this.#owner };
    return beginSegment(this.#options.folder, name, this.#options.open);
  }

  /** Seals the segment that grows, if there is one; the next record begins a new one. */
  rotate(): void {
    const segment = this.#active;
    if (segment === undefined) return;
    this.#active = undefined;
    const sealed: Sealed = { segment, ready: this.#seal(segment) };
    this.sealed.push(sealed);
  }

  async #seal(segment: WritableSegment): Promise<void> {
    if ((await sealSegment(segment)) > 0) return;
    await removeSegment(this.#options.folder, segment).catch(() => undefined);
    const at = this.sealed.findIndex((one) => one.segment === segment);
    if (at >= 0) this.sealed.splice(at, 1);
  }

  async ready(): Promise<boolean> {
    if (this.#state === 'failing' && (await this.#tryDisk()) && this.#state === 'failing') this.#recovered();
    return this.#state === 'open' && this.bytes() < Math.min(this.maxBytes, this.#fullAt);
  }

  async #tryDisk(): Promise<boolean> {
    const path = join(this.#options.folder, `${this.#owner}.probe`);
    try {
      const file = await openAppend(path, this.#options.open);
      await file.append(new Uint8Array(this.#probeBytes)).finally(() => file.close());
      return true;
    } catch {
      return false;
    } finally {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    this.#state = 'closed';
    this.rotate();
    await Promise.all(this.sealed.map(({ ready }) => ready));
  }
}
