import { singleQuoted } from '@sluice/ddl/internal';
import { dayMs, hourAt, hourMs } from '@sluice/disk';

const nowhere = { event: '', major: 0 };

/**
 * Hours from one moment to another as a condition on the partition columns: one alternative a day, each by equality, so
 * that Athena finds the partitions without looking at any file.
 */
export function hoursPredicate(from: number, to: number): string {
  const days: string[] = [];
  for (let day = Math.floor(from / dayMs) * dayMs; day < to; day += dayMs) {
    const [first, last] = [hourAt(Math.max(from, day), nowhere), hourAt(Math.min(to, day + dayMs) - hourMs, nowhere)];
    const { year, month, day: date } = first;
    const hours = [
      ...(first.hour === '00' ? [] : [`hour >= ${singleQuoted(first.hour)}`]),
      ...(last.hour === '23' ? [] : [`hour <= ${singleQuoted(last.hour)}`]),
    ];
    const parts = [`year = '${year}'`, `month = '${month}'`, `day = '${date}'`, ...hours];
    days.push(`(${parts.join(' AND ')})`);
  }
  return days.join('\n    OR ');
}
