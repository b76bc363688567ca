import { scanJson } from '../wire/json-scan.js';
import type { OtfMetadata } from './firehose.js';

/** The Iceberg table of one major version of an event. */
export interface IcebergTable {
  readonly table: string;
  /**
   * Where the row has moments, which Firehose reads in ISO 8601 there and not as Hive writes them: `occurred_at`, keys of structs
   * behind dots (`context.opened_at`), elements of lists and values of maps as `*` (`stops.*.at`).
   */
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

/** The moments in a value: it is one, or some of its members have some. */
type Moments = true | ReadonlyMap<string, Moments>;

/** Gives the row of an event its table; undefined where there is none for its event and major version. */
export function icebergRouter(
  routes: IcebergRoutes,
): (event: string, major: number, row: string) => IcebergRow | undefined {
  const known = new Map<IcebergTable, { readonly metadata: IcebergRow['metadata']; readonly moments: Moments }>();
  return (event, major, row) => {
    const majors = Object.hasOwn(routes.tables, event) ? routes.tables[event] : undefined;
    const table = majors?.[major];
    if (table === undefined) return undefined;
    const target = known.get(table) ?? {
      metadata: metadataOf(routes.database, table),
      moments: momentsAt(table.timestamps.map((path) => path.split('.'))),
    };
    known.set(table, target);
    return { row: withIsoMoments(row, target.moments), metadata: target.metadata };
  };
}

function metadataOf(destinationDatabaseName: string, { table }: IcebergTable): IcebergRow['metadata'] {
  return { otfMetadata: { destinationDatabaseName, destinationTableName: table, operation: 'insert' } };
}

function momentsAt(paths: readonly (readonly string[])[]): Moments {
  if (paths.some(({ length }) => length === 0)) return true;
  const keys = new Set(paths.map(([key = '']) => key));
  const below = (key: string) => paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
  return new Map([...keys].map((key) => [key, momentsAt(below(key))]));
}

/** `2024-05-01 00:00:00.000` → `2024-05-01T00:00:00.000` where there are moments; everything else stays as it is. */
function withIsoMoments(text: string, moments: Moments): string {
  if (moments === true) return text.replace(/^("\d{4}-\d\d-\d\d) /, '$1T');
  if (!/^[[{]/.test(text)) return text;
  const members = scanJson(text).members.map(({ key, text: value }) => {
    const inside = moments.get(key ?? '*') ?? moments.get('*');
    const written = inside === undefined ? value : withIsoMoments(value, inside);
    return key === undefined ? written : `${JSON.stringify(key)}:${written}`;
  });
  return text.startsWith('[') ? `[${members.join(',')}]` : `{${members.join(',')}}`;
}
