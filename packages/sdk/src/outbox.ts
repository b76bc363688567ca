import { backoffMs, type Outcome } from './outcome.js';
import type { Clock, Random } from './ports.js';
import { bodyBytes, type Entry, fitting } from './queue.js';
import type { Tally } from './tally.js';
import type { Post } from './transport.js';
import type { Drop, Verdict } from './types.js';

/** Limits of the outbox, and what it works with. */
export interface OutboxOptions {
  readonly batchEvents: number;
  readonly batchBytes: number;
  readonly batchDelayMs: number;
  readonly maxQueue: number;
  readonly requestTimeoutMs: number;
  readonly post: Post;
  readonly tally: Tally;
  readonly clock: Clock;
  readonly random: Random;
}

/** Bytes of keepalive bodies a browser allows in flight at a time (fetch.spec.whatwg.org, HTTP-network-or-cache fetch). */
const keepaliveBudget = 64 * 1024;

type OutcomeOf<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;

/** One request that is not answered yet. */
interface Flight {
  entries: readonly Entry[];
  readonly abort: AbortController;
  readonly keepaliveBytes: number;
}

/**
 * The events that are not settled yet: those waiting, and those in flight. One request at a time, so that a collector in
 * trouble is not stormed; several only when a page is going away, or when a body was too large and is sent in halves.
 */
export class Outbox {
  #waiting: Entry[] = [];
  readonly #flights = new Set<Flight>();
  readonly #options: OutboxOptions;
  /** Failures in a row, and how to end the pause after the last of them. */
  #failures = 0;
  #endPause: (() => void) | undefined;
  /** How to cancel the timer that sends a batch which is not full. */
  #cancelDelay: (() => void) | undefined;
  /** Sends what waits without waiting for company. */
  #urgent = false;
  /** Called once at the next change. */
  readonly #watchers: (() => void)[] = [];

  /** An empty outbox. */
  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Events in a request that is not answered yet. */
  get inFlight(): number {
    return this.#flying().length;
  }

  /** Takes one event in; the oldest waiting one gives way when there is no room. */
  add(entry: Entry): void {
    this.#waiting.push(entry);
    const full = this.#waiting.length + this.inFlight > this.#options.maxQueue;
    if (full) this.#drop(this.#waiting.splice(0, 1), { reason: 'queue-full' });
    this.#pump();
  }

