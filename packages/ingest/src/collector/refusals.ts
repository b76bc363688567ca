import type { EventError } from '../codegen1/index.js';

/** Why a request as a whole is refused. Codes of single events come from their validators. */
export type RequestCode =
  | 'bad-request'
  | 'write-key-missing'
  | 'write-key-unknown'
  | 'origin-not-allowed'
  | 'not-found'
  | 'method-not-allowed'
  | 'request-timeout'
  | 'body-too-large'
  | 'too-many-events'
  | 'unsupported-media-type'
  | 'unsupported-encoding'
  | 'expectation-failed'
  | 'rate-limited'
  | 'too-many-requests'
  | 'headers-too-large'
  | 'overloaded'
  | 'shutting-down'
  | RetryCode
  | 'internal';

/** Why an event was neither stored nor kept, and must be sent again. */
export type RetryCode = 'sink-unavailable' | 'spool-full' | 'dead-letters-unavailable' | 'dead-letters-full';

/** The one shape of every answer that is not a success. */
export interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    /** JSON pointer into what was sent, where there is one. */
    readonly path?: string;
    readonly fix: string;
  };
}

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly fix: string;
}

const REFUSALS: { readonly [Code in RequestCode]: Refusal } = {
  'bad-request': {
    status: 400,
    message: 'The request is not readable HTTP.',
    fix: 'Check the URL, the content-length and the body.',
  },
  'write-key-missing': {
    status: 401,
    message: 'The request carries no write key.',
    fix: "Send it as 'authorization: Bearer <key>', as 'x-write-key: <key>' or as '?key=<key>'.",
  },
  'write-key-unknown': {
    status: 401,
    message: 'The write key is not known here.',
    fix: 'Check the key, and that it is configured at this collector.',
  },
  'origin-not-allowed': {
    status: 403,
    message: 'This write key may not be used from pages of this origin.',
    fix: "Add the origin to the key's list, or use the key that belongs to this site.",
  },
  'not-found': {
    status: 404,
    message: 'There is nothing at this address.',
    fix: 'Post to /events/<name> with one event, or to /events with one event, a list, or {"sentAt", "batch"}.',
  },
  'method-not-allowed': {
    status: 405,
    message: 'This address does not take this method.',
    fix: 'Events are sent with POST; /livez, /readyz and /metrics are read with GET.',
  },
  'request-timeout': {
    status: 408,
    message: 'The request did not arrive in time.',
    fix: 'Send it again, in smaller parts where the line is slow.',
  },
  'body-too-large': {
    status: 413,
    message: 'The body is larger than this collector accepts.',
    fix: 'Split the batch and send the parts; what counts is the size after decompression.',
  },
  'too-many-events': {
    status: 413,
    message: 'The list has more events than this collector accepts at once.',
    fix: 'Split the batch and send the parts.',
  },
  'unsupported-media-type': {
    status: 415,
    message: 'The body is neither application/json nor text/plain in UTF-8.',
    fix: "Send JSON with the header 'content-type: application/json'.",
  },
  'unsupported-encoding': {
    status: 415,
    message: 'The body is compressed in a way that is not supported.',
    fix: 'Send it with content-encoding gzip, br or deflate, or without.',
  },
  'expectation-failed': {
    status: 417,
    message: 'The request expects what this collector does not do.',
    fix: "Leave the header 'expect' out, or send 'expect: 100-continue'.",
  },
  'rate-limited': {
    status: 429,
    message: 'More was sent with this write key than it may send.',
    fix: 'Send it again after the time in Retry-After; nothing of this request was stored.',
  },
  'too-many-requests': {
    status: 429,
    message: 'This address has as many requests open as it may have.',
    fix: 'Wait for their answers, then send it again after the time in Retry-After.',
  },
  'headers-too-large': {
    status: 431,
    message: 'The headers of the request are too large.',
    fix: 'Send fewer or smaller headers and cookies.',
  },
  overloaded: {
    status: 503,
    message: 'More is in work than this collector takes at a time.',
    fix: 'Send it again after the time in Retry-After.',
  },
  'shutting-down': {
    status: 503,
    message: 'This collector is being stopped.',
    fix: 'Send it again after the time in Retry-After, on a new connection.',
  },
  'sink-unavailable': {
    status: 503,
    message: 'The events could not be stored; none of those marked retry is acknowledged.',
    fix: 'Send them again, with the same ids, after the time in Retry-After.',
  },
  'spool-full': {
    status: 503,
    message: 'The stream takes no events and the spool on disk is full; none of those marked retry is acknowledged.',
    fix: 'Send them again, with the same ids, after the time in Retry-After. Operators: see why the stream fails.',
  },
  'dead-letters-full': {
    status: 503,
    message: 'The events are not valid and there is no room to keep them; none of those marked retry is settled.',
    fix: 'Send them again after the time in Retry-After. Operators: replay or remove dead letters.',
  },
  'dead-letters-unavailable': {
    status: 503,
    message: 'The events are not valid and could not be kept; none of those marked retry is settled.',
    fix: 'Send them again, with the same ids, after the time in Retry-After.',
  },
  internal: {
    status: 500,
    message: 'The collector failed.',
    fix: 'Send the request again; the server log has the reason.',
  },
};

/** Seconds a client should wait before it sends again what got a 503. */
export const RETRY_AFTER_SECONDS = 2;

/** The status and body with which a request is refused. */
export function refusal(code: RequestCode): { readonly status: number; readonly body: ErrorBody } {
  const { status, message, fix } = REFUSALS[code];
  return { status, body: { error: { code, message, fix } } };
}

/** Answers to single events that are not 400. */
const STATUSES: { readonly [code: string]: number } = { 'event-not-allowed': 403, 'event-too-large': 413 };

const FIXES: { readonly [code: string]: string } = {
  'event-not-allowed': "Send it with another write key, or add the event to this key's list and replay it.",
};

const FIX = 'Correct the event and send it again. It is kept with this reason and can be replayed after a fix.';

/** The status and error of a single event that was rejected and kept. */
export function rejection({ code, message, path }: EventError): { readonly status: number; readonly body: ErrorBody } {
  const place = path === '' ? {} : { path };
  return { status: STATUSES[code] ?? 400, body: { error: { code, message, ...place, fix: FIXES[code] ?? FIX } } };
}
