import type { EventError } from '../codegen1/index.js';
import type { DeadLetterHeaders } from '../dead-letters/dead-letter.js';
import type { Reason, RefusedRequest } from '../dead-letters/refused-request.js';
import { bytesOf, reportedErrors, reportedName } from '../dead-letters/reported-errors.js';
import type { Arrival, Examined } from '../examine.js';
import { ReasonGroups } from './reason-groups.js';
import type { RetryCode } from './refusals.js';
import type { Verdict } from './verdicts.js';

/** An event that may not be stored. */
export type RefusedEvent = Examined & { kind: 'refused' };

/** A request as its refused events are kept. */
export interface Sent {
  /** Unique; asked for once. */
  readonly id: string;
  readonly receivedAt: number;
  readonly headers: DeadLetterHeaders;
  /** Bytes of the body, decompressed: what is kept and answered is in proportion to them. */
  readonly bytes: number;
  /** The events came as a list. */
  readonly list: boolean;
  /** Digest of the contract. */
  readonly contract: string;
}

/** Refused events of one request that get a verdict each; of more, one says it for all that were refused for the same. */
const TOLD_ALONE = 100;

/** Bytes of a request that are kept and answered at most: so many times the body, and so many more. */
export const GROWTH = { times: 3, plus: 4_096 } as const;

/** What a record has beside events, reasons and headers. */
const FRAME_BYTES = 600;

interface First {
  readonly arrival: Arrival;
  readonly refused: RefusedEvent;
}

/** The refused events of a request: what is kept of them, and what is answered. */
export class Rejected {
  readonly #sent: Sent;
  readonly #texts: string[] = [];
  readonly #reasons: ReasonGroups;
  readonly #others: ReasonGroups;
  readonly #verdicts: Verdict[] = [];
  #first: First | undefined;
  #event: string | undefined;
  #room: number;

  constructor(sent: Sent) {
    this.#sent = sent;
    this.#room = 2 * sent.bytes + 2_000;
    this.#reasons = new ReasonGroups(sent.bytes + 2_000);
    this.#others = new ReasonGroups(2_000);
  }

  get count(): number {
    return this.#texts.length;
  }

  /** Adds the event at a place, behind all others. */
  add(place: number, arrival: Arrival, refused: RefusedEvent): void {
    const name = refused.event === undefined ? undefined : reportedName(refused.event);
    if (this.#first === undefined) this.#event = name;
    else if (this.#event !== name) this.#event = undefined;
    this.#first ??= { arrival, refused };
    this.#texts.push(arrival.wire.text);
    const alone = this.#verdicts.length < TOLD_ALONE && this.#room > 0;
    const errors = reportedErrors(refused.errors, alone ? this.#room : 0);
    const { version } = refused;
    const group = this.#reasons.add(place, errors, version);
    if (!alone) this.#others.add(place, [this.#short(group.errors[0])], undefined);
    else this.#verdicts.push(this.#verdict(place, refused.eventId, name, version, group.errors));
  }

  /** What many share is told by code and path. */
  #short({ code, path }: EventError): EventError {
    return { code, path, message: '' };
  }

  #verdict(
    index: number,
    eventId: string,
    event: string | undefined,
    version: string | undefined,
    errors: readonly [EventError, ...EventError[]],
  ): Verdict {
    const [{ code, path }] = errors;
    const known = { ...(event === undefined ? {} : { event }), ...(version === undefined ? {} : { version }) };
    const verdict: Verdict = { index, eventId, ...known, status: 'invalid', code, path, errors };
    this.#room -= bytesOf(verdict);
    return verdict;
  }

  /** Verdicts of all of them; those of many events behind those of one. `notKept`: why they could not be kept. */
  verdicts(notKept: RetryCode | undefined): readonly Verdict[] {
    const many = this.#others.reasons(Number.POSITIVE_INFINITY).map(verdictOfMany);
    const all = [...this.#verdicts, ...many];
    return notKept === undefined ? all : all.map((verdict) => retry(verdict, notKept));
  }

  /** What is kept of them. */
  record(): RefusedRequest {
    const { id, receivedAt, headers, list, contract, bytes } = this.#sent;
    const { arrival, refused } = this.#first as First;
    const raw = list ? `[${this.#texts.join(',')}]` : arrival.wire.text;
    const event = this.#event === undefined ? {} : { event: this.#event };
    const sentAt = arrival.sentAt === undefined ? {} : { sentAt: arrival.sentAt };
    const named = arrival.pathEvent === undefined ? {} : { named: 'path' as const };
    const frame = { id, arrivedAt: receivedAt, ...event, ...named };
    const rest = { raw, ...sentAt, contract, headers };
    const room = GROWTH.times * Math.min(bytes, Buffer.byteLength(raw)) + GROWTH.plus - FRAME_BYTES - bytesOf(rest);
    const reasons = this.#reasons.reasons(room);
    return list
      ? { ...frame, reasons, list: true, ...rest }
      : { ...frame, eventId: refused.eventId, reasons: reasons.map(withoutPlaces), ...rest };
  }
}

function withoutPlaces({ events: _, ...reason }: Reason): Reason {
  return reason;
}

function verdictOfMany({ events = '', errors }: Reason): Verdict {
  const { code = '', path = '' } = errors[0] ?? {};
  return { index: Number.parseInt(events, 10), events, status: 'invalid', code, path };
}

function retry({ index, events, eventId, event, version }: Verdict, code: RetryCode): Verdict {
  return {
    index,
    ...(events === undefined ? {} : { events }),
    ...(eventId === undefined ? {} : { eventId }),
    ...(event === undefined ? {} : { event }),
    ...(version === undefined ? {} : { version }),
    status: 'retry',
    code,
  };
}
