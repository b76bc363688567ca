import type { LogicalType } from '@sluice/contract';
import { hiveType } from '../athena/types.js';

/**
 * The type of a column in the Glue Data Catalog: Hive's types without quotes, on one line (the API's pattern refuses
 * line breaks).
 */
export function glueType(type: LogicalType): string {
  return hiveType(type).replaceAll('`', '');
}
