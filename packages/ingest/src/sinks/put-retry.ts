import { setTimeout as pause } from 'node:timers/promises';
import { failed, refused, type SendOutcome } from '../sink.js';
import { type Backoff, fullJitter } from './backoff.js';
import type { BatchProtocol } from './batch-sink.js';
import { faultOf, isContentCode, type ServiceFault } from './service-error.js';

/** How persistently records are sent. */
interface RetryPolicy {
  readonly now: () => number;
  readonly random: () => number;
  readonly attempts: number;
  readonly budgetMs: number;
  readonly callTimeoutMs: number;
  readonly backoff: Backoff;
}

/** What sending values needs. */
export interface PutDeps<T> extends RetryPolicy {
  readonly protocol: Pick<BatchProtocol<T>, 'put'>;
  /** Whether the target is in order. */
  readonly ready: () => Promise<boolean>;
  /** Told how many records each call has, and whether they were sent before. */
  readonly count: (records: number, again: boolean) => void;
}

type Outcomes = readonly SendOutcome[];

/**
 * Sends values until each is stored or refused, or the attempts or the time are used up. Only those that failed are sent
 * again. A call that is refused for its content is halved until the records that cause it are alone; such a record counts
 * as refused for good only where the service says that the target is in order, so that a wrong name refuses nothing.
 */
export async function putAll<T>(values: readonly T[], deps: PutDeps<T>): Promise<Outcomes> {
  const outcomes: (SendOutcome | undefined)[] = values.map(() => undefined);
  const end = deps.now() + deps.budgetMs;
  for (let attempt = 1; ; attempt++) {
    const pending = indexesOfPending(outcomes);
    const again = attempt > 1;
    const given = await attemptAll(
      pending.map((i) => values[i] as T),
      deps,
      again,
    );
    for (const [i, index] of pending.entries()) outcomes[index] = given.outcomes[i];
    if (given.blocked || attempt >= deps.attempts || indexesOfPending(outcomes).length === 0) break;
    const wait = fullJitter(attempt, deps.backoff, deps.random);
    if (deps.now() + wait >= end) break;
    await pause(wait);
  }
  return outcomes as Outcomes;
}

function indexesOfPending(outcomes: readonly (SendOutcome | undefined)[]): number[] {
  return outcomes.flatMap((outcome, i) => (isSettled(outcome) ? [] : [i]));
}

function isSettled(outcome: SendOutcome | undefined): boolean {
  return outcome !== undefined && (outcome.kind === 'acknowledged' || outcome.permanent === true);
}

/** One attempt; more than one call where the content is disliked. `blocked`: another one is useless for now. */
async function attemptAll<T>(
  values: readonly T[],
  deps: PutDeps<T>,
  again: boolean,
): Promise<{ readonly outcomes: Outcomes; readonly blocked: boolean }> {
  try {
    deps.count(values.length, again);
    const outcomes = await deps.protocol.put(values, AbortSignal.timeout(deps.callTimeoutMs));
    const missing = failed('NoOutcome', 'The service gave no outcome for this record.');
    return { outcomes: values.map((_, i) => judged(outcomes[i] ?? missing)), blocked: false };
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind !== 'content') return all(values, failed(fault.code, fault.message), fault.kind === 'blocked');
    if (values.length === 1) return all(values, await disliked(fault, deps), false);
    const middle = values.length >> 1;
    const first = await attemptAll(values.slice(0, middle), deps, again);
    const rest = await attemptAll(values.slice(middle), deps, true);
    return { outcomes: [...first.outcomes, ...rest.outcomes], blocked: first.blocked && rest.blocked };
  }
}

function all<T>(values: readonly T[], outcome: SendOutcome, blocked: boolean) {
  return { outcomes: values.map(() => outcome), blocked };
}

function judged(outcome: SendOutcome): SendOutcome {
  if (outcome.kind === 'acknowledged' || !isContentCode(outcome.code)) return outcome;
  return refused(outcome.code, outcome.message);
}

async function disliked<T>({ code, message }: ServiceFault, { ready }: PutDeps<T>): Promise<SendOutcome> {
  return (await ready()) ? refused(code, message) : failed(code, message);
}
