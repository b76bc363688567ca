import { isAnyNumber, isWhole, writeJson } from '@sluice/contract';
import { type AnySchema, numberIn, textIn } from '../json-schema/schema.js';

/** A column type of the Redshift tables that Snowplow's loaders use. */
export type SnowplowType =
  | { readonly kind: 'timestamp' | 'date' | 'smallint' | 'int' | 'bigint' | 'double' | 'boolean' }
  | { readonly kind: 'decimal'; readonly precision?: number; readonly scale?: number }
  | { readonly kind: 'varchar' | 'char'; readonly size: number };

const names: { readonly [K in Exclude<SnowplowType['kind'], 'decimal' | 'varchar' | 'char'>]: string } = {
  timestamp: 'TIMESTAMP',
  date: 'DATE',
  smallint: 'SMALLINT',
  int: 'INT',
  bigint: 'BIGINT',
  double: 'DOUBLE PRECISION',
  boolean: 'BOOLEAN',
};

/** The type in SQL. */
export function typeText(type: SnowplowType): string {
  if (type.kind === 'varchar' || type.kind === 'char') return `${type.kind.toUpperCase()}(${type.size})`;
  if (type.kind !== 'decimal') return names[type.kind];
  return type.precision === undefined ? 'DECIMAL' : `DECIMAL(${type.precision},${type.scale ?? 0})`;
}

/** The compression of a column. */
export function encodingOf({ kind }: SnowplowType): string {
  if (kind === 'boolean') return 'RUNLENGTH';
  return kind === 'double' ? 'RAW' : 'ZSTD';
}

/** What a schema declares, without null, in no order; undefined where `type` is missing. */
export function declared(schema: AnySchema): ReadonlySet<string> | undefined {
  if (typeof schema.type === 'string') return new Set([schema.type].filter((type) => type !== 'null'));
  if (!Array.isArray(schema.type)) return undefined;
  return new Set(schema.type.filter((type): type is string => typeof type === 'string' && type !== 'null'));
}

/** Two or more types that a column cannot hold together; integer and number can. */
export function isUnion(schema: AnySchema): boolean {
  const types = declared(schema);
  return types !== undefined && types.size > 1 && !isJust(types, 'integer', 'number');
}

function isJust(types: ReadonlySet<string> | undefined, ...wanted: readonly string[]): boolean {
  return types !== undefined && types.size === wanted.length && wanted.every((type) => types.has(type));
}

type Rule = (schema: AnySchema) => SnowplowType | undefined;

const varchar = (size: number): SnowplowType => ({ kind: 'varchar', size });

/**
 * The rules of schema-ddl 0.27, first match wins (github.com/snowplow/schema-ddl). `integer?` in their names means that type
 * alone or with null.
 */
const rules: readonly Rule[] = [
  mixedEnum,
  union,
  time,
  array,
  integer,
  number,
  boolean,
  sameLength,
  uuid,
  sized,
  enumeration,
];

/** Bytes of a text column where nothing says how long it is. */
const defaultSize = 4096;

/** The column type of a leaf. */
export function snowplowType(schema: AnySchema): SnowplowType {
  for (const rule of rules) {
    const type = rule(schema);
    if (type) return type;
  }
  return varchar(defaultSize);
}

function valuesOf(schema: AnySchema): readonly unknown[] | undefined {
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

/** Numbers beside other values, and booleans in any list: as long as the longest is as JSON. */
function mixedEnum(schema: AnySchema): SnowplowType | undefined {
  const values = valuesOf(schema)?.filter((value) => value !== null) ?? [];
  const kinds = new Set(values.map((value) => (isAnyNumber(value) ? 'number' : typeof value)));
  const isMixed = kinds.has('boolean') || (kinds.has('number') && kinds.size > 1);
  return isMixed ? varchar(Math.max(...values.map((value) => writeJson(value).length))) : undefined;
}

function union(schema: AnySchema): SnowplowType | undefined {
  if (!isUnion(schema)) return undefined;
  return varchar(isJust(declared(schema), 'boolean', 'integer') ? 10 : defaultSize);
}

function time(schema: AnySchema): SnowplowType | undefined {
  if (!isJust(declared(schema), 'string')) return undefined;
  if (schema.format === 'date-time') return { kind: 'timestamp' };
  return schema.format === 'date' ? { kind: 'date' } : undefined;
}

function array(schema: AnySchema): SnowplowType | undefined {
  return isJust(declared(schema), 'array') ? varchar(65_535) : undefined;
}

function integer(schema: AnySchema): SnowplowType | undefined {
  const types = declared(schema);
  const isInteger = isJust(types, 'integer');
  const maximum = numberIn(schema, 'maximum');
  if (isInteger && maximum !== undefined) return sizedInteger(maximum);
  const values = valuesOf(schema);
  if (values && (types === undefined || isInteger)) return integerValues(values);
  if (isInteger) return { kind: 'bigint' };
  const step = numberIn(schema, 'multipleOf');
  if (step === undefined || !Number.isInteger(step)) return undefined;
  return maximum === undefined ? { kind: 'int' } : sizedInteger(maximum);
}

function integerValues(values: readonly unknown[]): SnowplowType | undefined {
  const whole = values
    .filter(isAnyNumber)
    .filter(isWhole)
    .map((value) => Number(value));
  return whole.length === values.length && whole.length > 0 ? sizedInteger(Math.max(...whole)) : undefined;
}

function sizedInteger(maximum: number): SnowplowType {
  if (!Number.isInteger(maximum)) return { kind: 'decimal' };
  if (maximum <= 32_767) return { kind: 'smallint' };
  return maximum <= 2_147_483_647 ? { kind: 'int' } : { kind: 'bigint' };
}

function number(schema: AnySchema): SnowplowType | undefined {
  const types = declared(schema);
  if (isJust(types, 'integer', 'number')) return { kind: 'double' };
  if (!isJust(types, 'number')) return undefined;
  return numberIn(schema, 'multipleOf') === 0.01 ? { kind: 'decimal', precision: 36, scale: 2 } : { kind: 'double' };
}

function boolean(schema: AnySchema): SnowplowType | undefined {
  return isJust(declared(schema), 'boolean') ? { kind: 'boolean' } : undefined;
}

function sameLength(schema: AnySchema): SnowplowType | undefined {
  const [least, most] = [numberIn(schema, 'minLength'), numberIn(schema, 'maxLength')];
  if (!isJust(declared(schema), 'string') || least === undefined || least !== most) return undefined;
  return { kind: 'char', size: least };
}

function uuid(schema: AnySchema): SnowplowType | undefined {
  return isJust(declared(schema), 'string') && schema.format === 'uuid' ? { kind: 'char', size: 36 } : undefined;
}

const formatSizes: { readonly [format: string]: number } = { ipv6: 39, ipv4: 15, email: 255 };

function sized(schema: AnySchema): SnowplowType | undefined {
  if (!isJust(declared(schema), 'string')) return undefined;
  const format = textIn(schema, 'format') ?? '';
  if (Object.hasOwn(formatSizes, format)) return varchar(formatSizes[format] ?? defaultSize);
  const most = numberIn(schema, 'maxLength');
  return most !== undefined && !valuesOf(schema) ? varchar(most) : undefined;
}

function enumeration(schema: AnySchema): SnowplowType | undefined {
  const values = valuesOf(schema);
  if (!values || values.length === 0) return undefined;
  const size = Math.max(...values.map(lengthOf));
  return values.length === 1 ? { kind: 'char', size } : varchar(size);
}

function lengthOf(value: unknown): number {
  if (value === null) return 0;
  return typeof value === 'string' ? value.length : writeJson(value).length;
}
