import type { DeadLetter, DeadLetterHeaders, DeadLetters } from '../dead-letters.js';
import { type Arrival, type Examined, examine, type Gate } from '../examine.js';
import { type SendOutcome, type Sink, sendAll } from '../sink.js';
import type { Verdict } from './verdicts.js';

/** What settling events needs: the gate they pass and the two places where they end. */
export interface SettleDeps extends Gate {
  readonly sink: Pick<Sink, 'send'>;
  readonly deadLetters: DeadLetters;
}

type Admitted = Examined & { kind: 'admitted' };
type Refused = Examined & { kind: 'refused' };

/** Judges events and stores each in its place; the verdicts are given after both writes have ended. Never rejects. */
export async function settle(
  arrivals: readonly Arrival[],
  headers: DeadLetterHeaders,
  deps: SettleDeps,
): Promise<Verdict[]> {
  const examined = arrivals.map((arrival) => examine(arrival, deps));
  const unique = firstByEventId(examined);
  const letters = examined.flatMap((one, i) =>
    one.kind === 'refused' ? [letterOf(arrivals[i] as Arrival, one, headers, deps)] : [],
  );
  const [outcomes, kept] = await Promise.all([
    sendAll(
      deps.sink,
      [...unique.values()].map(({ line }) => Buffer.from(line)),
    ),
    keep(deps.deadLetters, letters),
  ]);
  const fates = new Map([...unique.keys()].map((id, i) => [id, outcomes[i] as SendOutcome]));
  return examined.map((one, index) =>
    one.kind === 'refused'
      ? refusedVerdict(index, one, kept)
      : admittedVerdict(index, one, fates.get(idKey(one)), unique.get(idKey(one)) === one),
  );
}

/** Writes dead letters; false where that failed. */
export async function keep(deadLetters: DeadLetters, letters: readonly DeadLetter[]): Promise<boolean> {
  if (letters.length === 0) return true;
  try {
    await deadLetters.keep(letters);
    return true;
  } catch {
    return false;
  }
}

function firstByEventId(examined: readonly Examined[]): Map<string, Admitted> {
  const first = new Map<string, Admitted>();
  for (const one of examined) {
    if (one.kind === 'admitted' && !first.has(idKey(one))) first.set(idKey(one), one);
  }
  return first;
}

/**
 * What makes two events of a request one: the id (UUIDs are stored in lower case) and the name. Another event under an
 * id that is taken is stored, not dropped; the merge, which sees all of them, decides.
 */
function idKey({ eventId, event }: Admitted): string {
  return `${event} ${eventId.toLowerCase()}`;
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

function refusedVerdict(index: number, refused: Refused, kept: boolean): Verdict {
  const { event, version, eventId, errors } = refused;
  const base = {
    index,
    eventId,
    ...(event === undefined ? {} : { event }),
    ...(version === undefined ? {} : { version }),
  };
  if (!kept) return { ...base, status: 'retry', code: 'dead-letters-unavailable' };
  return { ...base, status: 'invalid', code: errors[0].code, path: errors[0].path, errors };
}

function admittedVerdict(index: number, one: Admitted, outcome: SendOutcome | undefined, first: boolean): Verdict {
  const { eventId, event, version } = one;
  const base = { index, eventId, event, version };
  if (outcome?.kind !== 'acknowledged') return { ...base, status: 'retry', code: 'sink-unavailable' };
  if (!first) return { ...base, status: 'duplicate' };
  return { ...base, status: one.renamed ? 'renamed' : 'ok' };
}
