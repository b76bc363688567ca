import { byteLength, isLonger } from '../../comment.js';
import { badDecimal, type Limit, ofColumns, ofTable, repeated } from '../../limits/limit.js';

const athena = 'https://docs.aws.amazon.com/athena/latest/ug';
const glue = 'https://docs.aws.amazon.com/glue/latest';
const redshift = 'https://docs.aws.amazon.com/redshift/latest/dg';
const glueTables = `${glue}/dg/aws-glue-api-catalog-tables.html`;

/** Limits of Athena, which keeps its tables in Glue. */
export const athenaLimits: readonly Limit[] = [
  {
    id: 'athena-query-length',
    summary: 'A statement has at most 262,144 bytes.',
    source: `${athena}/service-limits.html`,
    severity: 'error',
    check: ({ sql }) => (isLonger(sql, 262_144) ? [`The statement has ${byteLength(sql)} bytes.`] : []),
  },
  {
    id: 'athena-name-length',
    summary: 'Names of tables and columns have 1 to 255 bytes.',
    source: `${athena}/tables-databases-columns-names.html`,
    severity: 'error',
    check: ofTable(({ name, columns, partitions }) =>
      [name, ...[...columns, ...partitions].map((column) => column.name)]
        .filter((one) => one === '' || isLonger(one, 255))
        .map((one) => `The name ${one.slice(0, 40)}… has ${byteLength(one)} bytes.`),
    ),
  },
  {
    id: 'athena-name-characters',
    summary: 'Names are lower case letters, digits and underscores.',
    source: `${athena}/tables-databases-columns-names.html`,
    severity: 'error',
    check: ofTable(({ name, columns, partitions }) =>
      [name, ...[...columns, ...partitions].map((column) => column.name)]
        .filter((one) => one !== '' && !/^[a-z_][a-z0-9_]*$/.test(one))
        .map((one) => `The name "${one}" has other characters, or begins with a digit.`),
    ),
  },
  {
    id: 'athena-unique-columns',
    summary: 'Column names differ in more than case; a partition column is no column of the files.',
    source: `${athena}/create-table.html`,
    severity: 'error',
    check: ofTable(({ columns, partitions }) =>
      repeated([...columns, ...partitions].map(({ name }) => name)).map((name) => `There are two columns "${name}".`),
    ),
  },
  {
    id: 'athena-decimal',
    summary: 'A decimal has at most 38 digits.',
    source: `${athena}/data-types.html`,
    severity: 'error',
    check: ofColumns(({ name, type }) => (badDecimal(type) ? `"${name}" is ${badDecimal(type)}.` : undefined)),
  },
  {
    id: 'athena-not-null',
    summary: 'Hive tables have no NOT NULL.',
    source: `${athena}/create-table.html`,
    severity: 'error',
    check: ofColumns(({ name, notNull }) => (notNull ? `"${name}" is NOT NULL.` : undefined)),
  },
  {
    id: 'athena-external',
    summary: 'Every table that is not Iceberg is EXTERNAL.',
    source: `${athena}/create-table.html`,
    severity: 'error',
    check: ({ sql, table }) =>
      table && !/^CREATE\s+EXTERNAL\s/i.test(sql) && !/'table_type'\s*=\s*'ICEBERG'/i.test(sql)
        ? ['The statement creates a table that is neither EXTERNAL nor Iceberg.']
        : [],
  },
  {
    id: 'athena-location',
    summary: 'A location ends in a slash and has neither an empty folder nor a pattern.',
    source: `${athena}/tables-location-format.html`,
    severity: 'error',
    check: ofTable(({ location }) =>
      location !== undefined && !/^s3:\/\/[^/*?]+\/(?:[^/*?]+\/)*$/.test(location)
        ? [`The location is ${location}.`]
        : [],
    ),
  },
  {
    id: 'glue-comment',
    summary: 'A column comment has at most 255 bytes, on one line.',
    source: glueTables,
    severity: 'error',
    check: ofColumns(({ name, comment = '' }) =>
      isLonger(comment, 255) || /[\r\n]/.test(comment)
        ? `The comment of "${name}" has ${byteLength(comment)} bytes.`
        : undefined,
    ),
  },
  {
    id: 'glue-type-length',
    summary: 'The type of a column has at most 131,072 characters.',
    source: `${glue}/webapi/API_Column.html`,
    severity: 'error',
    check: ofColumns(({ name, type }) =>
      type.length > 131_072 ? `The type of "${name}" has ${type.length} characters.` : undefined,
    ),
  },
  {
    id: 'glue-location-length',
    summary: 'A location has at most 2,056 characters.',
    source: `${glue}/webapi/API_StorageDescriptor.html`,
    severity: 'error',
    check: ofTable(({ location = '' }) =>
      location.length > 2056 ? [`The location has ${location.length} characters.`] : [],
    ),
  },
  {
    id: 'glue-partition-type',
    summary: 'Partition columns have primitive types.',
    source: `${glue}/webapi/API_TableInput.html`,
    severity: 'error',
    check: ofTable(({ partitions }) =>
      partitions
        .filter(({ type }) => /[<>]/.test(type))
        .map(({ name, type }) => `The partition column "${name}" is ${type}.`),
    ),
  },
  {
    id: 'spectrum-columns',
    summary: 'Redshift Spectrum reads tables of up to 1,598 columns.',
    source: `${redshift}/r_CREATE_EXTERNAL_TABLE.html`,
    severity: 'warning',
    check: ofTable(({ columns, partitions }) =>
      columns.length + partitions.length > 1598 ? [`The table has ${columns.length + partitions.length} columns.`] : [],
    ),
  },
  {
    id: 'spectrum-depth',
    summary: 'Redshift Spectrum reads types of up to 100 levels.',
    source: `${redshift}/nested-data-restrictions.html`,
    severity: 'warning',
    check: ofColumns(({ name, type }) => (depthOf(type) > 100 ? `"${name}" has ${depthOf(type)} levels.` : undefined)),
  },
];

/** Levels of nesting in a type. */
function depthOf(type: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of type) {
    if (sign === '<') deepest = Math.max(deepest, ++depth);
    if (sign === '>') depth--;
  }
  return deepest;
}
