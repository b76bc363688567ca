import type { LogicalType, Sensitivity } from '@sluice/contract';
import type { Column, Table } from '../table.js';
import type { Overlap } from './view-sources.js';

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
