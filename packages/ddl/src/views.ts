import { type ContractModel, type EventFamily, isContractError } from '@sluice/contract';
import type { Dialect, Place } from './dialect.js';
import type { Statement } from './sql.js';
import { viewOf } from './view.js';

/**
 * Every view of an event. None where the keys by which rows under an old name are recognised are no columns yet.
 */
export function eventViews(dialect: Dialect, model: ContractModel, family: EventFamily, place: Place): Statement[] {
  try {
    const view = dialect.createView(viewOf(model, family), place);
    return view ? [view] : [];
  } catch (error) {
    if (isContractError(error)) return [];
    throw error;
  }
}
