import type { EventVersion, Field, JsonSchema, JsonValue, LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';
import { sampleNumber } from './sample-number.js';
import { sampleSchema } from './sample-schema.js';
import { formatSamples, sampleText } from './sample-text.js';

type Sampler<K extends LogicalKind> = (type: LogicalOf<K>, schema: JsonSchema, nth: number) => JsonValue;

/** A value of each type, within its bounds; with `nth` another one, where elements of a list must differ. */
const samples: { readonly [K in LogicalKind]: Sampler<K> } = {
  boolean: (_, __, nth) => nth === 0,
  int32: (_, schema, nth) => sampleNumber({ multipleOf: 1, ...schema }, 1, nth),
  int64: ({ wire }, schema, nth) =>
    wire === 'string' ? String(1 + nth) : sampleNumber({ multipleOf: 1, ...schema }, 1, nth),
  float64: (_, schema, nth) => sampleNumber(schema, 0.5, nth),
  decimal: (type, schema, nth) => decimal(type, schema, nth),
  string: (_, schema, nth) => text(schema, nth),
  enum: ({ values }, _, nth) => values[nth % values.length] ?? '',
  uuid: (_, __, nth) => `${formatSamples.uuid?.slice(0, -1)}${(1 + nth) % 10}`,
  date: (_, __, nth) => `2026-11-${String(20 + (nth % 10)).padStart(2, '0')}`,
  timestamp: ({ wire }, _, nth) =>
    wire === 'epochMillis' ? 1_714_521_600_000 + nth : `2026-11-20T12:00:00.${String(nth).padStart(3, '0')}Z`,
  struct: ({ fields }, _, nth) => Object.fromEntries(fields.map((field) => [field.name, exampleValue(field, nth)])),
  list: ({ element }, schema) => list(element, schema),
  map: ({ value }, schema) => map(value, schema),
  json: (_, schema) => (schema.allOf ? (sampleSchema({ allOf: schema.allOf }) ?? {}) : {}),
};

function sample(type: LogicalType, schema: JsonSchema, nth = 0): JsonValue {
  return (samples[type.kind] as (type: LogicalType, schema: JsonSchema, nth: number) => JsonValue)(type, schema, nth);
}

/** As text: every decimal may come so. */
function decimal({ precision, scale }: LogicalOf<'decimal'>, schema: JsonSchema, nth: number): string {
  const step = scale <= 15 ? Number(`1e-${scale}`) : 1;
  const preferred = precision > scale ? 1 : 0;
  return sampleNumber(schema, preferred + nth * (preferred || step)).toFixed(scale);
}

function list(element: LogicalType, { items = {}, minItems = 0, maxItems = 1, uniqueItems }: JsonSchema): JsonValue[] {
  const length = Math.max(minItems, Math.min(1, maxItems));
  return Array.from({ length }, (_, i) => sample(element, items, uniqueItems ? i : 0));
}

function map(value: LogicalType, schema: JsonSchema): JsonValue {
  const { additionalProperties: inner, minProperties = 0, maxProperties = 1 } = schema;
  const length = Math.max(minProperties, Math.min(1, maxProperties));
  const values = typeof inner === 'object' ? inner : {};
  return Object.fromEntries(Array.from({ length }, (_, i) => [i === 0 ? 'key' : `key${i + 1}`, sample(value, values)]));
}

function text(schema: JsonSchema, nth: number): string {
  const { format = '', pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  const known = formatSamples[format] ?? (pattern === undefined ? undefined : sampleText(schema));
  if (known !== undefined) return known;
  const number = nth === 0 ? '' : String(nth + 1);
  return `${'text'.slice(0, Math.max(0, maxLength - number.length))}${number}`.padEnd(minLength, 'x');
}

/**
 * The field's first example, else its default, else a value of its type within its bounds; the next one where `nth` are taken. A
 * pattern or free schema for which no value was found is left to the examples that its author may add.
 */
export function exampleValue(field: Field, nth = 0): JsonValue {
  return field.examples[nth] ?? (nth === 0 ? field.default : undefined) ?? sample(field.type, field.schema, nth);
}

/**
 * A whole event as an app may send it: what the event cannot be without, the time, and its own fields that are on their
 * way in, not out.
 */
export function exampleEvent(version: EventVersion, envelope: readonly Field[]): JsonValue {
  const common = envelope.filter(({ name }) => name === 'timestamp' || version.requires.includes(name));
  const own = version.fields.filter(({ deprecated, required }) => required || !deprecated);
  const names: [string, JsonValue][] = [
    ['event', version.event],
    ['version', version.version],
  ];
  return Object.fromEntries([
    ...names,
    ...[...common, ...own].map((field): [string, JsonValue] => [field.name, exampleValue(field)]),
  ]);
}
