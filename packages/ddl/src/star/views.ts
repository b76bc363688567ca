import type { ContractModel } from '@sluice/contract';
import type { Dialect, Place } from '../dialect.js';
import type { Statement } from '../sql.js';
import { dailyEventsQuery, dailyRevenueQuery } from './daily.js';
import { dateQuery } from './dates.js';
import { dimensionQuery, factQuery } from './facts.js';
import { starContext } from './sources.js';
import type { StarSpec } from './spec.js';
import { funnelQuery, sessionEventsQuery, sessionsQuery } from './visits.js';

/**
 * The views of a star, each after those it reads: `fact_…`, `dim_…`, `dim_date`, `daily_events`, and as far as the project asks for them
 * `daily_revenue`, `session_events`, `sessions` and `funnel`. None for a dialect without queries of its own. Throws a ContractError where
 * the star names an event or a column that is not there.
 */
export function starViews(dialect: Dialect, spec: StarSpec, model: ContractModel, place: Place): Statement[] {
  const context = starContext(dialect, model, place);
  if (!context) return [];
  const { facts, dimensions, dates, revenue, sessions, funnel } = spec;
  const queries: [name: string, query: string][] = [
    ...Object.entries(facts).map(([name, fact]): [string, string] => [`fact_${name}`, factQuery(fact, context)]),
    ...Object.entries(dimensions).map(([name, one]): [string, string] => [`dim_${name}`, dimensionQuery(one, context)]),
    ['dim_date', dateQuery(dates, context)],
    ['daily_events', dailyEventsQuery(model, context)],
    ...(revenue
      ? [['daily_revenue', dailyRevenueQuery(revenue.fact, revenue.measure, context)] as [string, string]]
      : []),
    ...(sessions
      ? ([
          ['session_events', sessionEventsQuery(sessions, context)],
          ['sessions', sessionsQuery(sessions, context)],
        ] as [string, string][])
      : []),
    ...(sessions && funnel ? [['funnel', funnelQuery(funnel, context)] as [string, string]] : []),
  ];
  return queries.map(([name, query]) => context.language.createView(name, query, place));
}
