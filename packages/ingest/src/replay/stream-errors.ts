import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { rawOf } from '../dead-letters/dead-letters.js';
import { isMoment } from '../dead-letters/refused-request.js';
import { examine, type Gate } from '../examine.js';
import { PUT_LIMITS } from '../stream/limits.js';
import { uuidOf } from '../wire/member-id.js';
import { splitPack } from '../wire/split-pack.js';
import { isObject, readBody, textOf } from '../wire/wire.js';

/** One line of the stream's error output (Amazon Data Firehose, "Handle failure in data transformation"). */
export interface StreamError {
  /** Epoch milliseconds. */
  readonly arrivalTimestamp: number;
  readonly errorCode: string;
  readonly errorMessage: string;
  /** Base64. */
  readonly rawData: string;
}

/** Whether a line of the error output is one. */
export function isStreamError(value: unknown): value is StreamError {
  if (!isObject(value) || !isMoment(value.arrivalTimestamp)) return false;
  return ['rawData', 'errorCode', 'errorMessage'].every((name) => typeof value[name] === 'string');
}

/**
 * The dead letters of a line of the error output, judged again, because the stream keeps no reason: one, or one for each event
 * of an undivided pack. `origin` names the line for ever; ids follow from it. What is valid by the contract at hand is listed
 * under the service's own code.
 */
export function lettersOf(error: StreamError, origin: string, gate: Gate): DeadLetter[] {
  const bytes = Buffer.from(error.rawData, 'base64');
  const text = textOf(bytes);
  const objects = text === undefined ? undefined : splitPack(text);
  if (objects === undefined || objects.length < 2) return [letterOf(error, bytes, origin, gate)];
  const others = objects.length === 2 ? 'another one' : `${objects.length - 1} others`;
  const packed = {
    ...error,
    errorCode: 'undivided-pack',
    errorMessage: `It came with ${others} in one record that the stream did not divide.`,
  };
  return objects.map((object, i) => letterOf(packed, Buffer.from(object), `${origin}:${i}`, gate));
}

function letterOf(error: StreamError, bytes: Uint8Array, origin: string, gate: Gate): DeadLetter {
  const uuid = uuidOf(origin);
  const { arrivalTimestamp: arrivedAt } = error;
  const base = { id: `stream-${uuid}`, contract: '', headers: {}, from: 'stream' as const, ...rawOf(bytes) };
  const read = readBody(bytes);
  if (read.kind === 'unreadable') {
    const { code, message } = read;
    return { ...base, arrivedAt, eventId: uuid, errors: [{ code, path: '', message }] };
  }
  const receivedAt = arrivalOf(read.body.value) ?? arrivedAt;
  const given = hasTime(read.body.value) ? {} : { eventId: uuid };
  const examined = examine({ wire: read.body, receivedAt, ...given }, { ...gate, eventLimit: PUT_LIMITS.recordBytes });
  const { event, version, eventId } = examined;
  const named = { ...(event === undefined ? {} : { event }), ...(version === undefined ? {} : { version }) };
  const errors = examined.kind === 'refused' ? examined.errors : [serviceError(error)];
  return { ...base, arrivedAt: receivedAt, ...named, eventId, errors };
}

function serviceError({ errorCode, errorMessage }: StreamError) {
  const message = `${errorMessage.replace(/[.]?$/, '.')} The event is valid by the contract at hand.`;
  return { code: errorCode, path: '', message };
}

/** The collector's word of when it came, where it passed the collector. */
function arrivalOf(event: unknown): number | undefined {
  const said = isObject(event) ? event.receivedAt : undefined;
  return Number.isSafeInteger(said) && (said as number) >= 0 ? (said as number) : undefined;
}

/** With a moment of its own an event's id follows from it, as in the transform. */
function hasTime(event: unknown): boolean {
  return isObject(event) && event.timestamp !== undefined;
}
