import type { WarehouseConfig } from '@sluice/ddl';
import { backticked, hiveLiteral, hiveName } from '@sluice/ddl/internal';
import { type Hour, hourPath } from '@sluice/disk';
import { athenaBatches, withinAthena } from './athena-limits.js';

/** A partition of a table in the catalogue. */
export interface Partition {
  /** By the names of the partition columns, in their order. */
  readonly values: readonly (readonly [column: string, value: string])[];
  /** Folder, with a trailing slash. */
  readonly location: string;
}

/** The partition of an hour of the raw table. */
export function rawPartition(hour: Hour, config: WarehouseConfig): Partition {
  return { values: hourValues(hour), location: `${config.lakeUri}/raw/${hourPath(hour)}/` };
}

/** The partition of an hour of the Parquet table, at one run. */
export function runPartition(hour: Hour, run: string, config: WarehouseConfig): Partition {
  return { values: hourValues(hour), location: `${config.lakeUri}/columnar/${hourPath(hour)}/run=${run}/` };
}

/** The same partition in the table over all events, which has the event and its major version before the hour. */
export function ofAllEvents({ event, major }: Hour, { values, location }: Partition): Partition {
  return {
    values: [['event', event], ['major', String(major)], ...values],
    location,
  };
}

/** `year`, `month`, `day`, `hour` of an hour, zero-padded. */
export function hourValues({ year, month, day, hour }: Hour): Partition['values'] {
  return [
    ['year', year],
    ['month', month],
    ['day', day],
    ['hour', hour],
  ];
}

/** ALTER TABLE … ADD IF NOT EXISTS PARTITION in Hive DDL, with at most a hundred partitions each. */
export function addPartitions(table: string, partitions: readonly Partition[], config: WarehouseConfig): string[] {
  const head = `ALTER TABLE ${hiveName(table, config)} ADD IF NOT EXISTS`;
  const pieces = partitions.map((one) => `  ${spec(one)} LOCATION ${hiveLiteral(one.location)}`);
  return athenaBatches(head, pieces).map((batch) => withinAthena([head, ...batch].join('\n')));
}

/** Points a partition at a folder, whether it is there already or not. Each statement can be run again. */
export function pointPartition(table: string, partition: Partition, config: WarehouseConfig): string[] {
  const location = hiveLiteral(partition.location);
  return [
    ...addPartitions(table, [partition], config),
    withinAthena(`ALTER TABLE ${hiveName(table, config)} ${spec(partition)} SET LOCATION ${location}`),
  ];
}

function spec({ values }: Partition): string {
  return `PARTITION (${values.map(([name, value]) => `${backticked(name)} = ${hiveLiteral(value)}`).join(', ')})`;
}
