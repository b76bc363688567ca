import type { FieldOptions, JsonLiteral, TextFormat } from './field-options.js';
import type { AnySchema } from './typed-schema.js';

/** A schema inside a `Json` field: made by `Type`, or written as JSON Schema (draft-07, without references). */
export type FreeSchema = AnySchema | LiteralSchema | boolean;

interface SchemasByName {
  readonly [name: string]: FreeSchema;
}

type TypeName = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

/** The keywords of JSON Schema draft-07 that a `Json` field can carry. References are none of them. */
export interface FreeKeywords {
  readonly type?: TypeName | readonly TypeName[];
  readonly enum?: readonly JsonLiteral[];
  readonly const?: JsonLiteral;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: TextFormat;
  readonly items?: FreeSchema | readonly FreeSchema[];
  readonly additionalItems?: FreeSchema;
  readonly contains?: FreeSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: SchemasByName;
  readonly patternProperties?: SchemasByName;
  readonly additionalProperties?: FreeSchema;
  readonly propertyNames?: FreeSchema;
  readonly required?: readonly string[];
  readonly dependencies?: { readonly [name: string]: FreeSchema | readonly string[] };
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly FreeSchema[];
  readonly anyOf?: readonly FreeSchema[];
  readonly oneOf?: readonly FreeSchema[];
  readonly not?: FreeSchema;
  readonly if?: FreeSchema;
  readonly then?: FreeSchema;
  readonly else?: FreeSchema;
  readonly title?: string;
  readonly $comment?: string;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
}

interface LiteralSchema extends FreeKeywords {
  readonly description?: string;
  readonly examples?: readonly JsonLiteral[];
  readonly default?: JsonLiteral;
}

/** What can be said of a `Json` field: what can be said of every field, and a JSON Schema for its values. */
export interface JsonOptions<Description = string> extends FieldOptions<JsonLiteral, Description>, FreeKeywords {}
