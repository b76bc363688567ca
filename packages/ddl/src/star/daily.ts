import type { ContractModel } from '@sluice/contract';
import { commaLines } from '../sql.js';
import { exactRows, hasColumn, type StarContext, starRows } from './sources.js';
import type { FactSpec, StarSpec } from './spec.js';

/**
 * One row per day and event: how many there were, and of how many users. What was sent under an old name of an event is counted under the
 * new one, and only there, so that the counts add up.
 */
export function dailyEventsQuery({ events }: ContractModel, context: StarContext): string {
  const { time, view } = context;
  const old = new Set(events.flatMap(({ renamedFrom }) => renamedFrom.map(({ event }) => event)));
  return events
    .filter(({ name }) => !old.has(name))
    .map(({ name }) => {
      const day = time.dateOf('e.occurred_at');
      const lines = [
        `${day} AS date_key`,
        `'${name}' AS event_name`,
        'COUNT(*) AS event_count',
        `${hasColumn(view(name), 'user_id') ? 'COUNT(DISTINCT e.user_id)' : '0'} AS user_count`,
      ];
      return ['SELECT', commaLines(lines), `FROM ${exactRows(context, name)} AS e`, `GROUP BY ${day}`].join('\n');
    })
    .join('\nUNION ALL\n');
}

/** One row per day: how many rows of the fact, of how many users, and what they add up to. */
export function dailyRevenueQuery(
  { fact: name, measure }: NonNullable<StarSpec['revenue']>,
  { event }: FactSpec,
  context: StarContext,
): string {
  const lines = [
    'f.date_key',
    'COUNT(*) AS order_count',
    `${hasColumn(context.view(event), 'user_id') ? 'COUNT(DISTINCT f.user_id)' : '0'} AS buyer_count`,
    `SUM(f.${context.language.quote(measure)}) AS revenue`,
  ];
  return ['SELECT', commaLines(lines), `FROM ${starRows(context, `fact_${name}`)} AS f`, 'GROUP BY f.date_key'].join(
    '\n',
  );
}
