import type { ExactNumber } from './exact-number.js';

/** Any JSON value. A number that no double holds is an {@link ExactNumber}, as `readJson` reads it; no definition has one. */
export type JsonValue = null | boolean | number | string | ExactNumber | JsonValue[] | { [key: string]: JsonValue };
/** A JSON object. */
export type JsonObject = { [key: string]: JsonValue };

/** The keywords of JSON Schema (the subset every draft since 07 agrees on) that a registry document can contain. */
export interface JsonSchema {
  $schema?: string;
  $id?: string;
  title?: string;
  description?: string;
  examples?: JsonValue[];
  default?: JsonValue;
  type?: string | string[];
  enum?: JsonValue[];
  const?: JsonValue;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  properties?: { [name: string]: JsonSchema };
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  'x-sluice'?: FieldBlock;
}

/** Lists of words: read from here, they have no name of their own, and a compiler's message shows the words themselves. */
interface Words {
  readonly sensitivity: 'public' | 'internal' | 'pseudonymous' | 'personal' | 'secret';
  readonly unknownProperties: 'capture' | 'reject' | 'strip';
}

/** How personal a field is, from nobody to secrets. */
export type Sensitivity = Words['sensitivity'];

/** Since when a field is on its way out, what replaces it, and when it may go. */
export interface Deprecation {
  /** The version (`MAJOR.MINOR`) that deprecated it. */
  readonly since: string;
  /** The field or event to use instead. */
  readonly replacedBy?: string;
  /** ISO date (`YYYY-MM-DD`) before which removal is a break. */
  readonly removeAfter: string;
}

/**
 * The `x-sluice` block of one field in a registry document. `type` is the logical type; `column` and `ordinal` are
 * frozen when the version is published and never computed again.
 */
export interface FieldBlock {
  type?: string;
  precision?: number;
  scale?: number;
  /** How the value travels where a logical type has two spellings: `number | string` for int64, `rfc3339 | epochMillis` for timestamp. */
  wire?: string;
  column?: string;
  ordinal?: number;
  renamedFrom?: string[];
  deprecated?: Deprecation;
  sensitivity?: Sensitivity;
}

/** An event's former name, and how rows that an overlap sent twice are recognised as one. */
export interface EventAlias {
  /** The event's old name. */
  readonly event: string;
  /** Wire names whose equal values make two events one; absent where `dualSent` is false. */
  readonly sameWhen?: readonly string[];
  /** How far apart, in milliseconds, the two timestamps may be (default 0). */
  readonly toleranceMs?: number;
  /** `false`: no app ever sent both names for one occurrence. */
  readonly dualSent?: boolean;
}

/**
 * What becomes of properties that a version does not know, at every depth: kept as JSON in `_extra`, the event refused, or
 * left out.
 */
export type UnknownProperties = Words['unknownProperties'];

/** The `x-sluice` block at the root of a registry document. */
export interface RootBlock {
  event: string;
  version: string;
  owner: string;
  /** SQL name of the event, frozen at publication: tables and views are named after it. */
  table: string;
  /** Version of the envelope the event was published with; absent on the envelope itself. */
  envelope?: string;
  renamedFrom?: EventAlias[];
  deprecated?: Deprecation;
  /** Absent where it is `capture`. */
  unknownProperties?: UnknownProperties;
}

/** One published version: `registry/<event>/<version>.json`. Own properties only; the envelope's are added by the model. */
export type RegistryDocument = Omit<JsonSchema, 'x-sluice'> & { 'x-sluice': RootBlock };
