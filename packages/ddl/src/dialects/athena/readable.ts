import type { LogicalType } from '@sluice/contract';
import { hiveType } from './types.js';

/**
 * Changes of type after which Athena still reads what was written before
 * (docs.aws.amazon.com/athena/latest/ug/types-of-updates.html): of the types used here only int → bigint.
 */
const readable: ReadonlySet<string> = new Set(['int → bigint']);

/** How a new type relates to the stored one in the Hive types that Athena and Glue share. */
export function hiveTypeChange(before: LogicalType, after: LogicalType): 'same' | 'readable' | 'unreadable' {
  const [from, to] = [hiveType(before), hiveType(after)];
  if (from === to) return 'same';
  return readable.has(`${from} → ${to}`) ? 'readable' : 'unreadable';
}
