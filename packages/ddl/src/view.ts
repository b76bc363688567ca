import type { ContractModel, EventFamily, LogicalType, Sensitivity } from '@sluice/contract';
import { aliasesAmong, fieldHistory } from './canonical-type.js';
import type { Column, Table } from './table.js';
import { canonicalColumns, readsOf } from './view-columns.js';
import { type Overlap, overlapsOf, sourcesOf } from './view-sources.js';

/** One column of a view, under its newest name. */
export interface ViewColumn {
  readonly name: string;
  readonly type: LogicalType;
  readonly comment: string;
  /** Wire name. */
  readonly field: Column['field'];
  /** The most personal of all columns that fill it. */
  readonly sensitivity: Sensitivity;
}

/** How a branch fills one column of the view. */
export interface ViewRead {
  readonly column: ViewColumn;
  /** Columns of the branch's table, newest name first: COALESCE. Empty: NULL. */
  readonly from: readonly ViewSourceColumn[];
}

/** A table's column where a view reads it. */
export interface ViewSourceColumn {
  readonly column: Column;
  /** Whether its type differs from the view's; the view's holds every value of it. */
  readonly cast: boolean;
}

/** One SELECT of the view: one table. */
export interface ViewBranch {
  readonly table: Table;
  /** One per column of the view, in the view's order. */
  readonly reads: readonly ViewRead[];
  /** Newer names of the event whose rows take this branch's place where the natural key is equal. */
  readonly unless: readonly Overlap[];
}

/** The view of one event: every major of it and of its old names, under canonical column names. */
export interface View {
  readonly name: string;
  readonly event: string;
  readonly comment: string;
  readonly columns: readonly ViewColumn[];
  readonly partitions: Table['partitions'];
  readonly branches: readonly ViewBranch[];
}

/**
 * The view of an event. Columns: those of the newest major, then what only older majors have, then what only the event's
 * old names have; a column that was renamed shows up once, under its newest name. Where types differ, the view's is wide
 * enough for both, or each has a column. No window function, so that partitions prune.
 */
export function viewOf(model: ContractModel, family: EventFamily): View {
  const sources = sourcesOf(model, family);
  const history = fieldHistory(
    sources.map((source) => source.family),
    model.envelopes,
  );
  const aliases = aliasesAmong(history);
  const tables = sources.flatMap((source) => source.tables.toReversed());
  const columns = canonicalColumns(tables, aliases, history);
  const branches = sources.flatMap((source, at) =>
    source.tables.toReversed().map((table): ViewBranch => {
      const unless = sources.slice(0, at).flatMap((newer) => overlapsOf(source, newer, table, aliases));
      return { table, reads: readsOf(columns, table), unless };
    }),
  );
  return {
    name: family.table,
    event: family.name,
    comment: family.versions.at(-1)?.description ?? '',
    columns: columns.map(({ column }) => column),
    partitions: tables[0]?.partitions ?? [],
    branches,
  };
}
