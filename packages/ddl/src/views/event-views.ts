import { type ContractModel, type EventFamily, isContractError } from '@sluice/contract';
import type { Dialect } from '../dialect.js';
import type { Statement } from '../sql.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { exactName, exactQuery, maskedName, maskedQuery } from './derived-views.js';
import { withOldNames } from './old-names.js';
import type { View } from './types.js';
import { viewOf } from './view.js';

/**
 * Every view of an event: the one under its own name, `<view>_exact` with one row per `event_id`, and `<view>_masked` without personal
 * values. None where the keys by which rows under an old name are recognised are no columns yet.
 */
export function eventViews(
  dialect: Dialect,
  model: ContractModel,
  family: EventFamily,
  config: WarehouseConfig,
): Statement[] {
  try {
    return viewStatements(dialect, viewOf(model, family), model, config);
  } catch (error) {
    if (isContractError(error)) return [];
    throw error;
  }
}

/** The statements of a view and of the views over it. A name that another event's view has is left to that event. */
export function viewStatements(
  dialect: Dialect,
  whole: View,
  model: ContractModel,
  config: WarehouseConfig,
): Statement[] {
  const view = withOldNames(shownIn(dialect, whole, config), config);
  const own = dialect.createView(view, config);
  const { queries } = dialect;
  if (!own || !queries) return own ? [own] : [];
  const source = queries.name(view.name, config);
  const derived = [
    { name: exactName(view), query: exactQuery(view, source, queries) },
    { name: maskedName(view), query: maskedQuery(view, source, queries) },
  ];
  const taken = new Set(model.events.map(({ table }) => table));
  return [
    own,
    ...derived.flatMap(({ name, query }) =>
      query === undefined || taken.has(name) ? [] : [queries.createView(name, query, config)],
    ),
  ];
}

/** The view as a dialect's tables can show it. */
export function shownIn(dialect: Dialect, view: View, config: WarehouseConfig): View {
  return dialect.hasPartitions(config) ? view : { ...view, partitions: [] };
}
