import { type EventError, exactly, type Judgement, judge, type RuntimeContract } from './codegen1/index.js';
import { show } from './codegen1/show.js';
import { clockFlaw } from './wire/clock-flaw.js';
import { deriveEventId } from './wire/event-id.js';
import { type EventLine, eventLine } from './wire/event-line.js';
import { deeperThan, MAX_DEPTH, withoutMember } from './wire/json-scan.js';
import { textFlaw } from './wire/text-flaw.js';
import { isObject, type WireValue } from './wire/wire.js';

/** One event as it arrived. */
export interface Arrival {
  readonly wire: WireValue;
  /** The event's name where the request's path said it. */
  readonly pathEvent?: string;
  /** The batch's `sentAt`, for events without one of their own. */
  readonly sentAt?: unknown;
  /** An id that was given to the event before (a dead letter's); used where the event has none of its own. */
  readonly eventId?: string;
  /** When the server received it: epoch milliseconds. Stored as `receivedAt`, instead of what the event says. */
  readonly receivedAt: number;
}

/** What an event is measured against. */
export interface Gate {
  readonly contract: RuntimeContract;
  /** Largest event as sent, in bytes. */
  readonly eventLimit: number;
  /** A fresh UUID for an event from which none can be derived. */
  readonly randomId: () => string;
  /** Whether the sender may send an event of this name (default: every one). */
  readonly allows?: (event: string) => boolean;
}

/** Whether an arrival may pass, and as what. */
export type Examined =
  | ({
      readonly kind: 'admitted';
      readonly event: string;
      readonly eventId: string;
      /** The version it was judged as. */
      readonly version: string;
      /** An old field name was used. */
      readonly renamed: boolean;
      /** The event declared no version, or a minor newer than all known. */
      readonly assumed: boolean;
    } & EventLine)
  | {
      readonly kind: 'refused';
      readonly event?: string;
      readonly eventId: string;
      readonly version?: string;
      /** At least one; the first is the reason. */
      readonly errors: readonly [EventError, ...EventError[]];
    };

/** Largest event as sent, in bytes, where nothing else is configured. */
export const EVENT_LIMIT = 32_768;

/** Most bytes that one UTF-16 unit of a text takes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Judges one arrival and, where it may pass, writes the record to store. Never throws. */
export function examine(arrival: Arrival, gate: Gate): Examined {
  const { wire } = arrival;
  const { value } = wire;
  if (!isObject(value)) return refuse(arrival.pathEvent, arrival.eventId ?? gate.randomId(), NO_OBJECT);
  const event = nameOf(arrival, value);
  const depth = deeperThan(wire.text, MAX_DEPTH);
  const eventId = idOf(arrival, value, depth === undefined ? event : undefined, gate.randomId);
  const flaw = shapeFlaw(wire, gate.eventLimit, depth) ?? nameFlaw(value, event, gate);
  return flaw === undefined
    ? admit(arrival, value, event as string, eventId, gate.contract)
    : refuse(event, eventId, flaw);
}

/** What is wrong with an event that is no object. */
const NO_OBJECT: EventError = { code: 'not-an-object', path: '', message: 'An event is a JSON object.' };

/** The id that {@link examine} gives an arrival; `random` where none follows from it. */
export function eventIdOf(arrival: Pick<Arrival, 'wire' | 'pathEvent' | 'eventId'>, random: () => string): string {
  const { value, text } = arrival.wire;
  if (!isObject(value)) return arrival.eventId ?? random();
  const event = deeperThan(text, MAX_DEPTH) === undefined ? nameOf(arrival, value) : undefined;
  return idOf(arrival, value, event, random);
}

function nameOf({ pathEvent }: Pick<Arrival, 'pathEvent'>, value: { [key: string]: unknown }): string | undefined {
  return pathEvent ?? (typeof value.event === 'string' ? value.event : undefined);
}

function admit(
  arrival: Arrival,
  value: { [key: string]: unknown },
  event: string,
  eventId: string,
  contract: RuntimeContract,
): Examined {
  const { wire } = arrival;
  const text = withoutStamp(wire.text, value);
  const added = stamp(value, event, eventId, arrival);
  const judgement = judgeSafely(contract, event, value, arrival);
  if (!judgement.ok) return { kind: 'refused', event, eventId, ...versionOf(judgement), errors: atLeastOne(judgement) };
  const { version, renamed, assumed } = judgement;
  const flaw = clockFlaw(version, value, wire.text);
  if (flaw) return { ...refuse(event, eventId, flaw), version: version.version };
  const { head, rest } = eventLine(text, added, wire.plain);
  return { kind: 'admitted', event, eventId, version: version.version, renamed, assumed, head, rest };
}

