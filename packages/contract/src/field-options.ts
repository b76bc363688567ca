import type { Deprecation, Sensitivity } from './json.js';
import type { Schema } from './typed-schema.js';

/** Any JSON value, as an author may write it. */
export type JsonLiteral = null | boolean | number | string | readonly JsonLiteral[] | JsonObjectLiteral;

/** A JSON object, as an author may write it. */
export interface JsonObjectLiteral {
  readonly [key: string]: JsonLiteral;
}

/**
 * What can be said of any field, beside its type. `Value` is what an example or a default is; without it the options fit
 * every kind of field. `Description` is there for the compiler.
 */
export interface FieldOptions<Value = never, Description = string> {
  /** What the value means, in a sentence. Required on every property. */
  readonly description?: Description;
  /** Old names that stay accepted, newest first. */
  readonly renamedFrom?: readonly string[];
  /** Since when it is on its way out, what replaces it, and when it may go. */
  readonly deprecated?: Deprecation;
  /** How personal it is; `internal` where nothing is said. */
  readonly sensitivity?: Sensitivity;
  /** Values as they are sent. */
  readonly examples?: readonly Value[];
  /** Value stored where an event does not carry the field. */
  readonly default?: Value;
  /** Column name, where the one made from the field's name will not do. Frozen once published. */
  readonly column?: string;
}

interface Words {
  readonly format:
    | 'date'
    | 'date-time'
    | 'duration'
    | 'email'
    | 'hostname'
    | 'ipv4'
    | 'ipv6'
    | 'json-pointer'
    | 'time'
    | 'uri'
    | 'uri-reference'
    | 'uuid';
}

/** String formats that validators assert. `uuid`, `date` and `date-time` have column types of their own. */
export type TextFormat = Words['format'];

/** What can be said of a text. */
export interface TextOptions<Description = string> extends FieldOptions<string, Description> {
  /** Characters at least. */
  readonly minLength?: number;
  /** Characters at most; the warehouse column is that wide. */
  readonly maxLength?: number;
  /** An ECMAScript regular expression, valid with the `u` flag, that finds a match in the text. */
  readonly pattern?: string;
  readonly format?: TextFormat;
}

/** What can be said of a number. */
export interface NumberOptions<Description = string> extends FieldOptions<number, Description> {
  /** Smallest value. */
  readonly minimum?: number;
  /** Largest value. */
  readonly maximum?: number;
  /** Values are larger than this. */
  readonly exclusiveMinimum?: number;
  /** Values are smaller than this. */
  readonly exclusiveMaximum?: number;
}

/** What can be said of a whole number. */
export interface IntegerOptions<Description = string> extends NumberOptions<Description> {
  /** Values are multiples of this whole number. */
  readonly multipleOf?: number;
}

/** What can be said of an object with named fields. */
export interface ObjectOptions<Description = string> extends FieldOptions<JsonObjectLiteral, Description> {
  /** `false`: the event is refused where the object has properties that are not named here. */
  readonly additionalProperties?: boolean | Schema;
}

/** What can be said of a list. */
export interface ArrayOptions<Description = string> extends FieldOptions<readonly JsonLiteral[], Description> {
  /** Items at least. */
  readonly minItems?: number;
  /** Items at most. */
  readonly maxItems?: number;
  /** No two items are equal. */
  readonly uniqueItems?: boolean;
}

/** What can be said of a map. */
export interface RecordOptions<Description = string> extends FieldOptions<JsonObjectLiteral, Description> {
  /** Keys at least. */
  readonly minProperties?: number;
  /** Keys at most. */
  readonly maxProperties?: number;
}
