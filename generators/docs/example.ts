import type { EventVersion, Field, JsonSchema, JsonValue, LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';

const samples: { readonly [K in LogicalKind]: (type: LogicalOf<K>, schema: JsonSchema) => JsonValue } = {
  boolean: () => true,
  int32: (_, schema) => number(schema, 1),
  int64: ({ wire }, schema) => (wire === 'string' ? '1' : number(schema, 1)),
  float64: (_, schema) => number(schema, 0.5),
  decimal: ({ precision, scale }) => (precision > scale ? (1).toFixed(scale) : (0).toFixed(scale)),
  string: (_, schema) => text(schema),
  enum: ({ values }) => values[0] ?? '',
  uuid: () => '0d0e7b3c-5b1e-4d8a-9b1f-0a4d0f3d2c11',
  date: () => '2026-11-20',
  timestamp: ({ wire }) => (wire === 'epochMillis' ? 1_714_521_600_000 : '2026-11-20T12:00:00.000Z'),
  struct: ({ fields }) => Object.fromEntries(fields.map((field) => [field.name, exampleValue(field)])),
  list: ({ element }, schema) => [sample(element, schema.items ?? {})],
  map: ({ value }, schema) => ({ key: sample(value, inner(schema)) }),
  json: () => ({}),
};

function sample(type: LogicalType, schema: JsonSchema): JsonValue {
  return (samples[type.kind] as (type: LogicalType, schema: JsonSchema) => JsonValue)(type, schema);
}

function inner({ additionalProperties }: JsonSchema): JsonSchema {
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}

/** The preferred number, moved into the bounds. */
function number(
  { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: JsonSchema,
  preferred: number,
) {
  return Math.min(maximum, Math.max(minimum, preferred));
}

const formats: { readonly [format: string]: string } = {
  email: 'someone@example.com',
  uri: 'https://example.com/',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  hostname: 'www.example.com',
  'uri-reference': '/sale?page=2',
  'json-pointer': '/items/0',
  time: '12:00:00Z',
  duration: 'PT1H30M',
};

function text({ format, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: JsonSchema): string {
  const known = format === undefined ? undefined : formats[format];
  return known ?? 'text'.slice(0, maxLength).padEnd(minLength, 'x');
}

/** The field's first example, else its default, else a value of its type within its bounds. */
export function exampleValue(field: Field): JsonValue {
  return field.examples[0] ?? field.default ?? sample(field.type, field.schema);
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
