import { beforeAll, describe, expect, test } from 'vitest';
import { configWith } from '../../../test/config.js';
import { testModel } from '../../../test/model.js';
import { type AthenaParsers, athenaParsers } from '../../../test/sql-parsers.js';
import { tablesOf } from '../../table.js';
import { eventViews } from '../../views/event-views.js';
import { tableInput } from '../glue/statements.js';
import { createEventsTable, sharedColumns } from './events-table.js';
import { athena } from './index.js';
import type { AthenaOptions } from './options.js';

let parsers: AthenaParsers;
beforeAll(async () => {
  parsers = await athenaParsers();
});

const [family] = testModel.events;
if (!family) throw new Error('no event');
const configured = (options: AthenaOptions) => configWith({ athena: options });
const [raw] = tablesOf(testModel, family, 'raw');
const [columnar] = tablesOf(testModel, family, 'columnar');
const created = (options: AthenaOptions, table = raw) =>
  table ? (athena.createTable(table, configured(options))[0]?.sql ?? '') : '';

describe('raw tables', () => {
  test('for Spectrum: OpenX and registered partitions, in Athena and in Glue', () => {
    const options = { rawSerde: 'openx', rawPartitions: 'registered' } as const;
    const sql = created(options);
    expect(parsers.hive.errors(`${sql};`)).toEqual([]);
    expect(sql).toContain("ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'");
    expect(sql).not.toContain('projection');
    const glue = raw && tableInput(raw, configured(options));
    expect(glue?.StorageDescriptor.SerdeInfo.SerializationLibrary).toBe('org.openx.data.jsonserde.JsonSerDe');
    expect(glue?.Parameters).toEqual({ EXTERNAL: 'TRUE', classification: 'json' });
  });
});

describe('Iceberg', () => {
  const sql = () => created({ tables: 'iceberg' }, columnar);

  test('is no external table, and partitions by a column of its own', () => {
    expect(sql()).toMatch(/^CREATE TABLE IF NOT EXISTS shop\.banner_v1 \(/);
    expect(sql().split('\n').slice(-7)).toEqual([
      'PARTITIONED BY (day(received_at))',
      "LOCATION 's3://lake/iceberg/event=banner/major=1/'",
      'TBLPROPERTIES (',
      "  'table_type' = 'ICEBERG',",
      "  'format' = 'parquet',",
      "  'write_compression' = 'zstd'",
      ')',
    ]);
  });

  test('reads as Hive DDL but for the transform, which the parser does not know', () => {
    const external = sql().replace('CREATE TABLE', 'CREATE EXTERNAL TABLE').replace('(day(received_at))', '(p string)');
    expect(parsers.hive.errors(`${external};`)).toEqual([]);
  });

  test('has views without partition columns', () => {
    const views = eventViews(athena, testModel, family, configured({ tables: 'iceberg' })).map(({ sql: one }) => one);
    expect(views).toHaveLength(3);
    expect(views.flatMap((one) => parsers.trino.errors(`${one};`))).toEqual([]);
    expect(views.filter((one) => /\.(year|hour)\b/.test(one))).toEqual([]);
  });
});

describe('the table over all events', () => {
  test.each(['raw', 'columnar'] as const)('%s: event is a partition only', (kind) => {
    const { sql } = createEventsTable(testModel, kind, configured({ events: true }));
    expect(parsers.hive.errors(`${sql};`)).toEqual([]);
    const [columns = '', partitions = ''] = sql.split('\nPARTITIONED BY (');
    expect(columns).not.toMatch(/^ {2}event +string/m);
    expect(partitions).toMatch(/^ {2}event +string/m);
    expect(sql).toContain(`LOCATION 's3://lake/${kind}/'`);
    expect(sql.includes("'projection.event.values' = 'banner,checkout_completed,everything,purchase'")).toBe(
      kind === 'raw',
    );
  });

  test('columns whose type differs between events are left out', () => {
    const names = sharedColumns(testModel).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['event_id', 'user_id', 'amount', 'checkout_step']));
    expect(names.filter((name) => ['slot', 'banner_id', 'event'].includes(name))).toEqual([]);
  });
});
