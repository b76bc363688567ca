import { scanJson } from '../json-scan.js';
import type { OtfMetadata } from './firehose.js';

/** The Iceberg table of one major version of an event. */
export interface IcebergTable {
  readonly table: string;
  /** Columns with a moment: Firehose reads it in ISO 8601 there, not as Hive writes it. */
  readonly timestamps: readonly string[];
}

/** Routes rows to Iceberg tables, one for each event and major version. */
export interface IcebergRoutes {
  /** Database in the catalogue that the stream writes to. */
  readonly database: string;
  /** By event, then by major version. */
  readonly tables: { readonly [event: string]: { readonly [major: string]: IcebergTable } };
}

/** A row for Iceberg, and where it goes. */
export interface IcebergRow {
  readonly row: string;
  readonly metadata: { readonly otfMetadata: OtfMetadata };
}

/** Gives the row of an event its table; undefined where there is none for its event and major version. */
export function icebergRouter(
  routes: IcebergRoutes,
): (event: string, major: number, row: string) => IcebergRow | undefined {
  const known = new Map<IcebergTable, IcebergRow['metadata']>();
  return (event, major, row) => {
    const majors = Object.hasOwn(routes.tables, event) ? routes.tables[event] : undefined;
    const target = majors?.[major];
    if (target === undefined) return undefined;
    const metadata = known.get(target) ?? metadataOf(routes.database, target);
    known.set(target, metadata);
    return { row: isoRow(row, target.timestamps), metadata };
  };
}

function metadataOf(destinationDatabaseName: string, { table }: IcebergTable): IcebergRow['metadata'] {
  return { otfMetadata: { destinationDatabaseName, destinationTableName: table, operation: 'insert' } };
}

/** `2024-05-01 00:00:00.000` → `2024-05-01T00:00:00.000` in the named members of a row; all others stay as they are. */
function isoRow(row: string, timestamps: readonly string[]): string {
  const members = scanJson(row).members.map(({ key = '', text }) => {
    const value = timestamps.includes(key) ? text.replace(/^("\d{4}-\d\d-\d\d) /, '$1T') : text;
    return `${JSON.stringify(key)}:${value}`;
  });
  return `{${members.join(',')}}`;
}
