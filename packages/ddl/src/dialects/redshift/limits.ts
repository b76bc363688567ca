import { byteLength, isLonger } from '../../comment.js';
import { argumentsOf, badDecimal, type Limit, ofColumns, ofTable, repeated } from '../../limits/limit.js';

const docs = 'https://docs.aws.amazon.com/redshift/latest/dg';

const types =
  /^(SMALLINT|INT|INTEGER|BIGINT|DECIMAL(\(\d+(,\d+)?\))?|REAL|DOUBLE PRECISION|CHAR\(\d+\)|VARCHAR\(\d+\)|DATE|TIME|TIMETZ|TIMESTAMP|TIMESTAMPTZ|BOOLEAN|SUPER|VARBYTE(\(\d+\))?|HLLSKETCH|GEOMETRY|GEOGRAPHY)$/;

const system = new Set(['oid', 'tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

/** Which types each encoding is for; the others take all of these. */
const encodingTypes: { readonly [encoding: string]: RegExp } = {
  AZ64: /^(SMALLINT|INT|INTEGER|BIGINT|DECIMAL.*|DATE|TIMESTAMP|TIMESTAMPTZ)$/,
  BYTEDICT: /^(?!BOOLEAN$|SUPER$)/,
  DELTA: /^(SMALLINT|INT|INTEGER|BIGINT|DATE|TIMESTAMP|DECIMAL.*)$/,
  DELTA32K: /^(INT|INTEGER|BIGINT|DATE|TIMESTAMP|DECIMAL.*)$/,
  LZO: /^(?!BOOLEAN$|REAL$|DOUBLE PRECISION$)/,
  MOSTLY8: /^(SMALLINT|INT|INTEGER|BIGINT|DECIMAL.*)$/,
  MOSTLY16: /^(INT|INTEGER|BIGINT|DECIMAL.*)$/,
  MOSTLY32: /^(BIGINT|DECIMAL.*)$/,
  RAW: /./,
  RUNLENGTH: /^(?!SUPER$)/,
  TEXT255: /^VARCHAR\(\d+\)$/,
  TEXT32K: /^VARCHAR\(\d+\)$/,
  ZSTD: /./,
};

/** Limits of Redshift that a parser of PostgreSQL does not know. */
export const redshiftLimits: readonly Limit[] = [
  {
    id: 'redshift-type',
    summary: 'Columns have types of Redshift; there is no JSON, UUID, array or SERIAL.',
    source: `${docs}/c_Supported_data_types.html`,
    severity: 'error',
    check: ofColumns(({ name, type }) => (types.test(type) ? undefined : `"${name}" is ${type}.`)),
  },
  {
    id: 'redshift-varchar',
    summary: 'A VARCHAR column has 1 to 65,535 bytes, a CHAR column 1 to 4,096.',
    source: `${docs}/r_Character_types.html`,
    severity: 'error',
    check: ofColumns(({ name, type }) => {
      const beyond = (kind: 'CHAR' | 'VARCHAR', most: number) =>
        argumentsOf(type, kind).some(([size = 0]) => size < 1 || size > most);
      return beyond('VARCHAR', 65_535) || beyond('CHAR', 4096) ? `"${name}" is ${type}.` : undefined;
    }),
  },
  {
    id: 'redshift-decimal',
    summary: 'A decimal has at most 38 digits.',
    source: `${docs}/r_Numeric_types201.html`,
    severity: 'error',
    check: ofColumns(({ name, type }) => (badDecimal(type) ? `"${name}" is ${badDecimal(type)}.` : undefined)),
  },
  {
    id: 'redshift-name-length',
    summary: 'Names have 1 to 127 bytes; longer ones are cut without a word.',
    source: `${docs}/r_names.html`,
    severity: 'error',
    check: ofTable(({ name, columns }) =>
      [name, ...columns.map((column) => column.name)]
        .filter((one) => one === '' || isLonger(one, 127))
        .map((one) => `The name ${one.slice(0, 40)}… has ${byteLength(one)} bytes.`),
    ),
  },
  {
    id: 'redshift-system-column',
    summary: 'Names of system columns cannot be used, quoted or not.',
    source: `${docs}/r_names.html`,
    severity: 'error',
    check: ofColumns(({ name }) => (system.has(name.toLowerCase()) ? `A column is named "${name}".` : undefined)),
  },
  {
    id: 'redshift-unique-columns',
    summary: 'Column names differ in more than case, and within their first 127 bytes.',
    source: `${docs}/r_names.html`,
    severity: 'error',
    check: ofTable(({ columns }) =>
      repeated(columns.map(({ name }) => name.slice(0, 127))).map((name) => `There are two columns "${name}".`),
    ),
  },
  {
    id: 'redshift-columns',
    summary: 'A table has at most 1,600 columns.',
    source: `${docs}/r_CREATE_TABLE_usage.html`,
    severity: 'error',
    check: ofTable(({ columns }) => (columns.length > 1600 ? [`The table has ${columns.length} columns.`] : [])),
  },
  {
    id: 'redshift-encoding',
    summary: 'An encoding is one of those for the type of the column; AZ64 is for numbers, dates and times only.',
    source: `${docs}/c_Compression_encodings.html`,
    severity: 'error',
    check: ofColumns(({ name, type, encoding }) => {
      if (encoding === undefined || encodingTypes[encoding]?.test(type)) return undefined;
      return `"${name}" ${type} has the encoding ${encoding}.`;
    }),
  },
  {
    id: 'redshift-keys',
    summary:
      'DISTKEY and SORTKEY name columns of the table that are not SUPER; one DISTKEY, up to 400 SORTKEY columns.',
    source: `${docs}/r_CREATE_TABLE_NEW.html`,
    severity: 'error',
    check: ofTable(({ columns, distKeys, sortKeys }) => [
      ...[...distKeys, ...sortKeys]
        .filter((key) => !columns.some(({ name, type }) => name === key && type !== 'SUPER'))
        .map((key) => `A key is "${key}", which is no column that can be one.`),
      ...(distKeys.length > 1 ? ['There is more than one DISTKEY column.'] : []),
      ...(sortKeys.length > 400 ? [`There are ${sortKeys.length} SORTKEY columns.`] : []),
    ]),
  },
  {
    id: 'redshift-partition',
    summary: 'A local table has no partitions.',
    source: `${docs}/r_CREATE_TABLE_NEW.html`,
    severity: 'error',
    check: ({ sql, table }) =>
      table && /\bPARTITION(ED)?\s+BY\b/i.test(sql.replace(/'(?:[^']|'')*'/g, "''"))
        ? ['The table is partitioned.']
        : [],
  },
  {
    id: 'redshift-add-column',
    summary: 'ALTER TABLE adds one column at a time, without IF NOT EXISTS.',
    source: `${docs}/r_ALTER_TABLE.html`,
    severity: 'error',
    check: ({ sql }) => {
      const added = sql.replace(/'(?:[^']|'')*'/g, "''").match(/\bADD\s+COLUMN\b(\s+IF\b)?/gi) ?? [];
      return added.length > 1 || added.some((one) => /IF$/i.test(one))
        ? ['More than one column, or IF NOT EXISTS.']
        : [];
    },
  },
  {
    id: 'redshift-alter-type',
    summary: 'Only the length of a VARCHAR can be altered.',
    source: `${docs}/r_ALTER_TABLE.html`,
    severity: 'error',
    check: ({ sql }) => {
      const type = /\bALTER\s+COLUMN\s+\S+\s+TYPE\s+(.+?);?\s*$/is.exec(sql)?.[1];
      return type !== undefined && !/^VARCHAR\s*\(\d+\)$/i.test(type) ? [`The type becomes ${type}.`] : [];
    },
  },
  {
    id: 'redshift-drop-not-null',
    summary: 'NOT NULL cannot be added or dropped in place.',
    source: `${docs}/r_ALTER_TABLE.html`,
    severity: 'error',
    check: ({ sql }) => (/\b(SET|DROP)\s+NOT\s+NULL\b/i.test(sql) ? ['The statement changes NOT NULL.'] : []),
  },
  {
    id: 'redshift-late-binding',
    summary: 'A late-binding view names every table with its schema.',
    source: `${docs}/r_CREATE_VIEW.html`,
    severity: 'error',
    check: ({ sql }) =>
      /\bWITH\s+NO\s+SCHEMA\s+BINDING\b/i.test(sql) && /\b(?:FROM|JOIN)\s+(?:"[^"]+"|\w+)(?!\s*\.)(?:\s|$)/i.test(sql)
        ? ['A table is named without its schema.']
        : [],
  },
  {
    id: 'redshift-statement-length',
    summary: 'A statement has at most 16 MB.',
    source: `${docs}/c_redshift-sql.html`,
    severity: 'error',
    check: ({ sql }) => (isLonger(sql, 16 * 2 ** 20) ? [`The statement has ${byteLength(sql)} bytes.`] : []),
  },
  {
    id: 'redshift-data-api',
    summary: 'The Data API takes statements of up to 100 KB; longer ones go through a connection.',
    source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html',
    severity: 'warning',
    check: ({ sql }) => (isLonger(sql, 100_000) ? [`The statement has ${byteLength(sql)} bytes.`] : []),
  },
];
