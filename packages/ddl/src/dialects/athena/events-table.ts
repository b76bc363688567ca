import type { ContractModel, LogicalType } from '@sluice/contract';
import type { EventsTable } from '../../dialect.js';
import { aligned, backticked, commaLines, hiveLiteral, type Statement, statement } from '../../sql.js';
import { type Column, hourPartitions, type Table, type TableKind, tablesOf } from '../../table.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { columnCells, hiveName, type Properties } from './hive.js';
import { jsonSerde } from './options.js';
import { columnarProperties, rawProperties } from './statements.js';
import { hiveType } from './types.js';

/**
 * One wide table over the files of all events in a tier: every column that has one type wherever it is found. `event` and `major` are
 * partition columns here, as the folders say them, so a query of one event reads no other's files.
 */
export function createEventsTable(model: ContractModel, kind: TableKind, config: WarehouseConfig): Statement {
  const name = eventsTableName[kind];
  const partitions = [
    ['event', 'string', 'Name of the event.'],
    ['major', 'string', 'Major version of the event.'],
    ...hourPartitions.map((one) => [one.name, 'string', one.comment]),
  ].map(([column = '', type = '', comment = '']) => [backticked(column), type, `COMMENT ${hiveLiteral(comment)}`]);
  const properties = kind === 'raw' ? projected(model, config) : columnarProperties;
  const format =
    kind === 'raw' ? `ROW FORMAT SERDE ${hiveLiteral(jsonSerde(config.dialects.athena))}` : 'STORED AS PARQUET';
  const lines = [
    `CREATE EXTERNAL TABLE IF NOT EXISTS ${hiveName(name, config)} (`,
    commaLines(aligned(sharedColumns(model).map(columnCells))),
    ')',
    `COMMENT ${hiveLiteral(`Every event under the name it was sent with, ${kind === 'raw' ? 'as JSON rows' : 'merged by the hour'}.`)}`,
    'PARTITIONED BY (',
    commaLines(aligned(partitions)),
    ')',
    format,
    `LOCATION ${hiveLiteral(`${config.lakeUri}/${kind}/`)}`,
    'TBLPROPERTIES (',
    commaLines(properties.map(([key, value]) => `${hiveLiteral(key)} = ${hiveLiteral(value)}`)),
    ')',
  ];
  return statement(lines.join('\n'));
}

/** The name of the table over all events of a tier. */
export const eventsTableName: { readonly [K in TableKind]: string } = { raw: 'events_raw', columnar: 'events' };

/** The table over all events as others see it: name, columns and place; `partitions` are the hours alone. Undefined without events. */
export function eventsTable(model: ContractModel, kind: TableKind): Table | undefined {
  const [table] = model.events.flatMap((family) => tablesOf(model, family, kind));
  return table && { ...table, name: eventsTableName[kind], columns: sharedColumns(model), path: `${kind}/` };
}

/** The table over all events of a tier, where the project wants it. */
export function projectEventsTable(
  model: ContractModel,
  kind: TableKind,
  config: WarehouseConfig,
): EventsTable | undefined {
  const table = config.dialects.athena.events === true ? eventsTable(model, kind) : undefined;
  return table && { table, create: createEventsTable(model, kind, config) };
}

/** Whether the table over all events needs its partitions registered: the Parquet one does, the raw one unless it is projected. */
export function registersEvents(kind: TableKind, { dialects: { athena } }: WarehouseConfig): boolean {
  return athena.events === true && (kind === 'columnar' || athena.rawPartitions === 'registered');
}

/** The columns of all events, in the order they are first found; those whose type differs between events are left out. */
export function sharedColumns(model: ContractModel): Column[] {
  const columns = new Map<string, Column>();
  const differing = new Set<string>();
  const typeOf = (type: LogicalType) => hiveType(type);
  for (const column of model.events.flatMap((family) =>
    tablesOf(model, family, 'columnar').flatMap((one) => one.columns),
  )) {
    const known = columns.get(column.name);
    if (known && typeOf(known.type) !== typeOf(column.type)) differing.add(column.name);
    if (!known) columns.set(column.name, column);
  }
  return [...columns.values()].filter(({ name }) => name !== 'event' && !differing.has(name));
}

function projected(model: ContractModel, config: WarehouseConfig): Properties {
  const hours = rawProperties({ partitions: hourPartitions }, config.dialects.athena);
  if (config.dialects.athena.rawPartitions === 'registered') return hours;
  const majors = model.events.flatMap(({ versions }) => versions.map(({ major }) => major));
  return [
    ...hours,
    ['projection.event.type', 'enum'],
    ['projection.event.values', model.events.map(({ name }) => name).join(',')],
    ['projection.major.type', 'integer'],
    ['projection.major.range', `${Math.min(...majors)},${Math.max(...majors)}`],
  ];
}
