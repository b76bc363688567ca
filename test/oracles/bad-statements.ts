import type { Oracle } from './oracles.js';
import type { TestedStatement } from './statements.js';

/** A statement with one fault, made from a good one. */
export interface BadStatement {
  readonly name: string;
  /** Which good statement it is made from. */
  readonly of: keyof typeof goodStatements;
  readonly from: string | RegExp;
  readonly to: string;
  /** Exactly the oracles that must see the fault. */
  readonly by: readonly Oracle['id'][];
}

/** Good twins: every oracle that knows their dialect accepts them. */
export const goodStatements = {
  athena: {
    dialect: 'athena',
    kind: 'table',
    name: 'athena',
    sql: `CREATE EXTERNAL TABLE IF NOT EXISTS shop.purchase_v1 (
  event_id string COMMENT 'Identifies it.',
  amount decimal(10,2) COMMENT 'The customer\\'s money.',
  \`order\` bigint,
  place struct<city:string,zip:int>,
  scores map<string,bigint>
)
COMMENT 'A purchase.'
PARTITIONED BY (
  year string,
  month string
)
STORED AS PARQUET
LOCATION 's3://lake/columnar/purchase/'
TBLPROPERTIES (
  'classification' = 'parquet'
)`,
  },
  view: {
    dialect: 'athena',
    kind: 'view',
    name: 'view',
    sql: `CREATE OR REPLACE VIEW shop.purchase AS
SELECT
  t.event_id,
  COALESCE(t.product_id, t.item_id) AS product_id,
  CAST(NULL AS varchar) AS step
FROM shop.purchase_v1 AS t
LEFT JOIN shop.checkout_v1 AS newer1
  ON newer1.user_id = t.user_id
WHERE newer1.event_id IS NULL
UNION ALL
SELECT t.event_id, t.product_id, t.step
FROM shop.checkout_v1 AS t`,
  },
  spark: {
    dialect: 'spark',
    kind: 'table',
    name: 'spark',
    sql: `CREATE TABLE IF NOT EXISTS shop.purchase_v1 (
  event_id STRING NOT NULL COMMENT 'Identifies it.',
  amount DECIMAL(10,2),
  place STRUCT<city: STRING, zip: INT>,
  year STRING
)
USING PARQUET
PARTITIONED BY (year)
LOCATION 's3://lake/columnar/purchase/'
COMMENT 'A purchase.'`,
  },
  redshift: {
    dialect: 'redshift',
    kind: 'table',
    name: 'redshift',
    sql: `CREATE TABLE shop.purchase_v1 (
  event_id CHAR(36) ENCODE zstd NOT NULL,
  occurred_at TIMESTAMPTZ ENCODE az64 NOT NULL,
  user_id BIGINT ENCODE az64,
  amount DECIMAL(10,2) ENCODE az64,
  step VARCHAR(160) ENCODE zstd,
  context SUPER ENCODE zstd
)
DISTSTYLE KEY
DISTKEY (user_id)
SORTKEY (occurred_at)`,
  },
  alter: {
    dialect: 'redshift',
    kind: 'change',
    name: 'alter',
    sql: 'ALTER TABLE shop.purchase_v1 ADD COLUMN coupon VARCHAR(80) ENCODE zstd',
  },
  resize: {
    dialect: 'redshift',
    kind: 'change',
    name: 'resize',
    sql: 'ALTER TABLE shop.purchase_v1 ALTER COLUMN step TYPE VARCHAR(320)',
  },
  lateBinding: {
    dialect: 'redshift',
    kind: 'view',
    name: 'late-binding view',
    sql: `CREATE OR REPLACE VIEW shop.purchase AS
SELECT t.event_id
FROM shop.purchase_v1 AS t
WITH NO SCHEMA BINDING`,
  },
  duckdb: {
    dialect: 'duckdb',
    kind: 'table',
    name: 'duckdb',
    sql: `CREATE TABLE "purchase_v1" (
  "event_id" VARCHAR NOT NULL,
  "amount" DECIMAL(10,2),
  "place" STRUCT("city" VARCHAR, "zip" INTEGER),
  "tags" VARCHAR[]
)`,
  },
  glue: {
    dialect: 'glue',
    kind: 'table',
    name: 'glue',
    sql: JSON.stringify({
      Name: 'purchase_v1',
      Description: 'A purchase.',
      TableType: 'EXTERNAL_TABLE',
      Parameters: { EXTERNAL: 'TRUE' },
      PartitionKeys: [{ Name: 'year', Type: 'string', Comment: '' }],
      StorageDescriptor: {
        Columns: [{ Name: 'amount', Type: 'decimal(10,2)', Comment: 'Money.' }],
        Location: 's3://lake/columnar/purchase/',
      },
    }),
  },
} as const satisfies { readonly [name: string]: TestedStatement };

const long = 'x'.repeat(300);
const wide = (type: string) => Array.from({ length: 1600 }, (_, at) => `c${at} ${type}`).join(', ');

