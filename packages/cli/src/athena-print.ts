import type { ContractModel } from '@sluice/contract';
import type { Table } from '@sluice/ddl';
import type { AthenaAction } from '@sluice/lake';
import { UsageError } from '@sluice/project';
import type { Io } from './io.js';

/** The event of that name, or all where none is given. Throws a UsageError where there is no such event. */
export function familiesOf(model: ContractModel, event: string | undefined): ContractModel['events'] {
  const families = model.events.filter(({ name }) => event === undefined || name === event);
  if (families.length === 0 && event !== undefined)
    throw new UsageError(`There is no event "${event}". There are ${model.events.map(({ name }) => name).join(', ')}.`);
  return families;
}

/** The Parquet tables of an event, or of all. Throws a UsageError where there is no such event. */
export async function columnarTables(model: ContractModel, event: string | undefined): Promise<Table[]> {
  const { tablesOf } = await import('@sluice/ddl');
  return familiesOf(model, event).flatMap((family) => tablesOf(model, family, 'columnar'));
}

/** Prints actions as a script, or as data. */
export async function printActions(actions: readonly AthenaAction[], asJson: boolean, io: Io): Promise<void> {
  const { athenaScript } = await import('@sluice/lake');
  io.out(asJson ? JSON.stringify(actions, null, 2) : athenaScript(actions).trimEnd());
}
