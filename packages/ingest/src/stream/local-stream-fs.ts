import { join } from 'node:path';
import { type AppendFile, makeOwnFolder, OWN_NAMES, openAppend } from '@sluice/disk';
import { failed, type SendOutcome } from '../sink.js';
import { brokenRules } from './broken-rules.js';
import { type DeliverDeps, deliverSegment } from './deliver-fs.js';
import { callFlaw, cutRuns, PUT_LIMITS, recordFlaw, SAFE_CALL_BYTES } from './limits.js';
import type { LocalStream, LocalStreamOptions, LocalStreamSettings, LocalStreamStats } from './local-stream.js';
import { enterAsOwner, type Owner } from './owner-fs.js';
import { DEFAULT_PREFIXES } from './prefix.js';
import { type SegmentName, segmentFile, walLine } from './segment.js';
import { settingsFlaw } from './settings.js';

interface Segment {
  readonly name: SegmentName;
  readonly file: Promise<AppendFile>;
  readonly writes: Set<Promise<unknown>>;
  readonly timer: NodeJS.Timeout;
  serial: number;
  bytes: number;
}

const DEFAULTS = {
  stream: 'events',
  retries: 3,
  timeoutMs: 300_000,
  lambdaBufferBytes: 1_048_576,
  deaggregate: false,
  activePartitions: 500,
  prefixes: DEFAULT_PREFIXES,
  report: () => undefined,
};

/** Opens the stream of a data folder and takes over what earlier processes left undelivered. Rejects settings that Firehose would refuse. */
export async function openLocalStream(options: LocalStreamOptions): Promise<LocalStream> {
  const flaw = settingsFlaw(depsOf(options));
  if (flaw !== undefined) throw new Error(flaw);
  const walDir = join(options.dataDir, 'stream');
  // A lake that cannot be written now is a matter of the delivery, which tries again.
  await makeOwnFolder(join(options.dataDir, 'lake'), OWN_NAMES.lake).catch(() => undefined);
  const owner = await enterAsOwner(walDir, options.now(), options.randomId());
  const stream = new FolderStream(options, walDir, owner);
  await stream.recover();
  return stream;
}

function depsOf(options: LocalStreamOptions): Omit<DeliverDeps, 'walDir'> {
  return {
    ...DEFAULTS,
    ...options,
    lakeDir: join(options.dataDir, 'lake'),
  };
}

class FolderStream implements LocalStream {
  readonly settings: LocalStreamSettings;
  readonly #options: LocalStreamOptions;
  readonly #deps: DeliverDeps;
  readonly #owner: Owner;
  readonly #counts = { acknowledged: 0, recovered: 0, ok: 0, dropped: 0, failed: 0, violations: 0 };
  readonly #closed: SegmentName[] = [];
  readonly #broken = brokenRules();
  #segment: Segment | undefined;
  #segments = 0;
  #closing = Promise.resolve();
  #delivering: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #recovering = Promise.resolve();
  #state: 'open' | 'failing' | 'closed' = 'open';

  constructor(options: LocalStreamOptions, walDir: string, owner: Owner) {
    this.#options = options;
    this.#owner = owner;
    this.#deps = { ...depsOf(options), walDir };
    const { stream, prefixes, deaggregate, lambdaBufferBytes, retries } = this.#deps;
    this.settings = { stream, prefixes, deaggregate, lambdaBufferBytes, retries };
  }

