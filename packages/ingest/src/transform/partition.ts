import type { PartitionKeys } from './firehose.js';

/** The hour of an arrival (epoch milliseconds, UTC) as partition values. */
export function hourOf(ms: number): Omit<PartitionKeys, 'event' | 'major'> {
  const [year = '', month = '', day = '', hour = ''] = new Date(ms).toISOString().split(/[-T:]/);
  return { year, month, day, hour };
}
