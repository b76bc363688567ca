import type { LogicalKind, LogicalType } from '@sluice/contract';
import { type TypeMap, typeWith } from '../logical-map.js';

/** Largest VARCHAR column in bytes (docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html). */
const maxVarcharBytes = 65_535;

/** A VARCHAR that holds so many bytes: at least 1, at most Redshift's limit. */
function varchar(bytes: number): string {
  return `VARCHAR(${Math.min(maxVarcharBytes, Math.max(1, bytes))})`;
}

const redshiftTypes: TypeMap = {
  boolean: () => 'BOOLEAN',
  int32: () => 'INTEGER',
  int64: () => 'BIGINT',
  float64: () => 'DOUBLE PRECISION',
  decimal: ({ precision, scale }) => `DECIMAL(${precision},${scale})`,
  string: ({ maxLength }) => varchar(maxLength === undefined ? maxVarcharBytes : 4 * maxLength),
  enum: ({ values }) => varchar(Math.max(0, ...values.map((value) => new TextEncoder().encode(value).length))),
  uuid: () => 'CHAR(36)',
  date: () => 'DATE',
  timestamp: () => 'TIMESTAMPTZ',
  struct: () => 'SUPER',
  list: () => 'SUPER',
  map: () => 'SUPER',
  json: () => 'SUPER',
};

/** The type of a column in Redshift. VARCHAR counts bytes, JSON Schema counts characters: four bytes each. */
export function redshiftType(type: LogicalType): string {
  return typeWith(redshiftTypes, type);
}

const encodings: TypeMap = {
  boolean: () => 'zstd',
  int32: () => 'az64',
  int64: () => 'az64',
  float64: () => 'zstd',
  decimal: () => 'az64',
  string: () => 'zstd',
  enum: () => 'zstd',
  uuid: () => 'zstd',
  date: () => 'az64',
  timestamp: () => 'az64',
  struct: () => 'zstd',
  list: () => 'zstd',
  map: () => 'zstd',
  json: () => 'zstd',
};

/**
 * The compression of a column: AZ64 takes integers, decimals, dates and timestamps only
 * (docs.aws.amazon.com/redshift/latest/dg/c_Compression_encodings.html); ZSTD takes everything.
 */
export function encoding(type: LogicalType): string {
  return typeWith(encodings, type);
}

/** Bytes of a VARCHAR type, or undefined for any other type. */
export function varcharBytes(type: string): number | undefined {
  const bytes = /^VARCHAR\((\d+)\)$/.exec(type)?.[1];
  return bytes === undefined ? undefined : Number(bytes);
}

const numbers = [
  'raw',
  'az64',
  'bytedict',
  'delta',
  'delta32k',
  'lzo',
  'mostly8',
  'mostly16',
  'mostly32',
  'runlength',
  'zstd',
];
const texts = ['raw', 'bytedict', 'lzo', 'runlength', 'text255', 'text32k', 'zstd'];
const times = ['raw', 'az64', 'bytedict', 'delta', 'delta32k', 'lzo', 'runlength', 'zstd'];
const nested = ['raw', 'zstd'];

/** The encodings that each type takes (docs.aws.amazon.com/redshift/latest/dg/c_Compression_encodings.html). */
export const takenEncodings: { readonly [K in LogicalKind]: readonly string[] } = {
  boolean: ['raw', 'runlength', 'zstd'],
  int32: numbers,
  int64: numbers,
  float64: ['raw', 'bytedict', 'runlength', 'zstd'],
  decimal: numbers,
  string: texts,
  enum: texts,
  uuid: texts,
  date: times,
  timestamp: times,
  struct: nested,
  list: nested,
  map: nested,
  json: nested,
};
