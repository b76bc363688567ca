import { dayMs } from '@sluice/disk';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { bytesOf } from '../dead-letters/dead-letters.js';
import { type Examined, examine, type Gate } from '../examine.js';
import { type Sink, sendAll } from '../sink.js';
import { PUT_LIMITS } from '../stream/limits.js';
import { textOfLine } from '../wire/event-line.js';
import { readBody } from '../wire/wire.js';

/** Remembers durably what was replayed. */
export interface ReplayLog {
  /** Whether this dead letter, or another one of the same event, was replayed before. */
  has(letter: ReplayMark): boolean;
  /** What an interrupted replay had begun to submit: whether it was stored is not known. */
  doubtful(): readonly Doubtful[];
  /** Notes that these are about to be submitted; resolves when that is durable. */
  begin(marks: readonly ReplayMark[]): Promise<void>;
  /** Resolves when the marks are durable. */
  mark(marks: readonly ReplayMark[]): Promise<void>;
}

/** One dead letter that was acknowledged on replay. */
export interface ReplayMark {
  /** The dead letter's id. */
  readonly id: string;
  /** The id under which the event was stored. */
  readonly eventId: string;
}

/** One dead letter that was begun to be submitted. */
export interface Doubtful extends ReplayMark {
  /** Epoch milliseconds. */
  readonly begunAt: number;
}

/** An event that may be stored already. */
export interface Sought {
  readonly eventId: string;
  /** The event's name, where it is known: rows of other events need not be looked at. */
  readonly event?: string;
  /** What was stored before does not count: epoch milliseconds. */
  readonly since: number;
}

/** What a replay needs. */
export interface ReplayOptions extends Gate {
  readonly letters: AsyncIterable<DeadLetter> | Iterable<DeadLetter>;
  /** Stores records; a sink's `send`. */
  readonly submit: Sink['send'];
  readonly log: ReplayLog;
  /** Which letters are meant (default: all). */
  readonly choose?: (letter: DeadLetter) => boolean;
  /**
   * Which of these events are stored, by event id in lower case: those that an interrupted replay had begun to submit, and those
   * that came again by themselves and were accepted. Without it they are submitted, under the same event id.
   */
  readonly stored?: (sought: readonly Sought[]) => Promise<ReadonlySet<string>>;
  /** Told after every submission. */
  readonly progress?: (counts: ReplayCounts) => void;
  /** Records per submission (default 200). */
  readonly batchSize?: number;
  /** Events that wait at most (default 20,000), because the store is asked for all of them at once. */
  readonly lookAhead?: number;
}

/** What became of the dead letters: `read` is the sum of all others. */
export interface ReplayCounts {
  readonly read: number;
  readonly replayed: number;
  readonly stillInvalid: number;
  /** Stored by an earlier replay, under another letter, or because it was sent again and accepted. */
  readonly alreadyReplayed: number;
  /** Valid now, but not acknowledged: run the replay again. */
  readonly notAcknowledged: number;
  /** Not meant by this replay. */
  readonly notChosen: number;
}

/** An event that is valid now, with the other letters of the same event: whether each of them is valid, too. */
type Ready = ReplayMark & Sought & { readonly line: string; readonly twins: boolean[] };

/** Text that waits at most, in UTF-16 units. */
const MOST_WAITING = 16_000_000;

/** How long before a letter the same event may have been accepted: as far as a merge looks back for duplicates. */
const LOOK_BACK = dayMs;

/**
 * Judges dead letters again and submits those that are valid now, under the ids and arrival times they were given at
 * first. May be interrupted and repeated: what is marked is not submitted again, and of all others the store is asked first.
 * Rejects when the log cannot be written.
 */
export async function replay(options: ReplayOptions): Promise<ReplayCounts> {
  const run = new Replay(options);
  await run.settleDoubts();
  for await (const letter of options.letters) await run.take(letter);
  await run.settle();
  return { ...run.counts };
}

