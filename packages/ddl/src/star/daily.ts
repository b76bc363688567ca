import type { ContractModel } from '@sluice/contract';
import { commaLines } from '../sql.js';
import { exactRows, type StarContext } from './sources.js';

/** One row per day and event: how many there were, and of how many users. */
export function dailyEventsQuery({ events }: ContractModel, context: StarContext): string {
  const { time, view } = context;
  return events
    .map(({ name }) => {
      const hasUser = view(name).columns.some((column) => column.name === 'user_id');
      const day = time.dateOf('e.occurred_at');
      const lines = [
        `${day} AS date_key`,
        `'${name}' AS event_name`,
        'COUNT(*) AS event_count',
        `${hasUser ? 'COUNT(DISTINCT e.user_id)' : '0'} AS user_count`,
      ];
      return ['SELECT', commaLines(lines), `FROM ${exactRows(context, name)} AS e`, `GROUP BY ${day}`].join('\n');
    })
    .join('\nUNION ALL\n');
}

/** One row per day: how many rows of the fact, of how many users, and what they add up to. */
export function dailyRevenueQuery(fact: string, measure: string, { language, place }: StarContext): string {
  const lines = [
    'f.date_key',
    'COUNT(*) AS order_count',
    'COUNT(DISTINCT f.user_id) AS buyer_count',
    `SUM(f.${language.quote(measure)}) AS revenue`,
  ];
  return ['SELECT', commaLines(lines), `FROM ${language.name(`fact_${fact}`, place)} AS f`, 'GROUP BY f.date_key'].join(
    '\n',
  );
}
