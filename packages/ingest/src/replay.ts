import { bytesOf, type DeadLetter } from './dead-letters.js';
import { textOfLine } from './event-line.js';
import { type Examined, examine, type Gate } from './examine.js';
import { type Sink, sendAll } from './sink.js';
import { readBody } from './wire.js';

/** Remembers durably what was replayed. */
export interface ReplayLog {
  /** Whether this dead letter, or another one of the same event, was replayed before. */
  has(letter: Pick<ReplayMark, 'id' | 'eventId'>): boolean;
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

/** What a replay needs. */
export interface ReplayOptions extends Gate {
  readonly letters: AsyncIterable<DeadLetter> | Iterable<DeadLetter>;
  /** Stores records; a sink's `send`. */
  readonly submit: Sink['send'];
  readonly log: ReplayLog;
  /** Records per submission (default 200). */
  readonly batchSize?: number;
}

/** What became of the dead letters. They add up to the number of letters read. */
export interface ReplayCounts {
  readonly replayed: number;
  readonly stillInvalid: number;
  readonly alreadyReplayed: number;
  /** Valid now, but not acknowledged: run the replay again. */
  readonly notAcknowledged: number;
}

type Ready = ReplayMark & { readonly line: string };

/**
 * Judges dead letters again and submits those that are valid now, under the ids and arrival times they were given at
 * first. May be interrupted and repeated: what is marked is not submitted again, and what was acknowledged but not yet
 * marked goes out as the same event. Rejects when a mark cannot be written.
 */
export async function replay(options: ReplayOptions): Promise<ReplayCounts> {
  const counts = { replayed: 0, stillInvalid: 0, alreadyReplayed: 0, notAcknowledged: 0 };
  let waiting = new Map<string, Ready>();
  const submitWaiting = async (): Promise<void> => {
    const batch = [...waiting.values()];
    waiting = new Map();
    const replayed = await submit(batch, options);
    counts.replayed += replayed;
    counts.notAcknowledged += batch.length - replayed;
  };
  for await (const letter of options.letters) {
    const examined = examineAgain(letter, options);
    const mark = { id: letter.id, eventId: examined?.eventId ?? letter.eventId };
    if (waiting.has(mark.eventId)) await submitWaiting();
    if (options.log.has(mark)) counts.alreadyReplayed++;
    else if (examined?.kind === 'admitted') waiting.set(mark.eventId, { ...mark, line: textOfLine(examined) });
    else counts.stillInvalid++;
    if (waiting.size >= (options.batchSize ?? 200)) await submitWaiting();
  }
  await submitWaiting();
  return counts;
}

async function submit(batch: readonly Ready[], options: ReplayOptions): Promise<number> {
  const outcomes = await sendAll(
    { send: options.submit },
    batch.map(({ line }) => Buffer.from(line)),
  );
  const marks = batch.filter((_, i) => outcomes[i]?.kind === 'acknowledged');
  if (marks.length > 0) await options.log.mark(marks.map(({ id, eventId }) => ({ id, eventId })));
  return marks.length;
}

function examineAgain(letter: DeadLetter, gate: Gate): Examined | undefined {
  const read = readBody(bytesOf(letter));
  if (read.kind === 'unreadable') return undefined;
  const { event, named, sentAt, eventId, arrivedAt: receivedAt } = letter;
  return examine(
    {
      wire: read.body,
      eventId,
      receivedAt,
      ...(named === 'path' && event !== undefined ? { pathEvent: event } : {}),
      ...(sentAt === undefined ? {} : { sentAt }),
    },
    gate,
  );
}
