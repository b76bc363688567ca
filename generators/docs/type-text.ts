import type { LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';

const texts: { readonly [K in LogicalKind]: (type: LogicalOf<K>) => string } = {
  boolean: () => 'boolean',
  int32: () => 'integer (32 bits)',
  int64: ({ wire }) => (wire === 'string' ? 'integer (64 bits), as a string of digits' : 'integer'),
  float64: () => 'number',
  decimal: ({ precision, scale }) => `decimal, at most ${precision - scale} digits before the point and ${scale} after`,
  string: ({ maxLength }) => (maxLength === undefined ? 'text' : `text, at most ${maxLength} characters`),
  enum: ({ values }) => `one of ${values.map((value) => `\`${value}\``).join(', ')}`,
  uuid: () => 'UUID',
  date: () => 'date, `YYYY-MM-DD`',
  timestamp: ({ wire }) => (wire === 'epochMillis' ? 'time, milliseconds since 1970 (UTC)' : 'time, RFC 3339'),
  struct: () => 'object',
  list: ({ element }) => `list of: ${typeText(element)}`,
  map: ({ value }) => `map from text to: ${typeText(value)}`,
  json: () => 'any JSON',
};

/** A logical type in words, as its value travels on the wire. */
export function typeText(type: LogicalType): string {
  return (texts[type.kind] as (type: LogicalType) => string)(type);
}
