/** Where a schema may stand: as a field, a list's item or a map's value; or only inside a `Json` field (`free`). */
export type Slot = 'field' | 'free';

declare const place: unique symbol;
declare const isText: unique symbol;

/** Stands in compiler messages where a property has no `description`. */
export interface DescriptionMissing {
  /** Every property needs one. */
  readonly fix: "Add { description: 'What it means.' }.";
}

/** A schema made by `Type` and its neighbours. `Description` is `string` where it says what the value means. */
export interface Schema<Description = unknown, Where extends Slot = 'field'> {
  readonly description: Description;
  readonly [place]: Where;
  readonly [isText]: boolean;
}

/** A schema that can be a property: its description is there. */
export interface FieldSchema extends Schema<string> {}

/** What may stand inside a `Json` field: any schema at all. */
export interface AnySchema extends Schema<unknown, Slot> {}

/** A text, which can be the key of a map too. */
export interface TextSchema<Description = unknown> extends Schema<Description> {
  readonly [isText]: true;
}

/** `string` where options carry a description. */
export type Said<Description> = Description extends string ? string : DescriptionMissing;

/** A property of an object: inside a `Json` field it may do without a description. */
export type Member<Where extends Slot> = Where extends 'free' ? AnySchema : FieldSchema;

/** The item of a list, or the value of a map: needs no description. */
export type Item<Where extends Slot> = Where extends 'free' ? AnySchema : Schema;
