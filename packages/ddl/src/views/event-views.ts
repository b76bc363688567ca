import { type ContractModel, type EventFamily, isContractError } from '@sluice/contract';
import type { Dialect, Place } from '../dialect.js';
import { isIceberg } from '../dialects/athena/iceberg.js';
import type { Statement } from '../sql.js';
import { exactName, exactQuery, maskedName, maskedQuery } from './derived-views.js';
import { withOldNames } from './old-names.js';
import type { View } from './types.js';
import { viewOf } from './view.js';

/**
 * Every view of an event: the one under its own name, `<view>_exact` with one row per `event_id`, and `<view>_masked` without personal
 * values. None where the keys by which rows under an old name are recognised are no columns yet.
 */
export function eventViews(dialect: Dialect, model: ContractModel, family: EventFamily, place: Place): Statement[] {
  try {
    return viewStatements(dialect, viewOf(model, family), model, place);
  } catch (error) {
    if (isContractError(error)) return [];
    throw error;
  }
}

/** The statements of a view and of the views over it. A name that another event's view has is left to that event. */
export function viewStatements(dialect: Dialect, whole: View, model: ContractModel, place: Place): Statement[] {
  const view = withOldNames(shownIn(dialect, whole, place), place);
  const own = dialect.createView(view, place);
  const { queries } = dialect;
  if (!own || !queries) return own ? [own] : [];
  const source = queries.name(view.name, place);
  const derived = [
    { name: exactName(view), query: exactQuery(view, source, queries) },
    { name: maskedName(view), query: maskedQuery(view, source, queries) },
  ];
  const taken = new Set(model.events.map(({ table }) => table));
  return [
    own,
    ...derived.flatMap(({ name, query }) =>
      query === undefined || taken.has(name) ? [] : [queries.createView(name, query, place)],
    ),
  ];
}

/** The view as a dialect's tables can show it: Iceberg's have no partition columns. */
export function shownIn({ id }: Dialect, view: View, place: Place): View {
  return id === 'athena' && isIceberg(place) ? { ...view, partitions: [] } : view;
}
