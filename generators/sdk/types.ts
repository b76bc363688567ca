import type { LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';
import { literal } from './names.js';
import { structType } from './shape.js';

/** Decimals up to this precision survive a double, so that a number may be given instead of a numeric text. */
const exactDigits = 15;

/** How each logical type is written in the properties of an event. */
const typeTexts: { readonly [K in LogicalKind]: (type: LogicalOf<K>) => string } = {
  boolean: () => 'boolean',
  int32: () => 'number',
  int64: ({ wire }) => wire,
  float64: () => 'number',
  decimal: ({ precision }) => (precision > exactDigits ? 'string' : 'number | string'),
  string: () => 'string',
  enum: ({ values }) => values.map(literal).join(' | '),
  uuid: () => 'string',
  date: () => 'string',
  timestamp: ({ wire }) => (wire === 'epochMillis' ? 'number' : 'string'),
  struct: ({ fields }) => structType(fields),
  list: ({ element }) => `readonly ${bracketed(typeText(element))}[]`,
  map: ({ value }) => `{ readonly [key: string]: ${typeText(value)} }`,
  json: () => 'unknown',
};

/** The TypeScript type of a value on the wire, as source. */
export function typeText<K extends LogicalKind>(type: LogicalType & { kind: K }): string {
  return (typeTexts[type.kind] as (type: LogicalType) => string)(type);
}

function bracketed(text: string): string {
  return /^\w+$/.test(text) ? text : `(${text})`;
}
