import type { EventError } from '../codegen1/index.js';
import { eventIdOf } from '../examine.js';
import { scanJson } from '../wire/json-scan.js';
import { memberId } from '../wire/member-id.js';
import { isObject } from '../wire/wire.js';
import type { DeadLetter, DeadLetterHeaders } from './dead-letter.js';
import { placesIn } from './member-ranges.js';
import { reportedName } from './reported-errors.js';

/**
 * What was refused of one request, as it is stored: its events once, and the reasons as data. {@link lettersOfRequest} reads one dead
 * letter for each event from it.
 */
export interface RefusedRequest {
  /** Unique among all of them. */
  readonly id: string;
  /** When it arrived: epoch milliseconds. */
  readonly arrivedAt: number;
  /** The event's name; of a list, where all of its events have the same. */
  readonly event?: string;
  /** The name came from the request's path, not from the event. */
  readonly named?: 'path';
  /** The id of a single event. */
  readonly eventId?: string;
  /** At least one. */
  readonly reasons: readonly Reason[];
  /** `raw` is a JSON list of those events of the request that were refused, each exactly as it was sent. */
  readonly list?: true;
  /** Exactly what was sent: one event, a whole body that could not be read, or the list. */
  readonly raw: string;
  /** How `raw` is written; absent: as text. */
  readonly encoding?: 'base64';
  /** The batch's `sentAt`, for events without one of their own. */
  readonly sentAt?: unknown;
  /** Digest of the contract that refused it. */
  readonly contract: string;
  readonly headers: DeadLetterHeaders;
}

/** Why events were refused. */
export interface Reason {
  /** The places in the request of all events that it is about: `0-4,7`. Absent where there is no list. */
  readonly events?: string;
  /** The version they were judged as, where that was clear. */
  readonly version?: string;
  /** At least one. */
  readonly errors: readonly EventError[];
}

/** Whether a value that was read is one that was stored, as far as whoever reads it relies on it. */
export function isRefusedRequest(value: unknown): value is RefusedRequest {
  return (
    isObject(value) &&
    ['id', 'raw', 'contract'].every((name) => typeof value[name] === 'string') &&
    ['event', 'eventId'].every((name) => value[name] === undefined || typeof value[name] === 'string') &&
    isMoment(value.arrivedAt) &&
    isObject(value.headers) &&
    Array.isArray(value.reasons) &&
    value.reasons.length > 0 &&
    value.reasons.every(isReason)
  );
}

/** Whether a value is a time in milliseconds since 1970 that a `Date` can hold. */
export function isMoment(value: unknown): value is number {
  return Number.isSafeInteger(value) && Math.abs(value as number) <= LATEST;
}

const LATEST = 8.64e15;

function isReason(value: unknown): boolean {
  return (
    isObject(value) &&
    (value.events === undefined || typeof value.events === 'string') &&
    Array.isArray(value.errors) &&
    value.errors.length > 0 &&
    value.errors.every(isError)
  );
}

function isError(value: unknown): boolean {
  return isObject(value) && ['code', 'path', 'message'].every((name) => typeof value[name] === 'string');
}

/** What is stored of one event that is refused by itself. */
export function refusedAlone({ version, errors, ...rest }: Omit<DeadLetter, 'from'>): RefusedRequest {
  return { ...rest, reasons: [{ ...(version === undefined ? {} : { version }), errors }] };
}

/** One dead letter for each event that was refused, in the order they were sent. */
export function* lettersOfRequest(refused: RefusedRequest): Generator<DeadLetter> {
  const { reasons, list, eventId = refused.id, ...common } = refused;
  const values = list ? listIn(refused.raw) : undefined;
  if (values) yield* lettersInList(refused, values);
  else yield { ...common, eventId, ...told(reasons[0]) };
}

function* lettersInList(
  { id, arrivedAt, reasons, raw, sentAt, contract, headers }: RefusedRequest,
  values: readonly unknown[],
): Generator<DeadLetter> {
  const places = [...placed(reasons, values.length)].sort((a, b) => a.place - b.place);
  for (const [i, { text }] of scanJson(raw).members.entries()) {
    const { place, reason } = places[i] ?? { place: i, reason: reasons[0] };
    const event = nameOf(values[i]);
    yield {
      id: `${id}:${place}`,
      arrivedAt,
      ...(event === undefined ? {} : { event }),
      eventId: eventIdOf({ wire: { value: values[i], text } }, () => memberId(id, place)),
      ...told(reason),
      raw: text,
      ...(sentAt === undefined ? {} : { sentAt }),
      contract,
      headers,
    };
  }
}

function* placed(
  reasons: readonly Reason[],
  most: number,
): Generator<{ readonly place: number; readonly reason: Reason }> {
  for (const reason of reasons) {
    let left = most;
    for (const place of placesIn(reason.events ?? '')) {
      if (left-- === 0) break;
      yield { place, reason };
    }
  }
}

/** A record that is damaged is one letter, so that nothing hides the others. */
function listIn(raw: string): readonly unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(raw);
    return Array.isArray(values) ? values : undefined;
  } catch {
    return undefined;
  }
}

function told({ version, errors }: Reason = { errors: [] }): Pick<DeadLetter, 'version' | 'errors'> {
  return { ...(version === undefined ? {} : { version }), errors };
}

function nameOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.event === 'string' ? reportedName(value.event) : undefined;
}
