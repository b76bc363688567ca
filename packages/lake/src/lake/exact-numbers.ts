import type { LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';
import type { Table } from '@sluice/ddl';

/** Digits that every double keeps; a decimal beyond them loses digits when it is read as a JSON number. */
export const doubleDigits = 15;

const wide: { readonly [K in LogicalKind]: (type: LogicalOf<K>) => boolean } = {
  boolean: () => false,
  int32: () => false,
  int64: () => false,
  float64: () => false,
  decimal: ({ precision }) => precision > doubleDigits,
  string: () => false,
  enum: () => false,
  uuid: () => false,
  date: () => false,
  timestamp: () => false,
  struct: ({ fields }) => fields.some(({ type }) => isWide(type)),
  list: ({ element }) => isWide(element),
  map: ({ value }) => isWide(value),
  json: () => false,
};

function isWide(type: LogicalType): boolean {
  return (wide[type.kind] as (type: LogicalType) => boolean)(type);
}

/** Whether some column of the table, at any depth, holds decimals that do not survive a double. */
export function needsExactNumbers(table: Table): boolean {
  return table.columns.some(({ type }) => isWide(type));
}

/**
 * One line of JSON with every number written as a string of the same digits: DuckDB's JSON reader takes numbers with a
 * fraction as doubles, but casts strings to decimals exactly. The pattern of strings is one that does not use up the stack on long ones.
 */
export function quoteNumbers(line: string): string {
  return line.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}