  /** Looks for segments of processes that have ended: now, and every few seconds, because some end after this one starts. */
  async recover(): Promise<void> {
    await this.#takeOver();
    const { recoverMs = 5_000 } = this.#options;
    this.#looking = setInterval(() => {
      this.#recovering = this.#recovering.then(() => this.#takeOver()).catch((error) => this.#notRecovered(error));
    }, recoverMs).unref();
  }

  #notRecovered(error: unknown): void {
    this.#deps.report({
      code: 'recovery-failed',
      message: `Segments left behind are looked for again: ${String(error)}`,
    });
  }

  async #takeOver(): Promise<void> {
    for (const name of await this.#owner.takeOrphans()) {
      this.#counts.recovered++;
      this.#deps.report({
        code: 'segment-recovered',
        message: `Segment ${name.segment} was left behind; delivering it.`,
      });
      this.#closed.push(name);
    }
    if (this.#closed.length > 0) void this.#deliver();
  }

  async send(records: readonly Uint8Array[]): Promise<readonly SendOutcome[]> {
    const limit = { count: PUT_LIMITS.records, bytes: SAFE_CALL_BYTES };
    const calls = cutRuns(records, ({ byteLength }) => Math.min(byteLength, PUT_LIMITS.recordBytes), limit);
    return (await Promise.all(calls.map((call) => this.#put(call)))).flat();
  }

  async putRecordBatch(records: readonly Uint8Array[]): Promise<readonly SendOutcome[]> {
    const flaw = callFlaw(records);
    if (flaw !== undefined) throw Object.assign(new Error(`${flaw.code}: ${flaw.message}`), { code: flaw.code });
    return this.#put(records);
  }

  async ready(): Promise<boolean> {
    if (this.#state !== 'failing') return this.#state === 'open';
    const segment = this.#current();
    return segment.file.then(
      () => true,
      () => this.#giveUp(segment),
    );
  }

  async flush(): Promise<void> {
    this.#rotate();
    await this.#closing;
    await this.#delivering;
    await this.#deliver();
    if (this.#closed.length > 0)
      throw new Error(`${this.#closed.length} segments could not be delivered; they are kept.`);
    this.#broken.tell();
  }

  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    clearInterval(this.#looking);
    await this.#recovering;
    try {
      await this.flush();
    } finally {
      clearTimeout(this.#retry);
      await this.#owner.release();
    }
  }

  stats(): LocalStreamStats {
    return { ...this.#counts };
  }

  async #put(records: readonly Uint8Array[]): Promise<SendOutcome[]> {
    if (this.#state === 'closed')
      return records.map(() => failed('ServiceUnavailableException', 'The stream is closed.'));
    const segment = this.#current();
    const arrivedAt = this.#deps.now();
    const flaws = records.map(recordFlaw);
    const ids = records.map((_, i) => (flaws[i] === undefined ? `${segment.name.segment}-${segment.serial++}` : ''));
    const lines = records.map((record, i) => {
      const data = Buffer.from(record.buffer, record.byteOffset, record.byteLength).toString('base64');
      return flaws[i] === undefined ? walLine({ recordId: ids[i] ?? '', arrivedAt, data }) : '';
    });
    const error = await this.#append(segment, Buffer.from(lines.join('')));
    const outcomes = records.map(
      (_, i): SendOutcome => flaws[i] ?? error ?? { kind: 'acknowledged', recordId: ids[i] ?? '' },
    );
    this.#counts.acknowledged += outcomes.filter(({ kind }) => kind === 'acknowledged').length;
    return outcomes;
  }

  /** The current segment; taking it and adding a write to it happen in one turn, so that it cannot close in between. */
  #current(): Segment {
    this.#segment ??= this.#begin();
    return this.#segment;
  }

  #begin(): Segment {
    const name = { segment: `${this.#owner.id}-${this.#segments++}`, owner: this.#owner.id };
    const file = openAppend(join(this.#deps.walDir, segmentFile(name)));
    file.catch(() => undefined);
    const timer = setTimeout(() => this.#rotate(), this.#options.bufferMs ?? 1_000);
    return { name, file, writes: new Set(), timer, serial: 0, bytes: 0 };
  }

  async #append(segment: Segment, bytes: Uint8Array): Promise<SendOutcome | undefined> {
    if (bytes.byteLength === 0) return undefined;
    segment.bytes += bytes.byteLength;
    const write = segment.file.then((file) => file.append(bytes));
    segment.writes.add(write);
    if (segment.bytes >= (this.#options.bufferBytes ?? 5_000_000)) this.#rotate();
    try {
      await write;
      if (this.#state === 'failing') this.#state = 'open';
      return undefined;
    } catch (error) {
      if (this.#state === 'open') this.#state = 'failing';
      this.#giveUp(segment);
      return failed('ServiceUnavailableException', error instanceof Error ? error.message : String(error));
    } finally {
      segment.writes.delete(write);
    }
  }

  /** The next record gets a new segment. */
  #giveUp(segment: Segment): false {
    if (this.#segment === segment) this.#rotate();
    return false;
  }

  #rotate(): void {
    const segment = this.#segment;
    if (segment === undefined) return;
    this.#segment = undefined;
    clearTimeout(segment.timer);
    this.#closing = this.#closing.then(() => this.#finish(segment));
  }

  async #finish(segment: Segment): Promise<void> {
    await Promise.allSettled([...segment.writes]);
    const opened = await segment.file.then(
      (file) => file.close().then(() => true),
      () => false,
    );
    if (!opened) return;
    this.#closed.push(segment.name);
    void this.#deliver();
  }

  #deliver(): Promise<void> {
    this.#delivering ??= this.#deliverAll();
    return this.#delivering;
  }

  /**
   * A segment that fails is passed over until the next time, so that it keeps up none behind it. The end of the list and the end of
   * the delivery are seen in one turn, so that nothing falls between them.
   */
  async #deliverAll(): Promise<void> {
    clearTimeout(this.#retry);
    await Promise.resolve();
    let failed = 0;
    for (let name = this.#closed[failed]; name !== undefined; name = this.#closed[failed]) {
      if (!(await this.#deliverOne(name))) failed++;
    }
    this.#delivering = undefined;
  }

  async #deliverOne(name: SegmentName): Promise<boolean> {
    try {
      const counts = await deliverSegment(name, this.#deps);
      for (const kind of ['ok', 'dropped', 'failed'] as const) this.#counts[kind] += counts[kind];
      this.#counts.violations += counts.violations.length;
      this.#broken.note(counts.violations);
      this.#closed.splice(this.#closed.indexOf(name), 1);
      return true;
    } catch (error) {
      this.#postpone(name, error);
      return false;
    }
  }

  #postpone(name: SegmentName, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#deps.report({
      code: 'delivery-failed',
      message: `Segment ${name.segment} is kept and tried again: ${reason}`,
    });
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#deliver(), this.#options.bufferMs ?? 1_000);
  }
}
