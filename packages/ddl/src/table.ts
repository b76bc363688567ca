import type { ContractModel, EventFamily, LogicalType, TableField } from '@sluice/contract';
import { majorsOf, tableFields } from '@sluice/contract';

/** The lake's two tiers: JSON rows as the transform wrote them, and Parquet merged by the hour. */
export type TableKind = 'raw' | 'columnar';

/** One column, in the place it keeps for ever: columns are appended, never moved, renamed or dropped. */
export interface Column {
  readonly name: string;
  readonly type: LogicalType;
  /** The field's description, uncut. */
  readonly comment: string;
  /** `false` only for the columns in {@link notNullColumns}. */
  readonly nullable: boolean;
  readonly field: TableField;
}

/** A partition column: a zero-padded string of digits that stands in the folder's name. */
export interface PartitionColumn {
  readonly name: 'year' | 'month' | 'day' | 'hour';
  readonly comment: string;
  /** Digits in the folder's name. */
  readonly digits: number;
  /** Smallest and largest value, as numbers. */
  readonly range: readonly [number, number];
}

/** One table: an event's major version in one tier of the lake. */
export interface Table {
  readonly kind: TableKind;
  readonly event: string;
  readonly major: number;
  /** `<view>_v<major>`, with `_raw` behind it for the raw tier. */
  readonly name: string;
  /** Name of the view over all majors. */
  readonly view: string;
  readonly columns: readonly Column[];
  readonly partitions: readonly PartitionColumn[];
  /** Folder below the lake, with a trailing slash. */
  readonly path: string;
  readonly comment: string;
}

/** The only columns that are never NULL: what the collector and the transform always fill. */
export const notNullColumns: ReadonlySet<string> = new Set([
  'event_id',
  'event',
  'version',
  'occurred_at',
  'received_at',
]);

/** Arrival hour (UTC) as folders: `year=YYYY/month=MM/day=DD/hour=HH`. */
export const hourPartitions: readonly PartitionColumn[] = [
  { name: 'year', comment: 'Year of arrival, UTC.', digits: 4, range: [2024, 2039] },
  { name: 'month', comment: 'Month of arrival, UTC.', digits: 2, range: [1, 12] },
  { name: 'day', comment: 'Day of arrival, UTC.', digits: 2, range: [1, 31] },
  { name: 'hour', comment: 'Hour of arrival, UTC.', digits: 2, range: [0, 23] },
];

/** What distinguishes one table from the next; its columns come from the contract. */
export interface TableRequest {
  readonly family: EventFamily;
  readonly major: number;
  readonly kind: TableKind;
  /** In column order. */
  readonly fields: readonly TableField[];
}

const tiers: { readonly [K in TableKind]: { readonly suffix: string; readonly note: string } } = {
  raw: { suffix: '_raw', note: ' JSON rows as they arrived.' },
  columnar: { suffix: '', note: '' },
};

/** The table of one major version in one tier, from fields that already stand in column order. */
export function tableOf({ family, major, kind, fields }: TableRequest): Table {
  const description = family.versions.findLast((version) => version.major === major)?.description ?? '';
  return {
    kind,
    event: family.name,
    major,
    name: `${family.table}_v${major}${tiers[kind].suffix}`,
    view: family.table,
    columns: fields.map(columnOf),
    partitions: hourPartitions,
    path: `${kind}/event=${family.name}/major=${major}/`,
    comment: `${description} Version ${major}.${tiers[kind].note}`.trim(),
  };
}

function columnOf(field: TableField): Column {
  return {
    name: field.column,
    type: field.type,
    comment: field.description,
    nullable: !notNullColumns.has(field.column),
    field,
  };
}

/** The tables of one tier for every major version of an event, oldest major first. */
export function tablesOf(model: ContractModel, family: EventFamily, kind: TableKind): Table[] {
  return majorsOf(family).map((major) => tableOf({ family, major, kind, fields: tableFields(model, family, major) }));
}
