import type { Sensitivity } from '@sluice/contract';

/** Where a table's rows lie, how they are sorted and compressed, where a project decides it itself. */
export interface RedshiftTableOptions {
  /** A column, or a style without one (default: the first of `user_id`, `anonymous_id`, `session_id` that the event has). */
  readonly distribution?: string | { readonly style: 'AUTO' | 'EVEN' | 'ALL' };
  /** Columns, in their order (default: `occurred_at`). */
  readonly sortKey?: readonly string[];
  /** Compression by column (default: by type). */
  readonly encode?: { readonly [column: string]: string };
}

/** Who may read, and up to which sensitivity. */
export interface RedshiftGrant {
  /** As GRANT takes it: `ROLE analysts`, `GROUP analysts` or a user's name. */
  readonly to: string;
  /** The most personal values they may see. */
  readonly upTo: Sensitivity;
}

/** What a project decides about Redshift. */
export interface RedshiftOptions {
  /** By event, or by event and major (`purchase_v2`), which wins. */
  readonly tables?: { readonly [eventOrTable: string]: RedshiftTableOptions };
  /** Default: role `analyst` up to pseudonymous values, role `privacy` up to personal ones. */
  readonly grants?: readonly RedshiftGrant[];
  /** ARN of the role that COPY and Spectrum read the lake with. */
  readonly iamRole?: string;
  /** External schema through which Spectrum sees the lake (default: the schema's name with `_lake`). */
  readonly lakeSchema?: string;
}

/** What a project decides about Redshift, and where its tables stand. */
export interface RedshiftWarehouse extends RedshiftOptions {
  readonly schema: string;
  /** How structs are stored: whole, as SUPER (the default), or each key in a column of its own. */
  readonly structs?: 'super' | 'columns';
}

/** Who may read where a project says nothing. */
export const defaultGrants: readonly RedshiftGrant[] = [
  { to: 'ROLE analyst', upTo: 'pseudonymous' },
  { to: 'ROLE privacy', upTo: 'personal' },
];

/** Stands in COPY where the project names no role. */
export const defaultIamRole = 'arn:aws:iam::YOUR-ACCOUNT:role/YOUR-REDSHIFT-ROLE';
