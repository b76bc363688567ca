import type { WarehouseConfig } from '@sluice/ddl';
import { type Column, hourPartitions, type Table } from '@sluice/ddl';
import { createTable, doubleQuoted, hiveName, singleQuoted } from '@sluice/ddl/internal';
import { hourAt } from '@sluice/disk';
import { type Day, dayPath } from '../lake/day.js';
import type { AthenaAction } from '../merge/athena-steps.js';
import { withinAthena } from '../partitions/athena-limits.js';
import { pointPartition } from '../partitions/partition.js';

/** What a run of a compaction shares. */
export interface AthenaDayRequest {
  readonly run: string;
  readonly config: WarehouseConfig;
}

const quote = doubleQuoted<'trino'>;
const text = singleQuoted<'trino'>;

/** The day of a table that a moment, in milliseconds since 1970, lies in. */
export function dayAt(time: number, table: Pick<Day, 'event' | 'major'>): Day {
  const { hour: _, ...day } = hourAt(time, table);
  return day;
}

/** The table of whole days: partitioned by day, with the hour as its first column, so that new columns still come last. */
export function dailyTable(table: Table): Table {
  const partitions = hourPartitions.filter(({ name }) => name !== 'hour');
  const [hour] = hourPartitions.filter(({ name }) => name === 'hour');
  const columns =
    hour && table.columns[0] ? [hourColumn(table.columns[0], hour.comment), ...table.columns] : table.columns;
  return {
    ...table,
    name: `${table.name}_daily`,
    path: `daily/event=${table.event}/major=${table.major}/`,
    comment: `${table.comment} Whole days in few files.`,
    columns,
    partitions,
  };
}

function hourColumn({ field }: Column, comment: string): Column {
  const type = { kind: 'string' } as const;
  const about = { name: 'hour', column: 'hour', type, description: comment, renamedFrom: [], ordinal: 0 };
  return { name: 'hour', type, comment, nullable: false, field: { ...field, ...about } };
}

/** What some days of a table need in Athena: the table, then for each day a CTAS into its own folder and a partition. */
export function athenaDayActions(
  table: Table,
  days: readonly Day[],
  { run, config }: AthenaDayRequest,
): AthenaAction[] {
  const daily = dailyTable(table);
  const create = createTable(daily, config).map(({ sql }) => statement(sql));
  return [...create, ...days.flatMap((day) => dayActions(table, daily, day, { run, config }))];
}

function dayActions(table: Table, daily: Table, day: Day, { run, config }: AthenaDayRequest): AthenaAction[] {
  const prefix = `${config.lakeUri}/daily/${dayPath(day)}/`;
  const location = `${prefix}run=${run}/`;
  const { year, month, day: date } = day;
  const temporary = `${daily.name}_compact_${year}${month}${date}`;
  const drop = statement(`DROP TABLE IF EXISTS ${hiveName(temporary, config)}`);
  const columns = daily.columns.map(({ name }) => quote(name)).join(', ');
  const trino = (name: string) => `${quote(config.database)}.${quote(name)}`;
  const sql = [
    `CREATE TABLE ${trino(temporary)}`,
    'WITH (',
    `  format = 'PARQUET',`,
    `  write_compression = 'ZSTD',`,
    `  external_location = ${text(location)}`,
    ') AS',
    `SELECT ${columns}`,
    `FROM ${trino(table.name)}`,
    `WHERE year = ${text(year)} AND month = ${text(month)} AND day = ${text(date)}`,
  ].join('\n');
  const values = [
    ['year', year],
    ['month', month],
    ['day', date],
  ] as const;
  const point = pointPartition(daily.name, { values, location }, config).map(statement);
  return [drop, statement(sql), ...point, drop, { kind: 'remove', prefix, keep: location, afterHours: 24 }];
}

function statement(sql: string): AthenaAction {
  return { kind: 'statement', sql: withinAthena(sql) };
}
