/** A parsed JSON object of which nothing else is known. */
export type JsonObject = { [key: string]: unknown };

/** One thing that is wrong with an event. */
export interface EventError {
  /** Stable, machine readable: `kebab-case`. */
  readonly code: string;
  /** JSON pointer (RFC 6901) into the event; empty for the event itself. */
  readonly path: string;
  /** What was found and what is allowed. */
  readonly message: string;
}

/** What the server knows about one arrival; used where the event itself does not say. */
export interface Stamp {
  readonly eventId: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** One published version of an event, as generated code presents it. */
export interface RuntimeVersion {
  /** `MAJOR.MINOR`. */
  readonly version: string;
  readonly major: number;
  /** Straight-line check of a parsed wire event (old field names accepted). Never throws, whatever it is given. */
  check(event: JsonObject): boolean;
  /** One JSON row (no newline) for an event that passed {@link RuntimeVersion.check}. */
  row(event: JsonObject, stamp: Stamp): string;
  /** Whether an old field name was used. */
  renamed(event: JsonObject): boolean;
  /** Compact table that the explainer reads only when a check failed. */
  readonly schema: unknown;
}

/** One event with all its published versions. */
export interface RuntimeEvent {
  readonly name: string;
  /** Newest first. */
  readonly versions: readonly RuntimeVersion[];
}

/** Everything the run time knows about a team's events: what generated code exports as `contract`. */
export interface RuntimeContract {
  /** Digest of the contract model it was generated from. */
  readonly digest: string;
  /** By name, without a prototype: look up with `Object.hasOwn` or after `judge` answered. */
  readonly events: { readonly [name: string]: RuntimeEvent };
}

/** Whether an event is acceptable, as which version, and if not, everything that is wrong with it. */
export type Judgement =
  | {
      readonly ok: true;
      readonly event: string;
      readonly version: RuntimeVersion;
      /** An old field name was used. */
      readonly renamed: boolean;
      /** The version was not declared, or is an unknown newer minor. */
      readonly assumed: boolean;
    }
  | { readonly ok: false; readonly event: string; readonly version?: string; readonly errors: readonly EventError[] };
