import type {
  ArrayOptions,
  FieldOptions,
  IntegerOptions,
  NumberOptions,
  ObjectOptions,
  RecordOptions,
  TextOptions,
} from './field-options.js';
import type { FreeSchema } from './free-schema.js';
import type {
  AnySchema,
  DescriptionMissing,
  FieldSchema,
  Item,
  Member,
  Said,
  Schema,
  Slot,
  TextSchema,
} from './typed-schema.js';

/** One of the texts of a `Type.Union`. */
interface LiteralText<Description = unknown> extends TextSchema<Description> {
  readonly const: string;
}

/** Stands in compiler messages where a property has no column type. */
interface NoColumnType {
  /** Only `Json` fields can hold it. */
  readonly fix: 'Choose one type, or write Json({ … }) where anything may stand. What may be absent is Type.Optional(…).';
}

/** A schema that may only stand inside a `Json` field. */
interface OnlyInJson extends Schema<NoColumnType, 'free'> {}

/** Any schema. A name for it that compiles without saying where the schema stands. */
interface Described {
  readonly description: unknown;
}

interface Properties<Where extends Slot> {
  readonly [name: string]: Member<Where>;
}

/**
 * What a definition's fields are made of, beside `Int32`, `Id64`, `Decimal`, `Enum`, `Uuid`, `Date_`, `Timestamp`,
 * `EpochMillis` and `Json`: TypeBox's builders with the options that mean something here.
 */
export interface FieldTypes {
  /** true or false. */
  Boolean<D = DescriptionMissing>(options?: FieldOptions<boolean, D>): Schema<Said<D>>;
  /** A whole number up to 2^53−1, stored as BIGINT. */
  Integer<D = DescriptionMissing>(options?: IntegerOptions<D>): Schema<Said<D>>;
  /** A floating-point number. For money use `Decimal`. */
  Number<D = DescriptionMissing>(options?: NumberOptions<D>): Schema<Said<D>>;
  /** A text. */
  String<D = DescriptionMissing>(options?: TextOptions<D>): TextSchema<Said<D>>;
  /** An object with named fields, each with a description. */
  Object<Where extends Slot = 'field', D = DescriptionMissing>(
    properties: Properties<Where>,
    options?: ObjectOptions<D>,
  ): Schema<Said<D>, Where>;
  /** A list; its items need no description of their own. */
  Array<Where extends Slot = 'field', D = DescriptionMissing>(
    items: Item<Where>,
    options?: ArrayOptions<D>,
  ): Schema<Said<D>, Where>;
  /** An object with free keys: `Type.Record(Type.String(), …)`. */
  Record<Where extends Slot = 'field', D = DescriptionMissing>(
    keys: TextSchema,
    values: Item<Where>,
    options?: RecordOptions<D>,
  ): Schema<Said<D>, Where>;
  /** Marks a property that an app may leave out. */
  Optional<S extends Described>(property: S): S;
  /** One text of a union, or a text that never varies; inside a `Json` field any constant. */
  Literal<V extends boolean | number | string, D = DescriptionMissing>(
    value: V,
    options?: FieldOptions<V, D>,
  ): V extends string ? LiteralText<Said<D>> : OnlyInJson;
  /** One of several texts: `Type.Union([Type.Literal('a'), Type.Literal('b')])`. Other unions only inside a `Json` field. */
  Union<S extends Described, D = DescriptionMissing>(
    schemas: readonly S[],
    options?: FieldOptions<string, D>,
  ): [S] extends [LiteralText] ? TextSchema<Said<D>> : OnlyInJson;
  /** One of the texts of an object or a TypeScript enum. */
  Enum<D = DescriptionMissing>(
    texts: { readonly [name: string]: string },
    options?: FieldOptions<string, D>,
  ): TextSchema<Said<D>>;
  /** A text of fixed and free parts. */
  TemplateLiteral<D = DescriptionMissing>(
    parts: string | readonly Schema[],
    options?: TextOptions<D>,
  ): TextSchema<Said<D>>;
  /** The names of an object's fields. */
  KeyOf<D = DescriptionMissing>(object: Schema, options?: FieldOptions<string, D>): TextSchema<Said<D>>;
  /** The fields of several objects as one. */
  Composite<D = DescriptionMissing>(objects: readonly Schema[], options?: ObjectOptions<D>): Schema<Said<D>>;
  /** An object without some of its fields. */
  Omit<D>(object: Schema<D>, names: readonly string[], options?: ObjectOptions<D>): Schema<Said<D>>;
  /** An object with some of its fields only. */
  Pick<D>(object: Schema<D>, names: readonly string[], options?: ObjectOptions<D>): Schema<Said<D>>;
  /** An object whose fields may all be left out. */
  Partial<D>(object: Schema<D>, options?: ObjectOptions<D>): Schema<Said<D>>;
  /** An object none of whose fields may be left out. */
  Required<D>(object: Schema<D>, options?: ObjectOptions<D>): Schema<Said<D>>;
  /** A schema as it is written, with a description that the compiler does not look for. */
  Unsafe<_Value = unknown>(schema?: object): FieldSchema;
  /** Anything, inside a `Json` field. */
  Any(options?: object): OnlyInJson;
  /** Anything, inside a `Json` field. */
  Unknown(options?: object): OnlyInJson;
  /** Nothing, inside a `Json` field. */
  Never(options?: object): OnlyInJson;
  /** null, inside a `Json` field: a field that may be absent is `Type.Optional(…)`. */
  Null(options?: object): OnlyInJson;
  /** What a schema does not let through, inside a `Json` field. */
  Not(schema: FreeSchema, options?: object): OnlyInJson;
  /** What fits all schemas, inside a `Json` field. */
  Intersect(schemas: readonly AnySchema[], options?: object): OnlyInJson;
  /** A list of fixed length, inside a `Json` field. */
  Tuple(items: readonly AnySchema[], options?: object): OnlyInJson;
}
