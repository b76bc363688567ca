import type { Deprecation, EventAlias, JsonSchema, UnknownProperties } from './json.js';
import type { FieldSchema } from './typed-schema.js';

/** What the author of one event version writes. */
export interface EventSource {
  /** snake_case, e.g. `checkout_completed`. */
  readonly name: string;
  /** `MAJOR.MINOR`. */
  readonly version: string;
  /** Team that answers for the event. */
  readonly owner: string;
  /** What happened, in a sentence. */
  readonly description: string;
  /** The event's own fields; those of the envelope come by themselves. */
  readonly properties: { readonly [name: string]: FieldSchema };
  /** Envelope fields (optional in general) that this event is refused without. */
  readonly requires?: readonly string[];
  /** Former names of the event, still accepted. */
  readonly renamedFrom?: readonly EventAlias[];
  readonly deprecated?: Deprecation;
  /** What becomes of properties that the version does not know, at every depth (default `capture`: kept in `_extra`). */
  readonly unknownProperties?: UnknownProperties;
}

/** What the author of an envelope version writes: the fields that every event has. */
export type EnvelopeSource = Omit<
  EventSource,
  'name' | 'requires' | 'renamedFrom' | 'deprecated' | 'unknownProperties'
>;

/** A checked definition: plain data, ready to be published. Properties stand in the order they were written in. */
export interface EventDefinition {
  readonly kind: 'event' | 'envelope';
  readonly name: string;
  readonly version: string;
  readonly owner: string;
  readonly description: string;
  readonly properties: { readonly [name: string]: JsonSchema };
  readonly required: readonly string[];
  readonly requires: readonly string[];
  readonly renamedFrom: readonly EventAlias[];
  readonly deprecated?: Deprecation;
  /** Absent where it is `capture`. */
  readonly unknownProperties?: UnknownProperties;
}
