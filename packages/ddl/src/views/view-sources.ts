import type { ContractModel, EventAlias, EventFamily } from '@sluice/contract';
import { ContractError } from '@sluice/contract';
import type { Column, Table } from '../table.js';
import { tablesOf } from '../table.js';
import type { Aliases } from './canonical-type.js';

/** An event whose rows a view shows: the view's own, or one of its old names. */
export interface ViewSource {
  readonly family: EventFamily;
  /** Columnar tables, oldest major first. */
  readonly tables: readonly Table[];
  /** What declared the old name; absent for the view's own event. */
  readonly alias?: EventAlias;
}

/** One pair of columns whose equal values tell that two rows are one occurrence. */
export interface OverlapKey {
  /** Columns of the older name's table, newest first. */
  readonly older: readonly Column[];
  /** Columns of the newer name's table, newest first. */
  readonly newer: readonly Column[];
  /** Times may differ by the tolerance; everything else is equal. */
  readonly isTime: boolean;
}

/** A table under a newer name of the event, and how a row of it is recognised as the same occurrence. */
export interface Overlap {
  readonly newer: Table;
  readonly keys: readonly OverlapKey[];
  /** Milliseconds. */
  readonly toleranceMs: number;
}

/** The event and every old name of it that the contract knows, newest name first. */
export function sourcesOf(model: ContractModel, family: EventFamily): ViewSource[] {
  const sources: ViewSource[] = [{ family, tables: tablesOf(model, family, 'columnar') }];
  for (const { family: current } of sources) {
    for (const alias of current.renamedFrom) {
      const older = model.events.find(({ name }) => name === alias.event);
      if (!older || sources.some((source) => source.family === older)) continue;
      sources.push({ family: older, tables: tablesOf(model, older, 'columnar'), alias });
    }
  }
  return sources;
}

/**
 * How rows of an older name's table are matched with those of a newer name: once per table of the newer name. Nothing
 * where the alias says that no app sent both. Throws ContractError where a key is no column of both.
 */
export function overlapsOf(older: ViewSource, newer: ViewSource, table: Table, aliases: Aliases): Overlap[] {
  const { alias } = older;
  if (!alias?.sameWhen || alias.dualSent === false) return [];
  const names = alias.sameWhen;
  return newer.tables.map((other) => ({
    newer: other,
    keys: names.map((name) => keyOf(name, table, other, aliases)),
    toleranceMs: alias.toleranceMs ?? 0,
  }));
}

function keyOf(name: string, table: Table, newer: Table, aliases: Aliases): OverlapKey {
  const pick = (from: Table) => sameField(name, from, aliases);
  const key = { older: pick(table), newer: pick(newer) };
  for (const [columns, where] of [[key.older, table] as const, [key.newer, newer] as const]) {
    if (columns.length === 0) throw unknownKey(name, where, newer);
  }
  return { ...key, isTime: key.newer[0]?.type.kind === 'timestamp' };
}

/** The table's columns that carry a field under its newer names, this name and its older ones, newest first. */
function sameField(name: string, { columns }: Table, aliases: Aliases): Column[] {
  const newer = columns.filter(({ field }) => aliases(field.name).includes(name));
  const known = [name, ...aliases(name)].flatMap((one) => columns.filter(({ field }) => field.name === one));
  return [...newer, ...known];
}

function unknownKey(name: string, where: Table, newer: Table): ContractError {
  return new ContractError({
    code: 'alias-key-unknown',
    path: `${newer.event}: renamedFrom.sameWhen`,
    message: `"${name}" is no field of ${where.event} ${where.major}, so rows sent under both names cannot be matched by it.`,
    fix: 'Name fields that both events have, by their names on the wire.',
  });
}
