import type { WarehouseEffect } from '@sluice/compat';
import { type ContractModel, type EventFamily, type EventVersion, isContractError } from '@sluice/contract';
import { type Dialect, dialects, type Evolution, type Place, tableChanges, viewOf } from '@sluice/ddl';
import { familyAt, tableAt } from './table-at.js';

/** A step of one event, from one of its versions (or from nothing) to another. */
export interface VersionStep {
  readonly family: EventFamily;
  readonly from?: EventVersion;
  readonly to: EventVersion;
}

/** DuckDB makes its tables from the lake's files whenever it is asked: there is nothing to run when they change. */
const warehouses = dialects.filter(({ id }) => id !== 'duckdb');

/** What each warehouse does about a step: what to run, tables first, then the view; or why it cannot follow. */
export function warehouseEffects(step: VersionStep, head: ContractModel, place: Place): WarehouseEffect[] {
  return warehouses.map((dialect) => effectIn(dialect, step, head, place));
}

function effectIn(dialect: Dialect, step: VersionStep, head: ContractModel, place: Place): WarehouseEffect {
  const evolutions = dialect.tiers.flatMap((tier) => evolutionsOf(dialect, step, head, { place, tier }));
  const reasons = evolutions.flatMap((one) => (one.kind === 'refused' ? [`${one.reason} ${one.wayRound}`] : []));
  if (reasons.length > 0) return { dialect: dialect.id, kind: 'refused', reasons: [...new Set(reasons)] };
  const tables = evolutions.flatMap((one) => (one.kind === 'statements' ? one.statements.map(({ sql }) => sql) : []));
  const statements = [...new Set([...tables, ...changedView(dialect, step, head, place)])];
  return statements.length === 0
    ? { dialect: dialect.id, kind: 'nothing' }
    : { dialect: dialect.id, kind: 'statements', statements };
}

/** A new major has tables of its own; within a major the table that is there changes. */
function evolutionsOf(
  dialect: Dialect,
  { family, from, to }: VersionStep,
  head: ContractModel,
  { place, tier }: { place: Place; tier: Dialect['tiers'][number] },
): Evolution[] {
  const before = from?.major === to.major ? tableAt(family, from, head, tier) : undefined;
  return tableChanges(before, tableAt(family, to, head, tier)).map((change) => dialect.evolve(change, place));
}

function changedView(dialect: Dialect, { family, from, to }: VersionStep, head: ContractModel, place: Place): string[] {
  const before = from && viewAt(dialect, familyAt(family, from), head, place);
  const after = viewAt(dialect, familyAt(family, to), head, place);
  return after === undefined || after === before ? [] : [after];
}

/** Undefined where the dialect has no views, or none can be made: `generate` says why. */
function viewAt(dialect: Dialect, family: EventFamily, head: ContractModel, place: Place): string | undefined {
  const events = head.events.map((other) => (other.name === family.name ? family : other));
  try {
    return dialect.createView(viewOf({ ...head, events }, family), place)?.sql;
  } catch (error) {
    if (isContractError(error)) return undefined;
    throw error;
  }
}
