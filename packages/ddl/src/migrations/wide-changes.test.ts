import type { ContractModel } from '@sluice/contract';
import { beforeAll, expect, test } from 'vitest';
import { configWith, testConfig } from '../../test/config.js';
import { randomLineage } from '../../test/random-lineage.js';
import { shopModel } from '../../test/shop-model.js';
import { type AthenaParsers, athenaParsers } from '../../test/sql-parsers.js';
import { createEventsTable } from '../dialects/athena/events-table.js';
import { athena } from '../dialects/athena/index.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { checksumFile } from './checksums.js';
import { parseMigration } from './file.js';
import { migrationFiles } from './plan.js';

const config: WarehouseConfig = configWith({ athena: { events: true } });
let parsers: AthenaParsers;
beforeAll(async () => {
  parsers = await athenaParsers();
});

function statements(model: ContractModel, where: WarehouseConfig): string[] {
  const request = { model, dialect: athena, config: where, existing: [], folder: 'm', isPublished: () => false };
  return migrationFiles(request)
    .filter(({ name }) => name !== checksumFile)
    .flatMap((file) => parseMigration(file).steps)
    .flatMap(({ sql }) =>
      /^(CREATE EXTERNAL|ALTER) TABLE (IF NOT EXISTS )?shop\.events(_raw)? /.test(sql) ? [sql] : [],
    );
}

/** `name type` of every column that a CREATE names before its partitions. */
const created = (sql: string) =>
  [...(sql.split('\n)\n')[0] ?? '').matchAll(/^ {2}(\S+) +(\S+) /gm)].map(([, name, type]) => `${name} ${type}`);
const added = (sql: string) => /ADD COLUMNS \((\S+) (\S+)/.exec(sql)?.slice(1).join(' ');

test.each(['events', 'events_raw'])('%s is made with the first event, and gets what later ones bring', (table) => {
  const [first = '', ...later] = statements(shopModel, config).filter((sql) => sql.includes(`shop.${table} `));
  expect(first).toMatch(/^CREATE EXTERNAL TABLE IF NOT EXISTS/);
  expect(later.length).toBeGreaterThan(8);
  const fresh = createEventsTable(shopModel, table === 'events' ? 'columnar' : 'raw', config).sql;
  expect([...created(first), ...later.map(added)].sort()).toEqual(created(fresh).sort());
});

test('nothing without the option; statements that parse, whatever a lineage does', () => {
  expect(statements(shopModel, testConfig)).toEqual([]);
  for (const model of [shopModel, randomLineage(1), randomLineage(2)]) {
    const all = statements(model, config);
    expect(all.length).toBeGreaterThan(1);
    expect(all.flatMap((sql) => parsers.hive.errors(`${sql};`))).toEqual([]);
  }
});
