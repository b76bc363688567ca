import { type AnySchema, schemasIn } from './schema.js';

/** The types of JSON Schema. */
const jsonKinds = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;

/** One of them. */
export type JsonKind = (typeof jsonKinds)[number];

/** What a schema says about its type. */
export interface Kinds {
  /** In the order in which they are written. */
  readonly kinds: readonly JsonKind[];
  readonly nullable: boolean;
  /** Whether `type` is missing, so that they were guessed from other keywords. */
  readonly missing: boolean;
  /** The first thing under `type` that is no type, where no keyword tells one; `any`, as draft 03 has it, says nothing. */
  readonly unknown?: unknown;
}

/** Keywords that apply to values of one type only, and therefore tell it where `type` is missing. */
const telling: readonly (readonly [kind: JsonKind, keywords: readonly string[]])[] = [
  [
    'object',
    [
      'properties',
      'patternProperties',
      'required',
      'minProperties',
      'maxProperties',
      'propertyNames',
      'additionalProperties',
    ],
  ],
  ['array', ['items', 'prefixItems', 'additionalItems', 'minItems', 'maxItems', 'uniqueItems', 'contains']],
  ['string', ['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding', 'contentMediaType']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

/** The types that a schema declares; where it declares none, the one that its keywords are for. */
export function kindsOf(schema: AnySchema): Kinds {
  const written = Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];
  const kinds = [...new Set(written.filter((type): type is JsonKind => jsonKinds.includes(type)))];
  const others = written.filter((type) => type !== 'any' && !jsonKinds.includes(type));
  const unknown = others.length > 0 && { unknown: others[0] };
  if (kinds.length > 0) {
    return { kinds, nullable: kinds.includes('null') || schema.nullable === true, missing: false, ...unknown };
  }
  const told = telling.filter(([, keywords]) => keywords.some((keyword) => tells(schema, keyword)));
  return { kinds: told.map(([kind]) => kind), nullable: true, missing: true, ...(told.length === 0 && unknown) };
}

/** `additionalProperties: true` and an empty `properties` tell nothing. */
function tells(schema: AnySchema, keyword: string): boolean {
  if (!Object.hasOwn(schema, keyword)) return false;
  if (keyword === 'properties') return schemasIn(schema, keyword).length > 0;
  return typeof schema[keyword] !== 'boolean';
}

/** The values that `enum` or `const` allow; undefined where neither stands. */
export function valuesIn(schema: AnySchema): readonly unknown[] | undefined {
  if (Object.hasOwn(schema, 'const')) return [schema.const];
  return Array.isArray(schema.enum) && schema.enum.length > 0 ? schema.enum : undefined;
}
