import type { DeadLetters } from '../dead-letters/dead-letters.js';
import type { RefusedRequest } from '../dead-letters/refused-request.js';
import { type Arrival, type Examined, examine, type Gate } from '../examine.js';
import { type SendOutcome, type Sink, sendAll } from '../sink.js';
import { memberId } from '../wire/member-id.js';
import type { Arrivals } from './arrivals.js';
import { encodeLines } from './encode-lines.js';
import { fingerprint } from './fingerprint.js';
import { type AdmittedEvent, type Candidate, type Outgoing, outgoing, TAKEN } from './outgoing.js';
import type { RecentIds } from './recent-ids.js';
import type { RetryCode } from './refusals.js';
import { type RefusedEvent, Rejected, type Sent } from './rejected.js';
import type { Verdict, VerdictStatus } from './verdicts.js';

/** What settling events needs: the gate they pass, what came lately, and the two places where events end. */
export interface SettleDeps extends Gate {
  readonly sink: Pick<Sink, 'send'>;
  readonly deadLetters: DeadLetters;
  readonly recent: RecentIds;
}

/** The events of a request that could be read. */
type Events = Pick<Arrivals & { kind: 'arrivals' }, 'events' | 'ascii' | 'flaw'>;

/**
 * Judges events and stores each in its place; the verdicts are given after all writes have ended, in the order of the events.
 * Never rejects.
 */
export async function settle(given: Events, sent: Sent, deps: SettleDeps): Promise<readonly Verdict[]> {
  const rejected = new Rejected(sent);
  const plan = outgoing(candidatesOf(given, sent, rejected, deps), deps.recent);
  const taken = takenIn(plan, given, sent);
  const refused = [rejected, taken].filter(({ count }) => count > 0);
  const sending = sendAll(deps.sink, encodeLines(plan.records, given.ascii));
  const records = refused.map((one) => one.record());
  const notKept = records.length === 0 ? undefined : await keep(deps.deadLetters, records);
  const outcomes = await sending;
  for (let i = 0; i < outcomes.length; i++) if (outcomes[i]?.kind === 'acknowledged') plan.acknowledged(i);
  const turnedAway = outcomes.some(isPermanent) ? await turnAway(plan, outcomes, given, sent, deps) : undefined;
  const stored = storedVerdicts(plan, outcomes);
  if (refused.length === 0 && turnedAway === undefined) return stored;
  return inOrder([...stored, ...refused.flatMap((one) => one.verdicts(notKept)), ...(turnedAway ?? [])]);
}

/** Every event that may be stored; the others are noted as rejected. */
function candidatesOf(
  { events, flaw }: Events,
  sent: Sent,
  rejected: Rejected,
  deps: SettleDeps,
): (Candidate | undefined)[] {
  let at = 0;
  const gate: Gate = sent.list ? { ...deps, randomId: () => memberId(sent.id, at) } : deps;
  return events.map((arrival, place) => {
    at = place;
    const one = examine(arrival, gate);
    if (flaw === undefined && one.kind === 'admitted') {
      return {
        event: one,
        print: fingerprint(arrival.wire.value as { readonly [key: string]: unknown }, arrival.wire.text),
      };
    }
    rejected.add(place, arrival, flaw === undefined ? (one as RefusedEvent) : refusedFor(one, [flaw]));
    return undefined;
  });
}

function refusedFor({ event, eventId }: Examined, errors: RefusedEvent['errors']): RefusedEvent {
  return { kind: 'refused', ...(event === undefined ? {} : { event }), eventId, errors };
}

const ID_TAKEN = {
  code: 'id-taken',
  path: '/eventId',
  message: 'Another event came under this id. Give each event an id of its own.',
} as const;

/** Another event under an id that was acknowledged is neither the same nor can it be stored beside it: the merge keeps one. */
function takenIn({ admitted, recordOf }: Outgoing, { events }: Events, sent: Sent): Rejected {
  const taken = new Rejected(sent);
  for (let place = 0; place < recordOf.length; place++) {
    if (recordOf[place] !== TAKEN) continue;
    const one = admitted[place] as AdmittedEvent;
    taken.add(place, events[place] as Arrival, { ...refusedFor(one, [ID_TAKEN]), version: one.version });
  }
  return taken;
}

/** Events that the sink will never take are rejected and kept like those that are not valid: sending them again is useless. */
async function turnAway(
  { records, recordOf }: Outgoing,
  outcomes: readonly SendOutcome[],
  { events }: Pick<Events, 'events'>,
  sent: Sent,
  deps: SettleDeps,
): Promise<readonly Verdict[]> {
  const rejected = new Rejected(sent);
  for (const [place, record] of recordOf.entries()) {
    const refused = record < 0 ? undefined : refusedBySink(records[record] as AdmittedEvent, outcomes[record]);
    if (refused) rejected.add(place, events[place] as Arrival, refused);
  }
  return rejected.verdicts(await keep(deps.deadLetters, [rejected.record()]));
}

function isPermanent(outcome: SendOutcome | undefined): boolean {
  return outcome?.kind === 'failed' && outcome.permanent === true;
}

function refusedBySink(one: AdmittedEvent, outcome: SendOutcome | undefined): RefusedEvent | undefined {
  if (outcome?.kind !== 'failed' || !outcome.permanent) return undefined;
  const message = `The stream does not take this event: ${outcome.message}`;
  return { ...refusedFor(one, [{ code: 'sink-refused', path: '', message }]), version: one.version };
}

/** What became of the events that the sink took, took before, or could not take now. */
function storedVerdicts({ admitted, recordOf, firsts }: Outgoing, outcomes: readonly SendOutcome[]): Verdict[] {
  const verdicts: Verdict[] = [];
  for (let place = 0; place < admitted.length; place++) {
    const one = admitted[place];
    const record = recordOf[place] as number;
    if (one === undefined || record === TAKEN || isPermanent(outcomes[record])) continue;
    verdicts.push(admittedVerdict(place, one, outcomes[record], firsts[record] === place));
  }
  return verdicts;
}

function inOrder(verdicts: Verdict[]): Verdict[] {
  return verdicts.sort((a, b) => a.index - b.index);
}

/** Without an outcome the event was acknowledged in an earlier request. */
function admittedVerdict(
  index: number,
  { eventId, event, version, renamed, assumed }: AdmittedEvent,
  outcome: SendOutcome | undefined,
  first: boolean,
): Verdict {
  if (outcome?.kind === 'failed') {
    const code: RetryCode = outcome.code === 'SpoolFull' ? 'spool-full' : 'sink-unavailable';
    return { index, eventId, event, version, status: 'retry', code };
  }
  const status: VerdictStatus = first ? (renamed ? 'renamed' : 'ok') : 'duplicate';
  return assumed ? { index, eventId, event, version, status, assumed } : { index, eventId, event, version, status };
}

/** Writes what was refused; resolves to why it could not be kept, or to undefined. Never rejects. */
export async function keep(
  deadLetters: DeadLetters,
  requests: readonly RefusedRequest[],
): Promise<RetryCode | undefined> {
  try {
    await deadLetters.keep(requests);
    return undefined;
  } catch (error) {
    const full = (error as { code?: unknown } | null)?.code === 'DeadLettersFull';
    return full ? 'dead-letters-full' : 'dead-letters-unavailable';
  }
}