  /** Sends what waits now, unless a pause is on. Resolves when everything held now has had its try. */
  flush(): Promise<void> {
    const held = new Set([...this.#flying(), ...this.#waiting]);
    this.#urgent = true;
    this.#pump();
    const untried = () => this.#endPause === undefined && this.#waiting.some((entry) => held.has(entry));
    return this.#until(() => !untried() && !this.#flying().some((entry) => held.has(entry)));
  }

  /** Ends a pause and sends what waits; resolves when every event is settled. */
  drain(): Promise<void> {
    this.#urgent = true;
    this.#resume();
    this.#pump();
    return this.#until(() => this.#flights.size === 0 && this.#waiting.length === 0);
  }

  /** Sends as much as a browser carries past the end of the page, also during a pause: it may be the last chance. */
  rescue(): void {
    this.#urgent = true;
    this.#resume();
    for (let count = this.#rescuable(); count > 0; count = this.#rescuable()) this.#launch(count);
    this.#pump();
  }

  /** Gives up what is not settled. */
  abandon(): void {
    this.#resume();
    this.#cancelDelay?.();
    const flights = [...this.#flights];
    const left = [...this.#flying(), ...this.#waiting];
    this.#flights.clear();
    this.#waiting = [];
    this.#drop(left, { reason: 'closed' });
    for (const flight of flights) flight.abort.abort();
    this.#notify();
  }

  #flying(): readonly Entry[] {
    return [...this.#flights].flatMap((flight) => flight.entries);
  }

  #rescuable(): number {
    const { batchEvents, batchBytes } = this.#options;
    return fitting(this.#waiting, batchEvents, Math.min(batchBytes, this.#keepaliveLeft()));
  }

  #keepaliveLeft(): number {
    return [...this.#flights].reduce((left, flight) => left - flight.keepaliveBytes, keepaliveBudget);
  }

  #pump(): void {
    if (this.#flights.size > 0 || this.#endPause || this.#waiting.length === 0) return;
    const { batchEvents, batchBytes } = this.#options;
    const count = fitting(this.#waiting, batchEvents, batchBytes);
    if (this.#urgent || count === batchEvents || count < this.#waiting.length) this.#launch(Math.max(1, count));
    else this.#cancelDelay ??= this.#options.clock.after(this.#options.batchDelayMs, () => this.#delayOver());
  }

  #delayOver(): void {
    this.#cancelDelay = undefined;
    this.#urgent = true;
    this.#pump();
  }

  #launch(count: number): void {
    this.#cancelDelay?.();
    this.#cancelDelay = undefined;
    const entries = this.#waiting.splice(0, count);
    if (this.#waiting.length === 0) this.#urgent = false;
    void this.#fly(entries);
  }

  async #fly(entries: readonly Entry[]): Promise<void> {
    const { post, clock, tally, requestTimeoutMs } = this.#options;
    const bytes = bodyBytes(entries);
    const keepalive = bytes <= this.#keepaliveLeft();
    const flight: Flight = { entries, abort: new AbortController(), keepaliveBytes: keepalive ? bytes : 0 };
    this.#flights.add(flight);
    tally.count('requests');
    const cancelTimeout = clock.after(requestTimeoutMs, () => {
      flight.abort.abort();
      this.#land(flight, { kind: 'retry', afterMs: 0 });
    });
    this.#land(flight, await post(entries, keepalive, flight.abort.signal));
    cancelTimeout();
  }

  /** The first outcome counts: a transport that ignores its signal cannot hold what is to be sent. */
  #land(flight: Flight, outcome: Outcome): void {
    if (this.#flights.delete(flight)) this.#settle(flight.entries, outcome);
  }

  #settle(entries: readonly Entry[], outcome: Outcome): void {
    const settlers: { [K in Outcome['kind']]: (outcome: OutcomeOf<K>) => void } = {
      judged: (judged) => this.#judge(entries, judged),
      retry: ({ afterMs }) => this.#retry(entries, afterMs),
      split: () => this.#split(entries),
      refused: ({ status }) => {
        this.#failures = 0;
        this.#drop(entries, { reason: 'refused', status });
      },
    };
    (settlers[outcome.kind] as (outcome: Outcome) => void)(outcome);
    this.#pump();
    this.#notify();
  }

  #judge(entries: readonly Entry[], { verdicts, rest, afterMs }: OutcomeOf<'judged'>): void {
    const byKey = new Map<unknown, Verdict>(
      verdicts.flatMap((verdict) => [
        [verdict.index, verdict],
        [verdict.eventId, verdict],
      ]),
    );
    const again: Entry[] = [];
    for (const [index, entry] of entries.entries()) {
      const verdict = byKey.get(entry.eventId) ?? byKey.get(index) ?? { status: rest };
      if (verdict.status === 'retry') again.push(entry);
      else if (verdict.status === 'invalid') this.#options.tally.invalid(entry, verdict);
      else this.#options.tally.count('accepted');
    }
    if (again.length > 0) this.#retry(again, afterMs);
    else this.#failures = 0;
  }

  #retry(entries: readonly Entry[], afterMs: number): void {
    this.#waiting.unshift(...entries);
    if (this.#endPause) return;
    this.#failures++;
    const delay = Math.max(afterMs, backoffMs(this.#failures, this.#options.random()));
    const cancel = this.#options.clock.after(delay, () => {
      this.#endPause = undefined;
      this.#delayOver();
    });
    this.#endPause = cancel;
  }

  #resume(): void {
    this.#endPause?.();
    this.#endPause = undefined;
  }

  #split(entries: readonly Entry[]): void {
    const half = Math.ceil(entries.length / 2);
    if (entries.length === 1) this.#drop(entries, { reason: 'too-large', status: 413 });
    else {
      void this.#fly(entries.slice(0, half));
      void this.#fly(entries.slice(half));
    }
  }

  #drop(entries: readonly Entry[], drop: Drop): void {
    for (const entry of entries) this.#options.tally.dropped(entry, drop);
  }

  async #until(reached: () => boolean): Promise<void> {
    while (!reached()) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  #notify(): void {
    for (const watcher of this.#watchers.splice(0)) watcher();
  }
}
