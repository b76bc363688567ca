import type { EventError } from '../codegen1/index.js';

/** Why a request as a whole is refused. Codes of single events come from their validators. */
export type RequestCode =
  | 'bad-request'
  | 'not-found'
  | 'method-not-allowed'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'unsupported-encoding'
  | 'sink-unavailable'
  | 'dead-letters-unavailable'
  | 'internal';

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
  'body-too-large': {
    status: 413,
    message: 'The body is larger than this collector accepts.',
    fix: 'Split the batch and send the parts.',
  },
  'unsupported-media-type': {
    status: 415,
    message: 'The body is neither application/json nor text/plain in UTF-8.',
    fix: "Send JSON with the header 'content-type: application/json'.",
  },
  'unsupported-encoding': {
    status: 415,
    message: 'The body is compressed.',
    fix: 'Send the body without content-encoding.',
  },
  'sink-unavailable': {
    status: 503,
    message: 'The events could not be stored; none of those marked retry is acknowledged.',
    fix: 'Send them again, with the same ids, after the time in Retry-After.',
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

/** The error of a single event that was rejected and kept. */
export function rejection(error: EventError): ErrorBody {
  const fix = 'Correct the event and send it again. It is kept with this reason and can be replayed after a fix.';
  const path = error.path === '' ? {} : { path: error.path };
  return { error: { code: error.code, message: error.message, ...path, fix } };
}
