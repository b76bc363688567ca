import type { DeadLetter, DeadLetterHeaders, DeadLetters } from '../dead-letters.js';
import { type Arrival, type Examined, examine, type Gate } from '../examine.js';
import { type SendOutcome, type Sink, sendAll } from '../sink.js';
import type { RecentIds } from './recent-ids.js';
import type { RetryCode } from './refusals.js';
import type { Verdict } from './verdicts.js';

/** What settling events needs: the gate they pass, what came lately, and the two places where events end. */
export interface SettleDeps extends Gate {
  readonly sink: Pick<Sink, 'send'>;
  readonly deadLetters: DeadLetters;
  readonly recent: RecentIds;
}

type Admitted = Examined & { kind: 'admitted' };
type Refused = Examined & { kind: 'refused' };

/** Judges events and stores each in its place; the verdicts are given after all writes have ended. Never rejects. */
export async function settle(
  arrivals: readonly Arrival[],
  headers: DeadLetterHeaders,
  deps: SettleDeps,
): Promise<Verdict[]> {
  const examined = arrivals.map((arrival) => examine(arrival, deps));
  const { records, firsts } = outgoing(examined, deps.recent);
  const keepAll = (refused: readonly Refused[], at: (index: number) => number) =>
    keep(
      deps.deadLetters,
      refused.map((one, i) => letterOf(arrivals[at(i)] as Arrival, one, headers, deps)),
    );
  const places = examined.flatMap((one, i) => (one.kind === 'refused' ? [i] : []));
  const [outcomes, notKept] = await Promise.all([
    sendAll(
      deps.sink,
      records.map(({ line }) => Buffer.from(line)),
    ),
    keepAll(
      places.map((i) => examined[i] as Refused),
      (i) => places[i] as number,
    ),
  ]);
  const fates = new Map(records.map((record, i) => [record, outcomes[i] as SendOutcome]));
  for (const [{ eventId, event }, outcome] of fates) {
    if (outcome.kind === 'acknowledged') deps.recent.add(eventId.toLowerCase(), event);
  }
  const turnedAway = records.flatMap((record) => turnedAwayBy(fates.get(record), record));
  const lost = await keepAll(
    turnedAway.map(({ refused }) => refused),
    (i) => examined.indexOf(turnedAway[i]?.record as Admitted),
  );
  const refusals = new Map(turnedAway.map(({ record, refused }) => [record, refused]));
  return examined.map((one, index) => {
    if (one.kind === 'refused') return refusedVerdict(index, one, notKept);
    const first = firsts.get(one);
    const refused = first && refusals.get(first);
    if (refused !== undefined) return refusedVerdict(index, refused, lost);
    return admittedVerdict(index, one, first === undefined ? STORED : fates.get(first), first === one);
  });
}

/** An event that the sink will never take is rejected like one that does not match its schema: sending it again is useless. */
function turnedAwayBy(
  outcome: SendOutcome | undefined,
  record: Admitted,
): readonly { readonly record: Admitted; readonly refused: Refused }[] {
  if (outcome?.kind !== 'failed' || !outcome.permanent) return [];
  const { event, eventId, version } = record;
  const message = `The stream does not take this event: ${outcome.message}`;
  const refused: Refused = {
    kind: 'refused',
    event,
    eventId,
    version,
    errors: [{ code: 'refused-by-sink', path: '', message }],
  };
  return [{ record, refused }];
}

/** Writes dead letters; resolves to why they could not be kept, or to undefined. */
export async function keep(
  deadLetters: DeadLetters,
  letters: readonly DeadLetter[],
): Promise<(RetryCode & `dead-letters-${string}`) | undefined> {
  if (letters.length === 0) return undefined;
  try {
    await deadLetters.keep(letters);
    return undefined;
  } catch (error) {
    const full = (error as { code?: unknown } | null)?.code === 'DeadLettersFull';
    return full ? 'dead-letters-full' : 'dead-letters-unavailable';
  }
}

/** An event that was acknowledged in an earlier request. */
const STORED: SendOutcome = { kind: 'acknowledged', recordId: '' };

interface Outgoing {
  /** What must be sent. */
  readonly records: readonly Admitted[];
  /** For every admitted event the one that is sent for it; none where that was acknowledged lately. */
  readonly firsts: ReadonlyMap<Admitted, Admitted>;
}

/**
 * What makes two events one is the id (UUIDs are stored in lower case) and the name. Another event under an id that is taken
 * is stored, not dropped; the merge, which sees all of them, decides.
 */
function outgoing(examined: readonly Examined[], recent: RecentIds): Outgoing {
  const records: Admitted[] = [];
  const firsts = new Map<Admitted, Admitted>();
  const byId = new Map<string, Admitted>();
  for (const one of examined) {
    if (one.kind === 'refused') continue;
    const id = one.eventId.toLowerCase();
    if (recent.has(id, one.event)) continue;
    const key = byId.get(id)?.event === one.event || !byId.has(id) ? id : `${one.event} ${id}`;
    const first = byId.get(key) ?? one;
    firsts.set(one, first);
    if (first !== one) continue;
    byId.set(key, one);
    records.push(one);
  }
  return { records, firsts };
}

function letterOf(arrival: Arrival, refused: Refused, headers: DeadLetterHeaders, deps: SettleDeps): DeadLetter {
  const { event, version, eventId, errors } = refused;
  return {
    id: deps.randomId(),
    arrivedAt: arrival.receivedAt,
    ...(event === undefined ? {} : { event }),
    ...(arrival.pathEvent === undefined ? {} : { named: 'path' as const }),
    ...(version === undefined ? {} : { version }),
    eventId,
    errors,
    raw: arrival.wire.text,
    ...(arrival.sentAt === undefined ? {} : { sentAt: arrival.sentAt }),
    contract: deps.contract.digest,
    headers,
  };
}

function refusedVerdict(index: number, refused: Refused, notKept: RetryCode | undefined): Verdict {
  const { event, version, eventId, errors } = refused;
  const base = {
    index,
    eventId,
    ...(event === undefined ? {} : { event }),
    ...(version === undefined ? {} : { version }),
  };
  if (notKept !== undefined) return { ...base, status: 'retry', code: notKept };
  return { ...base, status: 'invalid', code: errors[0].code, path: errors[0].path, errors };
}

function admittedVerdict(index: number, one: Admitted, outcome: SendOutcome | undefined, first: boolean): Verdict {
  const { eventId, event, version } = one;
  if (outcome?.kind !== 'acknowledged') {
    const code: RetryCode = outcome?.code === 'SpoolFull' ? 'spool-full' : 'sink-unavailable';
    return { index, eventId, event, version, status: 'retry', code };
  }
  const status = first ? (one.renamed ? 'renamed' : 'ok') : 'duplicate';
  return one.assumed
    ? { index, eventId, event, version, status, assumed: true }
    : { index, eventId, event, version, status };
}
