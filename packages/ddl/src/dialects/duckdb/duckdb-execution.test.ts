import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeCases } from '../../../test/changes.js';
import { testConfig } from '../../../test/config.js';
import { type Engine, startEngine } from '../../../test/engine.js';
import type { Statement } from '../../index.js';
import { duckdb } from './index.js';

let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
});

afterAll(() => engine.close());

async function run(statements: readonly Statement[]): Promise<void> {
  for (const { sql } of statements) await engine.connection.run(sql);
}

const columns = `SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
  WHERE table_name = 'banner_v1' ORDER BY column_name`;

async function columnsNow(): Promise<unknown[]> {
  const rows = (await engine.connection.runAndReadAll(columns)).getRowsJson();
  await engine.connection.run('DROP TABLE banner_v1');
  return rows;
}

const carriedOut = changeCases.filter(
  ({ changes }) =>
    changes.length > 0 && changes.every((change) => duckdb.evolve(change, testConfig).kind === 'statements'),
);

test.each(carriedOut)('$name: changed in place equals made anew', async ({ before, after, changes }) => {
  await run(duckdb.createTable(before, testConfig));
  for (const change of changes) {
    const answer = duckdb.evolve(change, testConfig);
    await run(answer.kind === 'statements' ? answer.statements : []);
  }
  const changed = await columnsNow();
  await run(duckdb.createTable(after, testConfig));
  expect(changed).toEqual(await columnsNow());
});
