import { hiveTime, hourMs } from '@sluice/disk';
import type { PartitionKeys } from './firehose.js';

/** 9999-12-31T23:59:59.999Z: the last moment whose year has four digits. */
export const LAST_ARRIVAL = 253_402_300_799_999;

type Partition = { readonly partitionKeys: PartitionKeys };

/** Gives the partition of an event's row; remembers those of the hour it was asked for last. */
export function partitioner(): (event: string, major: number, arrival: number) => Partition {
  let current = Number.NaN;
  let known = new Map<string, Partition[]>();
  return (event, major, arrival) => {
    const hour = Math.floor(arrival / hourMs);
    if (hour !== current) known = new Map();
    current = hour;
    const majors = known.get(event) ?? [];
    known.set(event, majors);
    majors[major] ??= { partitionKeys: { event, major: String(major), ...hiveTime(arrival) } };
    return majors[major];
  };
}
