import type { LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';

/** A dialect's text for every logical type; the compiler names the kind that is missing. */
export type TypeMap = { readonly [K in LogicalKind]: (type: LogicalOf<K>) => string };

/** Looks the type's kind up in a dialect's map. */
export function typeWith(map: TypeMap, type: LogicalType): string {
  return (map[type.kind] as (type: LogicalType) => string)(type);
}
