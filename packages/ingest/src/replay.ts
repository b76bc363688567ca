import { bytesOf, type DeadLetter } from './dead-letters.js';
import { textOfLine } from './event-line.js';
import { type Examined, examine, type Gate } from './examine.js';
import { type Sink, sendAll } from './sink.js';
import { PUT_LIMITS } from './stream/limits.js';
import { readBody } from './wire.js';

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

/** What a replay needs. */
export interface ReplayOptions extends Gate {
  readonly letters: AsyncIterable<DeadLetter> | Iterable<DeadLetter>;
  /** Stores records; a sink's `send`. */
  readonly submit: Sink['send'];
  readonly log: ReplayLog;
  /** Which letters are meant (default: all). */
  readonly choose?: (letter: DeadLetter) => boolean;
  /**
   * Which of the doubtful events were stored since the moment they were begun, by event id in lower case. Without it they are
   * submitted again, under the same event id.
   */
  readonly stored?: (doubtful: readonly Doubtful[]) => Promise<ReadonlySet<string>>;
  /** Told after every submission. */
  readonly progress?: (counts: ReplayCounts) => void;
  /** Records per submission (default 200). */
  readonly batchSize?: number;
}

/** What became of the dead letters: `read` is the sum of all others. */
export interface ReplayCounts {
  readonly read: number;
  readonly replayed: number;
  readonly stillInvalid: number;
  readonly alreadyReplayed: number;
  /** Valid now, but not acknowledged: run the replay again. */
  readonly notAcknowledged: number;
  /** Not meant by this replay. */
  readonly notChosen: number;
}

type Ready = ReplayMark & { readonly line: string };

/**
 * Judges dead letters again and submits those that are valid now, under the ids and arrival times they were given at
 * first. May be interrupted and repeated: what is marked is not submitted again, and of what was begun but not marked the
 * store is asked first. Rejects when the log cannot be written.
 */
export async function replay(options: ReplayOptions): Promise<ReplayCounts> {
  const run = new Replay(options);
  await run.settleDoubts();
  for await (const letter of options.letters) await run.take(letter);
  await run.submit();
  return { ...run.counts };
}

class Replay {
  readonly counts = { read: 0, replayed: 0, stillInvalid: 0, alreadyReplayed: 0, notAcknowledged: 0, notChosen: 0 };
  readonly #options: ReplayOptions;
  #waiting = new Map<string, Ready>();

  constructor(options: ReplayOptions) {
    this.#options = options;
  }

  async settleDoubts(): Promise<void> {
    const { log, stored } = this.#options;
    const doubtful = log.doubtful();
    if (doubtful.length === 0 || stored === undefined) return;
    const found = await stored(doubtful);
    const settled = doubtful.filter(({ eventId }) => found.has(eventId.toLowerCase()));
    if (settled.length > 0) await log.mark(settled.map(({ id, eventId }) => ({ id, eventId })));
  }

  async take(letter: DeadLetter): Promise<void> {
    const { log, choose = () => true, batchSize = 200 } = this.#options;
    this.counts.read++;
    if (!choose(letter)) {
      this.counts.notChosen++;
      return;
    }
    const examined = examineAgain(letter, this.#options);
    const mark = { id: letter.id, eventId: examined?.eventId ?? letter.eventId };
    const key = mark.eventId.toLowerCase();
    if (this.#waiting.has(key)) await this.submit();
    if (log.has(mark)) this.counts.alreadyReplayed++;
    else if (examined?.kind === 'admitted') this.#waiting.set(key, { ...mark, line: textOfLine(examined) });
    else this.counts.stillInvalid++;
    if (this.#waiting.size >= batchSize) await this.submit();
  }

  async submit(): Promise<void> {
    const { log, submit, progress } = this.#options;
    const batch = [...this.#waiting.values()];
    this.#waiting = new Map();
    if (batch.length > 0) {
      await log.begin(batch.map(({ id, eventId }) => ({ id, eventId })));
      const records = batch.map(({ line }) => Buffer.from(line));
      const outcomes = await sendAll({ send: submit }, records);
      const marks = batch.filter((_, i) => outcomes[i]?.kind === 'acknowledged');
      if (marks.length > 0) await log.mark(marks.map(({ id, eventId }) => ({ id, eventId })));
      this.counts.replayed += marks.length;
      this.counts.notAcknowledged += batch.length - marks.length;
    }
    progress?.({ ...this.counts });
  }
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
    has: (mark) => log.has(mark) || seen.has(mark.eventId.toLowerCase()),
    doubtful: () => [],
    begin: async () => undefined,
    mark: async (marks) => {
      for (const { eventId } of marks) seen.add(eventId.toLowerCase());
    },
  };
}
