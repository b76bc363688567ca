import type { ContractModel, Sensitivity } from '@sluice/contract';
import type { Dialect } from '../dialect.js';
import { strictestAmong } from '../sensitivity.js';
import type { Statement } from '../sql.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { checkStar, refusal } from './checks.js';
import { dailyEventsQuery, dailyRevenueQuery } from './daily.js';
import { dateQuery } from './dates.js';
import { dimensionQuery, factColumns, factQuery } from './facts.js';
import { type StarContext, starContext } from './sources.js';
import type { DimensionSpec, FactSpec, StarSpec } from './spec.js';
import { funnelQuery, sessionEventsQuery, sessionsQuery } from './visits.js';

/** One view of a star. */
export interface StarView {
  readonly name: string;
  readonly query: string;
  /** How personal its rows are: the most personal column they show. What is only counted is internal. */
  readonly sensitivity: Sensitivity;
}

/**
 * What creates the views of a star, each after those it reads: `fact_…`, `dim_…`, `dim_date`, `daily_events`, and as far as the project
 * asks for them `daily_revenue`, `session_events`, `sessions` and `funnel`. None for a dialect without queries of its own. Throws a
 * ContractError where the star names an event or a column that is not there, or a view has the name of an event.
 */
export function starViews(
  dialect: Dialect,
  spec: StarSpec,
  model: ContractModel,
  config: WarehouseConfig,
): Statement[] {
  const context = starContext(dialect, spec, model, config);
  if (!context) return [];
  return viewsOf(spec, model, context).map(({ name, query }) => context.language.createView(name, query, config));
}

/** The same views as data, in the same order. */
export function viewsOf(spec: StarSpec, model: ContractModel, context: StarContext): StarView[] {
  checkStar(spec, model);
  const views = [
    ...Object.entries(spec.facts).map(([name, fact]) => factView(name, fact, context)),
    ...Object.entries(spec.dimensions).map(([name, dimension]) => dimensionView(name, dimension, context)),
    counted('dim_date', dateQuery(spec.dates, context), 'public'),
    counted('daily_events', dailyEventsQuery(model, context)),
    ...revenueViews(spec, context),
    ...visitViews(spec, context),
  ].map((view) => ({ ...view, name: context.nameOf(view.name) }));
  refuseTaken(views, model);
  return views;
}

function factView(name: string, fact: FactSpec, context: StarContext): StarView {
  const sensitivity = strictestAmong(context.view(fact.event), factColumns(fact, context));
  return { name: `fact_${name}`, query: factQuery(fact, context), sensitivity };
}

function dimensionView(name: string, dimension: DimensionSpec, context: StarContext): StarView {
  const { key, attributes, events } = dimension;
  const sensitivity = strictestAmong({ columns: events.flatMap((event) => context.view(event).columns) }, [
    key,
    ...attributes,
  ]);
  return { name: `dim_${name}`, query: dimensionQuery(dimension, context), sensitivity };
}

function counted(name: string, query: string, sensitivity: Sensitivity = 'internal'): StarView {
  return { name, query, sensitivity };
}

function revenueViews({ revenue, facts }: StarSpec, context: StarContext): StarView[] {
  if (!revenue) return [];
  const fact = facts[revenue.fact] as FactSpec;
  const sensitivity = strictestAmong(context.view(fact.event), [revenue.measure]);
  return [{ name: 'daily_revenue', query: dailyRevenueQuery(revenue, fact, context), sensitivity }];
}

function visitViews({ sessions, funnel }: StarSpec, context: StarContext): StarView[] {
  if (!sessions) return [];
  const columns = sessions.events.flatMap((event) => context.view(event).columns);
  const sensitivity = strictestAmong({ columns }, ['event_id', 'occurred_at', 'user_id', 'session_id']);
  return [
    { name: 'session_events', query: sessionEventsQuery(sessions, context), sensitivity },
    { name: 'sessions', query: sessionsQuery(sessions, context), sensitivity },
    ...(funnel ? [counted('funnel', funnelQuery(funnel, context))] : []),
  ];
}

/** Both would be one view, and whoever creates it last wins. */
function refuseTaken(views: readonly StarView[], { events }: ContractModel): void {
  const taken = new Set(events.flatMap(({ table }) => [table, `${table}_exact`, `${table}_masked`]));
  for (const [at, { name }] of views.entries()) {
    if (taken.has(name)) {
      throw refusal(
        `The star's view "${name}" has the name of a view of an event.`,
        "Give the star's views a prefix, like prefix: 'star_'.",
      );
    }
    if (views.findIndex((one) => one.name === name) === at) continue;
    throw refusal(`Two of the star's views are called "${name}".`, 'Give one fact or dimension another name.');
  }
}
