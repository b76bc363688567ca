import { failed, type SendOutcome, type Sink, type Waiting } from '../sink.js';
import { Drainer } from './drainer.js';
import { type Failed, refusedLetter } from './refused-letter.js';
import { sendWithin, settledWithin } from './send-within.js';
import type { Spool, SpoolNotice, SpoolStats } from './spool.js';
import type { SpooledOptions, SpooledSink, SpooledStats } from './spooled-sink-types.js';

/**
 * Puts a spool behind a sink. Records go to the sink directly while it takes them; those that it fails go to the spool,
 * and so does everything behind them until the spool is empty again. Closing it closes both.
 */
export function spooled(sink: Sink, spool: Spool, options: SpooledOptions): SpooledSink {
  return new SpooledOverSink(sink, spool, options);
}

class SpooledOverSink implements SpooledSink {
  readonly #sink: Sink;
  readonly #spool: Spool;
  readonly #options: SpooledOptions;
  readonly #report: (notice: SpoolNotice) => void;
  readonly #drainer: Drainer;
  readonly #sending = new Set<Promise<unknown>>();
  readonly #counts = { sent: 0, spooled: 0, refused: 0, failed: 0 };
  readonly #looking: NodeJS.Timeout | undefined;
  #spooling = 0;
  #closed: Promise<void> | undefined;
  #failing = false;

  constructor(sink: Sink, spool: Spool, options: SpooledOptions) {
    this.#sink = sink;
    this.#spool = spool;
    this.#options = options;
    this.#report = options.report ?? (() => undefined);
    this.#drainer = new Drainer({
      spool,
      random: options.random,
      backoff: options.backoff ?? { baseMs: 200, capMs: 30_000 },
      batch: options.batch ?? { count: 2_000, bytes: 4_000_000 },
      deliver: (records, stop) => this.#deliver(records, stop),
      onEmpty: () => this.#recovered(),
      onError: (error) => this.#report({ code: 'spool-read-failed', message: String(error) }),
    });
    if (spool.stats().records > 0) this.#drainer.wake();
    const { recoverMs = 5_000 } = options;
    if (recoverMs > 0) this.#looking = setInterval(() => void this.#recover(), recoverMs).unref();
  }

  /** What a process that has ended since the start left in the spool is sent by this one. */
  async #recover(): Promise<void> {
    try {
      if ((await this.#spool.recover()) > 0) this.#drainer.wake();
    } catch (error) {
      this.#report({ code: 'spool-recover-failed', message: `It is tried again: ${String(error)}` });
    }
  }

  async send(records: readonly Uint8Array[]): Promise<readonly SendOutcome[]> {
    if (this.#closed !== undefined) return records.map(() => failed('SinkClosed', 'The sink is closed.'));
    const sending = this.#isDirect() ? this.#sendDirectly(records) : this.#append(records);
    this.#sending.add(sending);
    try {
      const outcomes = await sending;
      this.#counts.failed += outcomes.filter(({ kind }) => kind === 'failed').length;
      return outcomes;
    } finally {
      this.#sending.delete(sending);
    }
  }

  /** Nothing is in the spool or on its way there. */
  #isDirect(): boolean {
    return this.#spooling === 0 && this.#spool.stats().records === 0;
  }

  async #sendDirectly(records: readonly Uint8Array[]): Promise<readonly SendOutcome[]> {
    const outcomes = await this.#deliver(records);
    this.#counts.sent += outcomes.filter(({ kind }) => kind === 'acknowledged').length;
    const left = records.filter((_, i) => outcomes[i]?.kind !== 'acknowledged');
    if (left.length === 0) {
      this.#recovered();
      return outcomes;
    }
    const spooledOutcomes = [...(await this.#append(left))];
    return outcomes.map((outcome) =>
      outcome.kind === 'acknowledged' ? outcome : (spooledOutcomes.shift() as SendOutcome),
    );
  }

  async #append(records: readonly Uint8Array[]): Promise<readonly SendOutcome[]> {
    this.#spooling++;
    try {
      const outcomes = await this.#spool.append(records);
      this.#counts.spooled += outcomes.filter(({ kind }) => kind === 'acknowledged').length;
      return outcomes;
    } finally {
      this.#spooling--;
      if (this.#spool.stats().records > 0) this.#drainer.wake();
    }
  }

  /** One call of the sink. What it refuses for good counts as acknowledged when its dead letter is durable. */
  async #deliver(records: readonly Uint8Array[], stop?: AbortSignal): Promise<readonly SendOutcome[]> {
    const outcomes = await sendWithin(this.#sink, records, this.#options.patienceMs ?? 10_000, stop);
    const transient = outcomes.find((outcome) => outcome.kind === 'failed' && outcome.permanent !== true);
    if (transient?.kind === 'failed' && stop?.aborted !== true) this.#sinkFailed(transient);
    return Promise.all(outcomes.map((outcome, i) => this.#keepRefused(records[i] as Uint8Array, outcome)));
  }

  async #keepRefused(record: Uint8Array, outcome: SendOutcome): Promise<SendOutcome> {
    if (outcome.kind !== 'failed' || outcome.permanent !== true) return outcome;
    const letter = refusedLetter(record, outcome, this.#options);
    try {
      await this.#options.deadLetters.keep([letter]);
    } catch (error) {
      this.#report({ code: 'dead-letters-failed', message: `A refused record waits for them: ${String(error)}` });
      return outcome;
    }
    this.#counts.refused++;
    this.#report({ code: 'sink-refused', message: `${outcome.code}: kept as dead letter ${letter.id}.` });
    return { kind: 'acknowledged', recordId: `dead-letter:${letter.id}` };
  }

  #sinkFailed({ code, message }: Failed): void {
    if (this.#failing) return;
    this.#failing = true;
    this.#report({ code: 'sink-failed', message: `Records are spooled: ${code}: ${message}` });
  }

  #recovered(): void {
    if (!this.#failing) return;
    this.#failing = false;
    this.#report({ code: 'sink-recovered', message: 'Records go to the sink directly again.' });
  }

  async ready(): Promise<boolean> {
    if (this.#closed !== undefined) return false;
    if (await this.#spool.ready()) return true;
    return this.#isDirect() && this.#sink.ready().catch(() => false);
  }

  stats(): SpooledStats {
    const spool = this.#spool.stats();
    const { requeued, drained } = this.#drainer;
    const oldestAgeMs = this.#ageOf(spool);
    return { ...this.#counts, drained, requeued, circuit: this.#isDirect() ? 'closed' : 'open', oldestAgeMs, spool };
  }

  backlog(): Waiting {
    const spool = this.#spool.stats();
    const { refused } = this.#counts;
    const { records, bytes, recovered } = spool;
    return { records, bytes, oldestAgeMs: this.#ageOf(spool), refused, recovered };
  }

  #ageOf({ oldestAt }: SpoolStats): number {
    return oldestAt === undefined ? 0 : Math.max(0, this.#options.now() - oldestAt);
  }

  close(limitMs = this.#options.closeLimitMs ?? 10_000): Promise<void> {
    this.#closed ??= this.#close(limitMs);
    return this.#closed;
  }

  async #close(limitMs: number): Promise<void> {
    const { now } = this.#options;
    clearInterval(this.#looking);
    const end = now() + limitMs;
    await settledWithin(
      Promise.allSettled([...this.#sending]).then(() => this.#drainer.finish()),
      limitMs,
    );
    await this.#drainer.stop();
    await this.#spool.close();
    await settledWithin(this.#sink.close(), Math.max(1_000, end - now()));
  }
}
