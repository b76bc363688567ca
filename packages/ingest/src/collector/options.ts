import type { RuntimeContract } from '../codegen1/index.js';
import type { DeadLetters, DeadLetterUsage } from '../dead-letters/dead-letters.js';
import { EVENT_LIMIT } from '../examine.js';
import type { Sink, Waiting } from '../sink.js';
import type { CorsOrigins } from './cors.js';
import { BYTES_PER_BODY_BYTE, BYTES_PER_EVENT } from './memory.js';
import type { SensitivityOf } from './privacy.js';
import type { WriteKey } from './write-keys.js';

/** What a collector needs. Clock and randomness are passed in. */
export interface CollectorOptions extends Partial<Limits> {
  readonly contract: RuntimeContract;
  /** Where accepted events go. Closed by whoever opened it, after the collector. */
  readonly sink: Sink & Partial<Backlog>;
  /** Where rejected events are kept. Closed by whoever opened it, after the collector. */
  readonly deadLetters: DeadLetters & Partial<Readiness> & Partial<Usage>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A fresh UUID. */
  readonly randomId: () => string;
  /** Who may send what. Empty or absent: everybody may send everything. */
  readonly keys?: readonly WriteKey[];
  /** Pages of which origins may read answers (default: every one); `false` sends no CORS headers. It refuses nothing: keys do. */
  readonly cors?: CorsOrigins | false;
  /** Fastify's logger: `true`, or options of pino (`level`, `stream`). Off unless given. */
  readonly logger?: boolean | LoggerOptions;
  /** Marks of the contract's fields; without them no log repeats anything of an event but its name and error codes. */
  readonly sensitivityOf?: SensitivityOf;
  /** Adds metrics of the process (CPU, memory, event loop) to `/metrics`; for one collector in a process. Default off. */
  readonly processMetrics?: boolean;
}

/** The part of pino's options that a collector leaves open. */
export interface LoggerOptions {
  /** `trace` to `fatal`; answered requests are logged at `debug`, refused ones at `info`, failures at `error`. */
  readonly level?: string;
  /** Where lines of JSON are written (default: standard output). */
  readonly stream?: { write(line: string): void };
}

/** A store that can say whether it would take something now. */
export interface Readiness {
  /** Whether a write would succeed as far as that can be known. */
  ready(): Promise<boolean>;
}

/** A store of dead letters that can say how full it is. */
export interface Usage {
  usage(): Promise<DeadLetterUsage>;
}

/** A sink that holds back what it could not pass on yet. */
export interface Backlog {
  backlog(): Waiting;
}

/** Limits of a collector. Times in milliseconds, sizes in bytes. */
export interface Limits {
  /** Largest request body, as sent and decompressed (default 524,288). */
  readonly bodyLimit: number;
  /** Largest single event as sent (default {@link EVENT_LIMIT}). */
  readonly eventLimit: number;
  /**
   * Most events of a list (default 20,000, more than valid ones fit into a body of the default size). It bounds what one request of
   * nothing but `{}` can cost: a dead letter and a verdict for each.
   */
  readonly maxEvents: number;
  /** How many acknowledged ids are remembered to recognise a retry (default 100,000; about 12 MB). */
  readonly duplicateWindow: number;
  /** Until the headers of a request must be there (default 10,000). */
  readonly headersTimeout: number;
  /** Until the whole request must be there (default 30,000), and until its answer must be read. */
  readonly requestTimeout: number;
  /** How long an idle connection is kept (default 72,000: longer than the usual 60 s of load balancers, which must hang up first). */
  readonly keepAliveTimeout: number;
  /** Open connections; more are closed at once (default 10,000). */
  readonly maxConnections: number;
  /** Requests in work, which have arrived whole; more get 503 (default 1,000). */
  readonly maxInFlight: number;
  /**
   * Bytes of memory that all requests may hold together, bodies that are still coming included, as far as it depends on what
   * they send (default 134,217,728, and never less than one request may need); more get 503.
   */
  readonly memory: number;
  /** Connections of one client address at a time, or behind trusted proxies requests (default 0: no bound). */
  readonly maxPerAddress: number;
  /** How many proxies in front add to `x-forwarded-for` and are believed (default 0: none). */
  readonly trustedHops: number;
  /** How long readiness may take to find out (default 5,000). */
  readonly readyTimeout: number;
}

const DEFAULTS: Limits = {
  bodyLimit: 524_288,
  eventLimit: EVENT_LIMIT,
  maxEvents: 20_000,
  duplicateWindow: 100_000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 72_000,
  maxConnections: 10_000,
  maxInFlight: 1_000,
  memory: 134_217_728,
  maxPerAddress: 0,
  trustedHops: 0,
  readyTimeout: 5_000,
};

/** The limits with every default filled in. */
export function limitsOf(given: Partial<Limits>): Limits {
  const entries = Object.entries(DEFAULTS).map(([name, value]) => [name, given[name as keyof Limits] ?? value]);
  const limits = Object.fromEntries(entries) as { [Name in keyof Limits]: number };
  return { ...limits, memory: Math.max(limits.memory, largestRequest(limits)) };
}

/** Bytes that the largest request that is allowed holds. */
function largestRequest({ bodyLimit, maxEvents }: Limits): number {
  return bodyLimit * (2 + BYTES_PER_BODY_BYTE) + maxEvents * BYTES_PER_EVENT;
}
