import type { DeadLetterHeaders, DeadLetters } from '../dead-letters.js';
import { type Arrival, type Examined, examine, type Gate } from '../examine.js';
import { type SendOutcome, type Sink, sendAll } from '../sink.js';
import { encodeLines } from './encode-lines.js';
import { keep, letterOf, type RefusedEvent } from './keep.js';
import { type AdmittedEvent, type Outgoing, outgoing } from './outgoing.js';
import type { RecentIds } from './recent-ids.js';
import type { RetryCode } from './refusals.js';
import type { Verdict, VerdictStatus } from './verdicts.js';

/** What settling events needs: the gate they pass, what came lately, and the two places where events end. */
export interface SettleDeps extends Gate {
  readonly sink: Pick<Sink, 'send'>;
  readonly deadLetters: DeadLetters;
  readonly recent: RecentIds;
}

/**
 * Judges events and stores each in its place; the verdicts are given after all writes have ended. Never rejects. `ascii` says
 * that the events are known to be.
 */
export async function settle(
  { events: arrivals, ascii }: { readonly events: readonly Arrival[]; readonly ascii?: boolean },
  headers: DeadLetterHeaders,
  deps: SettleDeps,
): Promise<Verdict[]> {
  const examined = arrivals.map((arrival) => examine(arrival, deps));
  const plan = outgoing(examined, deps.recent);
  const sending = sendAll(deps.sink, encodeLines(plan.records, ascii));
  const notKept =
    plan.records.length === examined.length ? undefined : await keepRefused(examined, arrivals, headers, deps);
  const outcomes = await sending;
  for (let i = 0; i < outcomes.length; i++) if (outcomes[i]?.kind === 'acknowledged') plan.acknowledged(i);
  const turnedAway = outcomes.some(isPermanent) ? await turnAway(plan, outcomes, arrivals, headers, deps) : undefined;
  return examined.map((one, index) => {
    if (one.kind === 'refused') return refusedVerdict(index, one, notKept);
    const record = plan.recordOf[index] as number;
    const first = plan.firsts[record] === index;
    const refused = turnedAway?.refused[record];
    if (refused !== undefined) return refusedVerdict(index, refused, turnedAway?.notKept);
    return admittedVerdict(index, one, outcomes[record], first);
  });
}

async function keepRefused(
  examined: readonly Examined[],
  arrivals: readonly Arrival[],
  headers: DeadLetterHeaders,
  deps: SettleDeps,
): Promise<RetryCode | undefined> {
  const letters = examined.flatMap((one, i) =>
    one.kind === 'refused' ? [letterOf(arrivals[i] as Arrival, one, headers, deps)] : [],
  );
  return letters.length === 0 ? undefined : keep(deps.deadLetters, letters);
}

/** What the sink will never take, by record, and why that could not be kept where it could not. */
interface TurnedAway {
  readonly refused: readonly (RefusedEvent | undefined)[];
  readonly notKept: RetryCode | undefined;
}

/** Events that the sink will never take are rejected and kept like those that are not valid: sending them again is useless. */
async function turnAway(
  { records, firsts }: Outgoing,
  outcomes: readonly SendOutcome[],
  arrivals: readonly Arrival[],
  headers: DeadLetterHeaders,
  deps: SettleDeps,
): Promise<TurnedAway> {
  const refused = records.map((record, i) => refusedBySink(record, outcomes[i]));
  const letters = refused.flatMap((one, i) =>
    one === undefined ? [] : [letterOf(arrivals[firsts[i] as number] as Arrival, one, headers, deps)],
  );
  return { refused, notKept: await keep(deps.deadLetters, letters) };
}

function isPermanent(outcome: SendOutcome): boolean {
  return outcome.kind === 'failed' && outcome.permanent === true;
}

function refusedBySink(record: AdmittedEvent, outcome: SendOutcome | undefined): RefusedEvent | undefined {
  if (outcome?.kind !== 'failed' || !outcome.permanent) return undefined;
  const { event, eventId, version } = record;
  const message = `The stream does not take this event: ${outcome.message}`;
  return { kind: 'refused', event, eventId, version, errors: [{ code: 'sink-refused', path: '', message }] };
}

function refusedVerdict(index: number, refused: RefusedEvent, notKept: RetryCode | undefined): Verdict {
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
