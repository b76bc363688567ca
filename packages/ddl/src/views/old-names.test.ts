import { defineEnvelope, defineEvent, type EventFamily, modelOf, publish, Type, Uuid } from '@sluice/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testConfig } from '../../test/config.js';
import { type Engine, startEngine } from '../../test/engine.js';
import { duckdb } from '../dialects/duckdb/index.js';
import { tablesOf } from '../table.js';
import { eventViews } from './event-views.js';
import { withOldNames } from './old-names.js';
import { viewOf } from './view.js';

const description = 'Said.';
const config = { ...testConfig, views: { oldNames: true } };
const text = (more: object = {}) => Type.Optional(Type.String({ maxLength: 20, description, ...more }));

/** The e-mail address was called `mail`, then `email`, now `address`; `note` came back in 2.0 as another field. */
const versions = {
  '1.0': { mail: text({ sensitivity: 'personal' }), note: text() },
  '1.1': { email: text({ sensitivity: 'personal', renamedFrom: ['mail'] }), remark: text({ renamedFrom: ['note'] }) },
  '1.2': {
    address: text({ sensitivity: 'personal', renamedFrom: ['email'] }),
    remark: text({ renamedFrom: ['note'] }),
  },
  '2.0': { address: text({ sensitivity: 'personal', renamedFrom: ['email'] }), note: text(), remark: text() },
};
const model = modelOf(
  publish([
    defineEnvelope({
      version: '1.0',
      owner: 'o',
      description,
      properties: { eventId: Type.Optional(Uuid({ description })) },
    }),
    ...Object.entries(versions).map(([version, properties]) =>
      defineEvent({ name: 'contact', version, owner: 'o', description, properties }),
    ),
  ]),
);
const [family] = model.events as [EventFamily];

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
  const tables = tablesOf(model, family, 'columnar').flatMap((table) => duckdb.createTable(table, config));
  for (const { sql } of [...tables, ...eventViews(duckdb, model, family, config)]) await engine.connection.run(sql);
  for (const row of [
    `INSERT INTO contact_v1 (event_id, mail, note) VALUES ('a', 'a@x', 'one')`,
    `INSERT INTO contact_v1 (event_id, email, remark) VALUES ('b', 'b@x', 'two')`,
    `INSERT INTO contact_v1 (event_id, address, remark) VALUES ('c', 'c@x', 'three')`,
    `INSERT INTO contact_v2 (event_id, address, note) VALUES ('d', 'd@x', 'four')`,
  ]) {
    await engine.connection.run(row);
  }
});
afterAll(() => engine.close());

const ask = async (sql: string) => (await engine.connection.runAndReadAll(sql)).getRowsJson();

test('a renamed column is there under every name it had, with the values of all', async () => {
  expect(await ask('SELECT event_id, address, email, mail FROM contact ORDER BY 1')).toEqual(
    ['a', 'b', 'c', 'd'].map((id) => [id, ...Array(3).fill(`${id}@x`)]),
  );
});

test('behind all others; a name that is in use stays with who has it', () => {
  const names = withOldNames(viewOf(model, family), config).columns.map(({ name, comment }) => `${name}: ${comment}`);
  expect(names.filter((name) => !name.startsWith('_extra'))).toEqual([
    'event_id: Said.',
    'address: Said.',
    'note: Said.',
    'remark: Said.',
    'email: Old name of address.',
    'mail: Old name of address.',
  ]);
});

test('one row per event, and masked, under old names, too', async () => {
  expect(await ask('SELECT count(*), count(DISTINCT mail) FROM contact_exact')).toEqual([['4', '4']]);
  expect(await ask('SELECT DISTINCT address, email, mail FROM contact_masked')).toEqual([['***', '***', '***']]);
});

test('without the option each column stands there once', () => {
  const view = viewOf(model, family);
  expect(withOldNames(view, testConfig)).toBe(view);
});
