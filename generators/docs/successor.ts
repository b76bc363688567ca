import type { ContractModel, EventAlias, EventFamily } from '@sluice/contract';

/** The event that took this one's place: the newer name, and what it says about the overlap. */
export interface Successor {
  readonly family: EventFamily;
  readonly alias: EventAlias;
}

/** The event whose former name this is, if there is one. */
export function successorOf(model: ContractModel, family: EventFamily): Successor | undefined {
  for (const newer of model.events) {
    const alias = newer.renamedFrom.find(({ event }) => event === family.name);
    if (alias) return { family: newer, alias };
  }
  return undefined;
}