class Replay {
  readonly counts = { read: 0, replayed: 0, stillInvalid: 0, alreadyReplayed: 0, notAcknowledged: 0, notChosen: 0 };
  readonly #options: ReplayOptions;
  #waiting = new Map<string, Ready>();
  #size = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
  }

  async settleDoubts(): Promise<void> {
    const doubtful = this.#options.log.doubtful();
    await this.#markStored(doubtful.map(({ begunAt, ...mark }) => ({ ...mark, since: begunAt })));
  }

  async take(letter: DeadLetter): Promise<void> {
    const { log, choose = () => true, lookAhead = 20_000 } = this.#options;
    this.counts.read++;
    if (!choose(letter)) {
      this.counts.notChosen++;
      return;
    }
    const examined = examineAgain(letter, this.#options);
    const mark = { id: letter.id, eventId: examined?.eventId ?? letter.eventId };
    const twin = this.#waiting.get(keyOf(mark));
    if (twin && !isTaken(letter)) twin.twins.push(examined?.kind === 'admitted');
    else if (isTaken(letter)) this.counts.stillInvalid++;
    else if (log.has(mark)) this.counts.alreadyReplayed++;
    else if (examined?.kind !== 'admitted') this.counts.stillInvalid++;
    else {
      const { event } = examined;
      this.#wait({ ...mark, event, since: letter.arrivedAt - LOOK_BACK, line: textOfLine(examined), twins: [] });
    }
    if (this.#waiting.size >= lookAhead || this.#size >= MOST_WAITING) await this.settle();
  }

  /** Submits what waits and is not stored yet. */
  async settle(): Promise<void> {
    const { batchSize = 200, progress } = this.#options;
    const waiting = [...this.#waiting.values()];
    this.#waiting = new Map();
    this.#size = 0;
    const stored = await this.#markStored(waiting);
    for (const { twins } of waiting.filter((one) => stored.has(keyOf(one)))) {
      this.counts.alreadyReplayed += 1 + twins.length;
    }
    const fresh = waiting.filter((one) => !stored.has(keyOf(one)));
    for (let i = 0; i < fresh.length; i += batchSize) {
      await this.#submit(fresh.slice(i, i + batchSize));
      progress?.({ ...this.counts });
    }
  }

  #wait(ready: Ready): void {
    this.#waiting.set(keyOf(ready), ready);
    this.#size += ready.line.length;
  }

  /** Marks what is stored already; answers which that are. */
  async #markStored(sought: readonly (ReplayMark & Sought)[]): Promise<ReadonlySet<string>> {
    const { log, stored } = this.#options;
    if (sought.length === 0 || stored === undefined) return new Set();
    const found = await stored(sought);
    const marks = sought.filter((one) => found.has(keyOf(one)));
    if (marks.length > 0) await log.mark(marks.map(markOf));
    return found;
  }

  async #submit(batch: readonly Ready[]): Promise<void> {
    const { log, submit } = this.#options;
    await log.begin(batch.map(markOf));
    const outcomes = await sendAll(
      { send: submit },
      batch.map(({ line }) => Buffer.from(line)),
    );
    const acknowledged = batch.filter((_, i) => outcomes[i]?.kind === 'acknowledged');
    if (acknowledged.length > 0) await log.mark(acknowledged.map(markOf));
    for (const [i, { twins }] of batch.entries()) this.#count(outcomes[i]?.kind === 'acknowledged', twins);
  }

  #count(stored: boolean, twins: readonly boolean[]): void {
    const valid = twins.filter((one) => one).length;
    if (stored) {
      this.counts.replayed++;
      this.counts.alreadyReplayed += twins.length;
    } else {
      this.counts.notAcknowledged += 1 + valid;
      this.counts.stillInvalid += twins.length - valid;
    }
  }
}

function markOf({ id, eventId }: ReplayMark): ReplayMark {
  return { id, eventId };
}

/** Another event is stored under its id: it is not that event, and cannot be stored beside it. */
function isTaken({ errors }: DeadLetter): boolean {
  return errors[0]?.code === 'id-taken';
}

/** UUIDs are stored in lower case: two spellings of one id are one event. */
function keyOf({ eventId }: Pick<ReplayMark, 'eventId'>): string {
  return eventId.toLowerCase();
}

/** Records in the stream may be larger than what a collector takes. */
function examineAgain(letter: DeadLetter, gate: Gate): Examined | undefined {
  const read = readBody(bytesOf(letter));
  if (read.kind === 'unreadable') return undefined;
  const { event, named, sentAt, eventId, arrivedAt: receivedAt } = letter;
  const limit = letter.from === 'stream' ? { eventLimit: PUT_LIMITS.recordBytes } : {};
  return examine(
    {
      wire: read.body,
      eventId,
      receivedAt,
      ...(named === 'path' && event !== undefined ? { pathEvent: event } : {}),
      ...(sentAt === undefined ? {} : { sentAt }),
    },
    { ...gate, ...limit },
  );
}

/** A log for a rehearsal: nothing is written, and each event counts once all the same. */
export function rehearsalLog(log: Pick<ReplayLog, 'has'>): ReplayLog {
  const seen = new Set<string>();
  return {
    has: (mark) => log.has(mark) || seen.has(keyOf(mark)),
    doubtful: () => [],
    begin: async () => undefined,
    mark: async (marks) => {
      for (const mark of marks) seen.add(keyOf(mark));
    },
  };
}
