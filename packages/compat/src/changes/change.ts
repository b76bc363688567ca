import type { JsonSchema } from '@sluice/contract';
import type { Path } from './path.js';

interface At<K extends string> {
  readonly kind: K;
  /** Where, in the words of the newer schema; a removed field stands under its own, old name. */
  readonly path: Path;
}

interface Both<K extends string> extends At<K> {
  readonly before: JsonSchema;
  readonly after: JsonSchema;
}

/** A field that the older schema did not have. */
export interface FieldAdded extends At<'field-added'> {
  readonly after: JsonSchema;
  readonly required: boolean;
}

/** A field that the newer schema does not have any more. */
export interface FieldRemoved extends At<'field-removed'> {
  readonly before: JsonSchema;
  readonly required: boolean;
}

/** A field under a new name that declares the old one as its alias. */
export interface FieldRenamed extends Both<'field-renamed'> {
  readonly from: string;
  readonly to: string;
}

/** One field gone and one of the same type new among its siblings, without an alias: a rename by the look of it. */
export interface FieldReplaced extends Both<'field-replaced'> {
  readonly from: string;
  readonly to: string;
}

/** A field that an event could leave out and now cannot. */
export interface FieldMadeRequired extends Both<'field-made-required'> {}

/** A field that every event had and that one can now leave out. */
export interface FieldMadeOptional extends Both<'field-made-optional'> {}

/** Another logical type (or other parameters of it, or another spelling on the wire). */
export interface TypeChanged extends Both<'type-changed'> {}

/** Values that an enumeration newly allows. */
export interface EnumValueAdded extends Both<'enum-value-added'> {
  readonly values: readonly string[];
}

/** Values that an enumeration does not allow any more. */
export interface EnumValueRemoved extends Both<'enum-value-removed'> {
  readonly values: readonly string[];
}

/** A limit (number, length, count, pattern, format) that is new, stricter or simply another one. */
export interface BoundTightened extends Both<'bound-tightened'> {
  readonly keyword: string;
}

/** A limit that is gone or further out. */
export interface BoundLoosened extends Both<'bound-loosened'> {
  readonly keyword: string;
}

/** Any other keyword with a say in what is accepted. */
export interface KeywordChanged extends Both<'keyword-changed'> {
  readonly keyword: string;
}

/** A further old name of a field. */
export interface AliasAdded extends Both<'alias-added'> {
  readonly alias: string;
  /** Whether the older schema has a field of this name beside the one that claims it. */
  readonly taken: boolean;
}

/** An old name that is no longer accepted. */
export interface AliasRemoved extends Both<'alias-removed'> {
  readonly alias: string;
}

/** Another value is filled in where a field is missing. */
export interface DefaultChanged extends Both<'default-changed'> {}

/** The same field is to live in another column. */
export interface ColumnChanged extends Both<'column-changed'> {}

/** Everything that can differ between two schemas. A closed union: rules and the witness search are total over it. */
export type Change =
  | FieldAdded
  | FieldRemoved
  | FieldRenamed
  | FieldReplaced
  | FieldMadeRequired
  | FieldMadeOptional
  | TypeChanged
  | EnumValueAdded
  | EnumValueRemoved
  | BoundTightened
  | BoundLoosened
  | KeywordChanged
  | AliasAdded
  | AliasRemoved
  | DefaultChanged
  | ColumnChanged;

/** The name of a change. */
export type ChangeKind = Change['kind'];

/** The member of {@link Change} with this kind. */
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>;