/**
 * Adds what is missing to an event, and always the arrival: when an event came is for the server to say, whatever the sender's
 * clock thinks. Answers what was added as JSON members. The value is changed in place, because it was parsed for this event
 * alone and a copy would cost as much as parsing it again; an arrival that the sender did not claim is added to the text only.
 */
function stamp(
  value: { [key: string]: unknown },
  event: string,
  eventId: string,
  { receivedAt, sentAt }: Arrival,
): string {
  let added = '';
  if (!Object.hasOwn(value, 'event')) {
    value.event = event;
    added += `"event":${JSON.stringify(event)},`;
  }
  if (!Object.hasOwn(value, 'eventId')) {
    value.eventId = eventId;
    added += `"eventId":${JSON.stringify(eventId)},`;
  }
  if (Object.hasOwn(value, STAMP)) value[STAMP] = receivedAt;
  if (sentAt === undefined || Object.hasOwn(value, 'sentAt')) return `${added}"receivedAt":${receivedAt}`;
  value.sentAt = sentAt;
  return added + timesOf(receivedAt, sentAt);
}

let times = { receivedAt: Number.NaN, sentAt: undefined as unknown, text: '' };

/** Both times as JSON members; they are the same for all events of a batch. */
function timesOf(receivedAt: number, sentAt: unknown): string {
  if (times.receivedAt !== receivedAt || times.sentAt !== sentAt) {
    times = { receivedAt, sentAt, text: `"receivedAt":${receivedAt},"sentAt":${JSON.stringify(sentAt)}` };
  }
  return times.text;
}

const STAMP = 'receivedAt';

function withoutStamp(text: string, value: object): string {
  return Object.hasOwn(value, STAMP) ? withoutMember(text, STAMP) : text;
}

function shapeFlaw(wire: WireValue, limit: number, depth: number | undefined): EventError | undefined {
  const size = wire.text.length * BYTES_PER_UNIT > limit ? Buffer.byteLength(wire.text) : 0;
  if (size > limit) {
    return { code: 'event-too-large', path: '', message: `The event has ${size} bytes; ${limit} are allowed.` };
  }
  if (depth !== undefined) {
    return { code: 'too-deep', path: '', message: `The event nests ${depth} levels; ${MAX_DEPTH} are allowed.` };
  }
  return wire.plain ? undefined : textFlaw(wire.text, wire.value);
}

function nameFlaw(value: { [key: string]: unknown }, event: string | undefined, gate: Gate): EventError | undefined {
  if (event !== undefined) return gate.allows?.(event) === false ? notAllowed(event, value) : undefined;
  return Object.hasOwn(value, 'event')
    ? { code: 'event-missing', path: '/event', message: 'The name of the event is not a string.' }
    : { code: 'event-missing', path: '', message: 'The event says no name: set "event", or post to /events/<name>.' };
}

function notAllowed(event: string, value: object): EventError {
  const path = Object.hasOwn(value, 'event') ? '/event' : '';
  return { code: 'event-not-allowed', path, message: `This write key may not send ${show(event)}.` };
}

/** The event's own id wins, then one given before; a derived one makes a retry the same event. */
function idOf(
  arrival: Pick<Arrival, 'wire' | 'eventId'>,
  value: { [key: string]: unknown },
  event: string | undefined,
  random: () => string,
): string {
  if (typeof value.eventId === 'string' && value.eventId.length <= 64) return value.eventId;
  if (arrival.eventId !== undefined) return arrival.eventId;
  if (event === undefined || !Object.hasOwn(value, 'timestamp')) return random();
  return deriveEventId(event, exactly(arrival.wire.text) ?? value);
}

/**
 * A validator that throws must not take the rest of the batch with it. An event that is refused without its arrival is judged
 * again with it, because a contract may ask for it.
 */
function judgeSafely(
  contract: RuntimeContract,
  event: string,
  value: { [key: string]: unknown },
  { receivedAt, wire }: Arrival,
): Judgement {
  try {
    const judgement = judge(contract, event, value, wire.text);
    if (judgement.ok || Object.hasOwn(value, STAMP)) return judgement;
    value[STAMP] = receivedAt;
    return judge(contract, event, value, wire.text);
  } catch (error) {
    const message = `The validator failed: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, event, errors: [{ code: 'validator-failed', path: '', message }] };
  }
}

function atLeastOne(judgement: Judgement & { ok: false }): [EventError, ...EventError[]] {
  const [first, ...rest] = judgement.errors;
  return [first ?? { code: 'invalid', path: '', message: 'The event does not match its schema.' }, ...rest];
}

function versionOf(judgement: Judgement & { ok: false }): { version?: string } {
  return judgement.version === undefined ? {} : { version: judgement.version };
}

function refuse(event: string | undefined, eventId: string, error: EventError): Examined & { kind: 'refused' } {
  return { kind: 'refused', ...(event === undefined ? {} : { event }), eventId, errors: [error] };
}
