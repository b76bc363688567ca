import { failed, type SendOutcome } from '../sink.js';
import type { BatchProtocol, BatchSink, BatchSinkOptions, BatchSinkStats } from './batch-sink.js';
import { type PutDeps, putAll } from './put-retry.js';
import { EntryQueue, type Waiting } from './queue.js';
import { faultOf } from './service-error.js';

/** A sink of a service: gathers the records of concurrent sends into calls, limits the calls at a time, and repeats. */
export function openBatchSink<T>(protocol: BatchProtocol<T>, options: BatchSinkOptions): BatchSink {
  return new ServiceSink(protocol, options);
}

class ServiceSink<T> implements BatchSink {
  readonly #protocol: BatchProtocol<T>;
  readonly #options: BatchSinkOptions;
  readonly #deps: PutDeps<T>;
  readonly #queue: EntryQueue<T>;
  readonly #calls = new Set<Promise<void>>();
  readonly #counts = { calls: 0, acknowledged: 0, resent: 0, failed: 0, refused: 0 };
  #linger: NodeJS.Timeout | undefined;
  #lingered = false;
  #closed = false;
  #problem: string | undefined;
  #answer: { readonly until: number; readonly ready: Promise<boolean> } | undefined;

  constructor(protocol: BatchProtocol<T>, options: BatchSinkOptions) {
    this.#protocol = protocol;
    this.#options = options;
    this.#queue = new EntryQueue(protocol);
    this.#deps = {
      protocol,
      ready: () => this.ready(),
      count: (records, again) => this.#countCall(records, again),
      now: options.now,
      random: options.random,
      attempts: options.attempts ?? 4,
      budgetMs: options.budgetMs ?? 8_000,
      callTimeoutMs: options.callTimeoutMs ?? 5_000,
      backoff: options.backoff ?? { baseMs: 100, capMs: 2_000 },
    };
  }

  async send(records: readonly Uint8Array[]): Promise<readonly SendOutcome[]> {
    const outcomes = records.map((record) => this.#enqueue(record));
    this.#pump();
    return Promise.all(outcomes);
  }

  #enqueue(record: Uint8Array): SendOutcome | Promise<SendOutcome> {
    if (this.#closed) return this.#count(failed('SinkClosed', 'The sink is closed.'));
    const entry = this.#protocol.prepare(record);
    if ('kind' in entry) return this.#count(entry);
    if (this.#queue.bytes + entry.bytes > (this.#options.maxQueuedBytes ?? 67_108_864)) {
      return this.#count(failed('SinkBusy', `${this.#queue.length} records wait for a call already.`));
    }
    return new Promise((settle) => this.#queue.push({ ...entry, settle }));
  }

  /** Makes calls while there are any to make: full ones at once, others when they have lingered. */
  #pump(): void {
    const { concurrency = 8, lingerMs = 5 } = this.#options;
    while (this.#queue.length > 0 && this.#calls.size < concurrency && (this.#queue.isFull() || this.#lingered)) {
      this.#begin(this.#queue.take());
    }
    if (this.#queue.length === 0) this.#lingered = this.#closed;
    else if (!this.#lingered) this.#linger ??= setTimeout(() => this.#flush(), lingerMs);
  }

  #flush(): void {
    clearTimeout(this.#linger);
    this.#linger = undefined;
    this.#lingered = true;
    this.#pump();
  }

  #begin(entries: readonly Waiting<T>[]): void {
    const call = this.#put(entries).finally(() => {
      this.#calls.delete(call);
      this.#pump();
    });
    this.#calls.add(call);
  }

  async #put(entries: readonly Waiting<T>[]): Promise<void> {
    const values = entries.map(({ value }) => value);
    const outcomes = await putAll(values, this.#deps);
    entries.forEach(({ settle }, i) => {
      settle(this.#count(outcomes[i] as SendOutcome));
    });
  }

  #countCall(records: number, again: boolean): void {
    this.#counts.calls++;
    if (again) this.#counts.resent += records;
  }

  #count(outcome: SendOutcome): SendOutcome {
    if (outcome.kind === 'acknowledged') this.#counts.acknowledged++;
    else this.#counts[outcome.permanent === true ? 'refused' : 'failed']++;
    return outcome;
  }

  ready(): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    const { now, readyCacheMs = 5_000 } = this.#options;
    if (this.#answer === undefined || this.#answer.until <= now()) {
      const check = this.#protocol.check(AbortSignal.timeout(this.#deps.callTimeoutMs));
      this.#answer = { until: now() + readyCacheMs, ready: this.#noted(check) };
    }
    return this.#answer.ready;
  }

  async #noted(check: Promise<void>): Promise<boolean> {
    try {
      await check;
      this.#problem = undefined;
      return true;
    } catch (error) {
      const { code, message } = faultOf(error);
      this.#problem = `${code}: ${message}`;
      return false;
    }
  }

  problem(): string | undefined {
    return this.#problem;
  }

  stats(): BatchSinkStats {
    return { ...this.#counts, queued: this.#queue.length };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#flush();
    while (this.#calls.size > 0) await Promise.all(this.#calls);
    this.#protocol.destroy();
  }
}
