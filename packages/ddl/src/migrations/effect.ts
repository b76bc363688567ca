import type { ContractModel, EventFamily, EventVersion } from '@sluice/contract';
import type { Dialect } from '../dialect.js';
import { modelIn } from '../flatten.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { refusalOf } from './change.js';
import { changesOf, keyOf, type Reached, reachedBy } from './lineage.js';
import { stepsOf } from './steps.js';

/** A step of one event, from one of its versions (or from nothing) to another. */
export interface VersionStep {
  readonly family: EventFamily;
  readonly from?: EventVersion;
  readonly to: EventVersion;
}

/** What a migration of a step holds: statements to run in order, and what the warehouse cannot do in place. */
export interface StepEffect {
  readonly statements: readonly string[];
  /** Reason and way round, as prose. */
  readonly refused: readonly string[];
}

/**
 * What a step does to a warehouse whose tables are those of the contract: the tables of the event, and every view that reads differently,
 * those of newer names of the event too. The same as the step's migration says.
 */
export function stepEffect(
  contract: ContractModel,
  step: VersionStep,
  dialect: Dialect,
  config: WarehouseConfig,
): StepEffect {
  const model = modelIn(dialect, contract, config);
  const changes = changesOf(upTo(step.from, step, model), upTo(step.to, step, model), step.to, dialect, config);
  const refused = changes.flatMap((change) => refusalOf(change) ?? []);
  return {
    statements: [...new Set(stepsOf(changes).map(({ sql }) => sql))],
    refused: [...new Set(refused.map(({ reason, wayRound }) => `${reason} ${wayRound}`))],
  };
}

/** The contract with the event as it was when this version was its newest one: absent before the first. */
function upTo(last: EventVersion | undefined, { family }: VersionStep, model: ContractModel): Reached {
  const isLater = ({ event, major, minor }: EventVersion) =>
    event === family.name && (!last || major > last.major || (major === last.major && minor > last.minor));
  const versions = [...model.envelopes, ...model.events.flatMap((one) => one.versions)];
  return reachedBy(model, new Set(versions.filter((version) => !isLater(version)).map(keyOf)));
}