/** Every fault, and who has to see it. An oracle that goes blind fails these. */
export const badStatements: readonly BadStatement[] = [
  { name: 'an unknown type', of: 'athena', from: 'bigint,', to: 'int64,', by: ['hive'] },
  { name: 'a map without values', of: 'athena', from: 'map<string,bigint>', to: 'map<string>', by: ['hive'] },
  { name: 'a struct without a colon', of: 'athena', from: 'city:string', to: 'city string', by: ['hive'] },
  { name: 'a reserved word bare', of: 'athena', from: '`order`', to: 'order', by: ['hive'] },
  { name: 'double quotes in DDL', of: 'athena', from: '`order`', to: '"order"', by: ['hive'] },
  { name: 'a dash in a name', of: 'athena', from: 'event_id', to: 'event-id', by: ['hive'] },
  { name: 'a leading underscore bare', of: 'athena', from: 'event_id', to: '_id', by: ['hive'] },
  { name: 'varchar without a length', of: 'athena', from: 'bigint,', to: 'varchar,', by: ['hive'] },
  { name: 'a type of queries', of: 'athena', from: 'bigint,', to: 'timestamp with time zone,', by: ['hive'] },
  { name: 'two commas', of: 'athena', from: 'bigint,', to: 'bigint,,', by: ['hive'] },
  { name: 'a comment that ends early', of: 'athena', from: "\\'", to: "'", by: ['hive'] },
  { name: 'no location', of: 'athena', from: 'LOCATION ', to: '', by: ['hive'] },
  { name: 'a location without a slash', of: 'athena', from: "purchase/'", to: "purchase'", by: ['limits'] },
  { name: 'a location with an empty folder', of: 'athena', from: 'lake/col', to: 'lake//col', by: ['limits'] },
  { name: 'a decimal of 99 digits', of: 'athena', from: '(10,2)', to: '(99,2)', by: ['limits'] },
  { name: 'more behind the point than digits', of: 'athena', from: '(10,2)', to: '(2,10)', by: ['limits'] },
  { name: 'NOT NULL', of: 'athena', from: 'bigint,', to: 'bigint NOT NULL,', by: ['limits'] },
  { name: 'a digit at the beginning', of: 'athena', from: 'event_id', to: '1st', by: ['limits'] },
  { name: 'a column twice', of: 'athena', from: 'scores map', to: 'amount map', by: ['limits'] },
  { name: 'a column twice but for case', of: 'athena', from: 'scores map', to: 'AMOUNT map', by: ['limits'] },
  { name: 'a partition that is a column', of: 'athena', from: 'month string', to: 'amount string', by: ['limits'] },
  { name: 'a nested partition', of: 'athena', from: 'month string', to: 'month array<string>', by: ['limits'] },
  { name: 'a name that is too long', of: 'athena', from: 'event_id', to: long, by: ['limits'] },
  { name: 'a comment that is too long', of: 'athena', from: 'Identifies it.', to: long, by: ['limits'] },
  { name: 'a table that is not external', of: 'athena', from: 'EXTERNAL ', to: '', by: ['limits'] },
  { name: 'a statement that is too long', of: 'athena', from: 'A purchase.', to: 'x'.repeat(262_144), by: ['limits'] },
  { name: 'a literal as a name', of: 'view', from: 'AS step', to: "AS 'step'", by: ['trino'] },
  { name: 'a COALESCE without its end', of: 'view', from: 'item_id)', to: 'item_id', by: ['trino'] },
  { name: 'a cast without a type', of: 'view', from: 'AS varchar)', to: 'AS )', by: ['trino'] },
  { name: 'two times WHERE', of: 'view', from: 'WHERE', to: 'WHERE WHERE', by: ['trino'] },
  { name: 'two times ALL', of: 'view', from: 'UNION ALL', to: 'UNION ALL ALL', by: ['trino'] },
  { name: 'no condition', of: 'view', from: 'ON ', to: '', by: ['trino'] },
  { name: 'a struct without its end', of: 'spark', from: 'zip: INT>', to: 'zip: INT', by: ['spark'] },
  { name: 'a format without its word', of: 'spark', from: 'USING ', to: '', by: ['spark'] },
  { name: 'a decimal of 39 digits', of: 'spark', from: '(10,2)', to: '(39,2)', by: ['limits'] },
  { name: 'a column twice in Spark', of: 'spark', from: 'amount DEC', to: 'EVENT_ID DEC', by: ['limits'] },
  { name: 'a type that there is not', of: 'redshift', from: 'BIGINT', to: 'INT64', by: ['postgres', 'limits'] },
  { name: 'a type of PostgreSQL alone', of: 'redshift', from: 'SUPER', to: 'JSONB', by: ['limits'] },
  { name: 'an array', of: 'redshift', from: 'VARCHAR(160) ENCODE zstd', to: 'VARCHAR(160)[]', by: ['limits'] },
  { name: 'UUID', of: 'redshift', from: 'CHAR(36)', to: 'UUID', by: ['limits'] },
  { name: 'a VARCHAR above the limit', of: 'redshift', from: '(160)', to: '(65536)', by: ['limits'] },
  { name: 'a VARCHAR of nothing', of: 'redshift', from: '(160)', to: '(0)', by: ['postgres', 'limits'] },
  { name: 'a CHAR above the limit', of: 'redshift', from: 'CHAR(36)', to: 'CHAR(4097)', by: ['limits'] },
  {
    name: 'an encoding for another type',
    of: 'redshift',
    from: 'VARCHAR(160) ENCODE zstd',
    to: 'VARCHAR(160) ENCODE az64',
    by: ['limits'],
  },
  {
    name: 'an encoding that there is not',
    of: 'redshift',
    from: 'ENCODE az64 NOT',
    to: 'ENCODE lz4 NOT',
    by: ['postgres', 'limits'],
  },
  {
    name: 'a DISTKEY that is no column',
    of: 'redshift',
    from: 'DISTKEY (user_id)',
    to: 'DISTKEY (user)',
    by: ['limits'],
  },
  {
    name: 'a SORTKEY of SUPER',
    of: 'redshift',
    from: 'SORTKEY (occurred_at)',
    to: 'SORTKEY (context)',
    by: ['limits'],
  },
  {
    name: 'partitions of a local table',
    of: 'redshift',
    from: 'DISTSTYLE KEY',
    to: 'PARTITION BY RANGE (user_id)',
    by: ['limits'],
  },
  { name: 'a system column', of: 'redshift', from: 'step VAR', to: 'ctid VAR', by: ['postgres', 'limits'] },
  { name: 'a name of 128 bytes', of: 'redshift', from: 'step VAR', to: `${'ü'.repeat(64)} VAR`, by: ['limits'] },
  {
    name: 'a column twice in Redshift',
    of: 'redshift',
    from: 'step VAR',
    to: 'amount VAR',
    by: ['postgres', 'limits'],
  },
  {
    name: 'too many columns',
    of: 'redshift',
    from: 'context SUPER',
    to: `${wide('BIGINT')}, context SUPER`,
    by: ['postgres', 'limits'],
  },
  { name: 'backticks', of: 'redshift', from: 'step VAR', to: '`step` VAR', by: ['postgres'] },
  { name: 'a comma at the end', of: 'redshift', from: /zstd\n\)/, to: 'zstd,\n)', by: ['postgres'] },
  { name: 'two columns at once', of: 'alter', from: /$/, to: ', ADD COLUMN b INT', by: ['limits'] },
  { name: 'IF NOT EXISTS', of: 'alter', from: 'coupon', to: 'IF NOT EXISTS coupon', by: ['limits'] },
  { name: 'another type', of: 'resize', from: 'VARCHAR(320)', to: 'BIGINT', by: ['limits'] },
  { name: 'NULL let in', of: 'resize', from: 'TYPE VARCHAR(320)', to: 'DROP NOT NULL', by: ['limits'] },
  { name: 'a table without its schema', of: 'lateBinding', from: 'FROM shop.', to: 'FROM ', by: ['limits'] },
  { name: 'a column twice in DuckDB', of: 'duckdb', from: '"tags"', to: '"AMOUNT"', by: ['duckdb', 'limits'] },
  { name: 'a type that DuckDB has not', of: 'duckdb', from: 'VARCHAR[]', to: 'SUPER', by: ['duckdb'] },
  { name: 'a decimal that is too wide', of: 'duckdb', from: '(10,2)', to: '(39,2)', by: ['duckdb', 'limits'] },
  { name: 'a quote too few', of: 'duckdb', from: '"tags"', to: 'tags"', by: ['duckdb'] },
  { name: 'a description that is too long', of: 'glue', from: 'A purchase.', to: 'x'.repeat(2049), by: ['limits'] },
  { name: 'no table type', of: 'glue', from: '"EXTERNAL_TABLE"', to: '"VIRTUAL_VIEW"', by: ['limits'] },
  { name: 'no partition keys', of: 'glue', from: 'PartitionKeys', to: 'Partitions', by: ['limits'] },
  { name: 'upper case', of: 'glue', from: '"amount"', to: '"Amount"', by: ['limits'] },
  { name: 'a comment of two lines', of: 'glue', from: 'Money.', to: 'Mo\\nney.', by: ['limits'] },
  { name: 'no JSON', of: 'glue', from: /\}$/, to: '', by: ['limits'] },
];

/** The statement with its fault. Throws where the good one no longer has what is to be spoilt. */
export function spoilt({ name, of, from, to }: BadStatement): TestedStatement {
  const good = goodStatements[of];
  const sql = good.sql.replace(from, () => to);
  if (sql === good.sql) throw new Error(`${name}: nothing was spoilt`);
  return { ...good, name, sql };
}
