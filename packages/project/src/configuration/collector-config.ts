import type { Sink } from '@sluice/ingest';

/** Pages of which origins may read answers in a browser: every origin, or a list of exact ones (`https://shop.example`). */
export type CorsOrigins = '*' | readonly string[];

/** How much may pass: `perSecond` in the long run, `burst` at once after a pause. */
export interface Rate {
  readonly perSecond: number;
  /** Default: what a second allows, at least 1. */
  readonly burst?: number;
}

/** Limits of a collector. Times in milliseconds, sizes in bytes. */
export interface Limits {
  /** Largest request body, as sent and decompressed (default 524,288). */
  readonly bodyLimit: number;
  /** Largest single event as sent (default 1,000,000). */
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

/** Where accepted events go. */
export type SinkConfig =
  | ({
      readonly kind: 'firehose';
      /** Name of the delivery stream. */
      readonly stream: string;
      /** Packs up to 500 events into a record; needs RecordDeAggregation on the stream. */
      readonly pack?: boolean;
    } & ServiceConfig)
  | ({
      readonly kind: 'kinesis';
      /** Name of the data stream. */
      readonly stream: string;
      readonly partitionBy?: 'eventId' | 'userId';
      /** Speaks HTTP/1.1 instead of HTTP/2, for endpoints that know nothing else (default false). */
      readonly http1?: boolean;
    } & ServiceConfig)
  | ({
      readonly kind: 'sqs';
      readonly queueUrl: string;
      readonly partitionBy?: 'eventId' | 'userId';
    } & ServiceConfig)
  /** The stream of `sluice dev`, in the data folder: to try things out. */
  | { readonly kind: 'local' };

/** What all services have. */
export interface ServiceConfig extends AwsConfig {
  /** Milliseconds that a call waits for more events, and with it the answer to a client (default 5; with `pack` 500). */
  readonly lingerMs?: number;
  /** Most calls at a time (default 8). */
  readonly concurrency?: number;
}

/** Where the service is; credentials come from the places where the AWS SDK looks for them, never from this file. */
export interface AwsConfig {
  /** Default: the environment's (`AWS_REGION`). */
  readonly region?: string;
  /** Another address of the service, such as a VPC endpoint. */
  readonly endpoint?: string;
}

/** A write key. The secret itself is never in the file: its SHA-256 is, or the name of the environment variable that has it. */
export interface KeyConfig {
  /** Who sends with it: stands in logs and metrics. */
  readonly source: string;
  /** SHA-256 of the key in 64 hexadecimal digits … */
  readonly sha256?: string;
  /** … or the environment variable that holds the key. */
  readonly env?: string;
  /** Events that it may send (default: every event). */
  readonly events?: readonly string[];
  /** Browser origins from which it may be used (default: every origin). */
  readonly origins?: readonly string[];
  readonly eventRate?: Rate;
  readonly requestRate?: Rate;
}

/** The spool of `sluice serve`. */
export interface SpoolConfig {
  /** Most bytes on the disk (default 1 GiB). */
  readonly maxBytes?: number;
  /** Milliseconds that a call of the sink may take before its events are spooled (default 10,000). */
  readonly patienceMs?: number;
}

/** The collector of `sluice serve`. Everything but `sink` has a default. */
export interface CollectorConfig {
  /** Default 8080; `--port` and `SLUICE_PORT` win. */
  readonly port?: number;
  /** Default `0.0.0.0`; `--host` and `SLUICE_HOST` win. */
  readonly host?: string;
  /** Where accepted events go: a service by its kind, or a sink of your own. */
  readonly sink: SinkConfig | Sink;
  /** The queue on disk that takes over while the sink fails; `false` for none. */
  readonly spool?: false | SpoolConfig;
  /** Most bytes of dead letters on the disk (default 1 GiB). */
  readonly deadLetters?: { readonly maxBytes?: number };
  /** Who may send what (default: everybody everything). */
  readonly keys?: readonly KeyConfig[];
  /** Browser origins whose pages may read answers (default: every one); `false` for none. Keys have `origins` to refuse others. */
  readonly cors?: CorsOrigins | false;
  readonly limits?: Partial<Limits>;
  /** Default `info`; `SLUICE_LOG_LEVEL` wins. */
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** Milliseconds from SIGTERM to the end, for answering and draining (default 25,000). */
  readonly shutdownMs?: number;
}
