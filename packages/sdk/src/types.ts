import type { EventSender } from './codegen1/index.js';
import type { Given, IdentityOf } from './codegen1/types.js';
import type { Clock, Fetch, Page, Random } from './ports.js';

/** One event as it goes over the wire: a flat object of common fields and the event's own properties. */
export interface WireEvent {
  /** UUIDv7, made once when the event was tracked and the same in every attempt. */
  readonly eventId: string;
  readonly event: string;
  /** `MAJOR.MINOR`; absent where the caller did not go through a generated function. */
  readonly version?: string;
  /** Milliseconds since 1970. */
  readonly timestamp?: number | string;
  readonly [field: string]: unknown;
}

/** What the collector decided about one event of a batch. Only `retry` keeps the event here. */
export interface Verdict {
  /** Place of the event in the batch, from 0. */
  readonly index?: number;
  readonly eventId?: string;
  /** `ok | duplicate | renamed | invalid | retry`; any other word counts as settled. */
  readonly status: string;
  readonly code?: string;
  /** JSON pointer to the field at fault. */
  readonly path?: string;
  readonly errors?: readonly unknown[];
}

/** Why an event was given up without a verdict of its own. */
export type DropReason =
  /** The queue was full and this was the oldest event in it. */
  | 'queue-full'
  /** The collector refused the whole batch with a 4xx status. */
  | 'refused'
  /** The event alone is larger than the collector takes (413). */
  | 'too-large'
  /** The properties cannot be written as JSON: a cycle, a BigInt, a getter that throws. */
  | 'unserializable'
  /** It was tracked after `close()`, or `close()` ran out of time. */
  | 'closed';

/** What `onDropped` is told beside the event. */
export interface Drop {
  readonly reason: DropReason;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
}

/**
 * Fields that every following event carries unless the call says otherwise. An undefined value removes the field; `context`
 * is merged key by key with that of a call. Which fields there are, and of which types, the generated `Identity` says.
 */
export type { AnyIdentity as Identity } from './codegen1/types.js';

/** Where every tracked event is: `tracked` is always the sum of the other event counts. */
export interface Stats {
  readonly tracked: number;
  /** Settled by the collector, duplicates included. */
  readonly accepted: number;
  /** Refused by the collector with a reason, and kept there as dead letters. */
  readonly invalid: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Waiting for the next request. */
  readonly queued: number;
  /** In a request that is not answered yet. */
  readonly inFlight: number;
  /** Requests made, answered or not. */
  readonly requests: number;
}

/** How a client is set up. Everything but `url` has a default. */
export interface ClientOptions {
  /** The collector's address without `/events`, e.g. `https://collect.example.com`. */
  readonly url: string;
  /** Write key: `?key=` from browsers, `Authorization: Bearer` from servers. */
  readonly key?: string;
  /** Events in one request at most; default 50. */
  readonly batchEvents?: number;
  /** Bytes of one request's body at most, a single larger event excepted; default 60 000. */
  readonly batchBytes?: number;
  /** Milliseconds an event waits for company; default 1000. */
  readonly batchDelayMs?: number;
  /** Events kept here at most, those in flight included; default 1000. The oldest goes first. */
  readonly maxQueue?: number;
  /** Milliseconds until a request counts as failed; default 30 000. */
  readonly requestTimeoutMs?: number;
  /** Told of every event that the collector refused with a reason. What it throws is ignored. */
  readonly onInvalid?: (event: WireEvent, verdict: Verdict) => void;
  /** Told of every event given up without a verdict. What it throws is ignored. */
  readonly onDropped?: (event: WireEvent, drop: Drop) => void;
  /** The transport; default the global `fetch`. */
  readonly fetch?: Fetch;
  /** Time and timers; default those of the platform. */
  readonly clock?: Clock;
  /** Numbers in [0, 1) for ids and jitter; default the platform's cryptographic source. */
  readonly random?: Random;
  /** The page that may go away, or null on a server; default: the document, where there is one. */
  readonly page?: Page | null;
}

/** How long `close` may take. */
export interface CloseOptions {
  /** Milliseconds; what is not delivered by then is dropped as `closed`. Default 10 000. */
  readonly timeoutMs?: number;
}

/** Fields for `identify`, all of them there. */
type Fields<Identity, Name extends keyof Identity> = { readonly [F in Name]-?: Exclude<Identity[F], undefined> };

/** Fields for `identify`, some of which may be taken away. */
type Change<Identity> = { readonly [F in keyof Identity]?: Identity[F] | undefined };

/**
 * A client whose `track` and `identify` are typed by the generated map of event names to properties. `Known` are the common
 * fields that its identity gives: calls may leave them out where an event requires them.
 */
export interface Client<Events extends object = Record<string, object>, Known extends string = never>
  extends EventSender<Known> {
  /**
   * Queues one event and returns its `eventId`. Never throws. It sends no version, so that the collector takes the newest
   * that fits; the generated functions send the version they were typed against.
   */
  track<Name extends keyof Events & string>(name: Name, props: Given<Events[Name], Known>): string;
  /**
   * Sets common fields for the events tracked from now on, on top of those set before. Returns this client, as one whose
   * events need these fields no longer.
   */
  identify<Name extends keyof IdentityOf<Events> & string = never>(
    identity: Fields<IdentityOf<Events>, Name>,
  ): Client<Events, Known | Name>;
  /** A field whose value may be undefined, which removes it, is not known afterwards. */
  identify(identity: Change<IdentityOf<Events>>): Client<Events>;
  /** Sends what is queued now. Resolves when every event has had its try; one that is to be retried stays queued. */
  flush(): Promise<void>;
  /** Delivers what is queued, retries included, and stops. Resolves with the final count of every event's fate. */
  close(options?: CloseOptions): Promise<Stats>;
  /** Where every event tracked so far is. */
  stats(): Stats;
}
