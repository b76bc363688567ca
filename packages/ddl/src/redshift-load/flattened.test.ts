import {
  Date_,
  Decimal,
  defineEnvelope,
  defineEvent,
  EpochMillis,
  Id64,
  Json,
  modelOf,
  publish,
  Timestamp,
  Type,
  Uuid,
} from '@sluice/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configWith } from '../../test/config.js';
import { type PGlite, startPostgres } from '../../test/postgres.js';
import { asPostgres } from '../../test/redshift-on-postgres.js';
import { redshift } from '../dialects/redshift/index.js';
import { type LoadTable, loadTables } from './flattened.js';
import { jsonPaths, loadStatements } from './load.js';
import { nightlyScript } from './nightly.js';

const description = 'Said.';
const config = configWith({ redshift: { structs: 'columns' } });
const time = (more: object = {}) => Type.Optional(EpochMillis({ description, ...more }));
const text = (more: object = {}) => Type.Optional(Type.String({ maxLength: 20, description, ...more }));

const inside = {
  city: text(),
  price: Type.Optional(Decimal(20, 4, { description })),
  big: Type.Optional(Id64({ description })),
  isOpen: Type.Optional(Type.Boolean({ description })),
  ratio: Type.Optional(Type.Number({ description })),
  id: Type.Optional(Uuid({ description })),
  seen: Type.Optional(Timestamp({ description })),
  since: Type.Optional(Date_({ description })),
  tags: Type.Optional(Type.Array(Type.String({ maxLength: 10 }), { description })),
  rest: Type.Optional(Json({ description })),
  geo: Type.Optional(Type.Object({ order: text(), lat: Type.Optional(Type.Number({ description })) }, { description })),
};
const contract = modelOf(
  publish([
    defineEnvelope({
      version: '1.0',
      owner: 'o',
      description,
      properties: {
        eventId: Type.Optional(Uuid({ description })),
        event: text(),
        version: text(),
        timestamp: time({ column: 'occurred_at' }),
        receivedAt: time(),
      },
    }),
    ...['1.0', '1.1'].map((version) =>
      defineEvent({
        name: 'visit',
        version,
        owner: 'o',
        description,
        properties: {
          place: Type.Optional(Type.Object(inside, { description })),
          ...(version === '1.1' && { remark: text() }),
        },
      }),
    ),
  ]),
);
const [visit] = loadTables(contract, config) as [LoadTable];

let database: PGlite;
beforeAll(async () => {
  database = await startPostgres();
  await database.exec("SET TimeZone = 'UTC'; CREATE SCHEMA analytics");
  for (const { sql } of redshift.createTable(visit.table, config)) await database.exec(asPostgres(sql));
});
afterAll(() => database.close());

const value = {
  city: 'Bonn',
  price: 1.25,
  big: 9007199254740993n,
  is_open: true,
  ratio: 0.5,
  id: '00000000-0000-4000-8000-000000000001',
  seen: '2026-11-20 10:00:00.123',
  since: '2026-11-20',
  tags: ['a', 'b'],
  rest: '{"x": [1]}',
  geo: { order_: 'first', lat: 50.7 },
};
const asJson = JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? 'BIG' : one)).replace(
  '"BIG"',
  String(value.big),
);

/** What COPY would do: a row with everything in its struct, and one that has no struct. */
async function load(): Promise<void> {
  for (const { sql } of loadStatements({ ...visit, config, sources: [{ from: 's3://x/' }], iamRole: 'arn:role' })) {
    if (!sql.startsWith('COPY')) await database.exec(asPostgres(sql));
    else {
      await database.exec(`INSERT INTO visit_v1_files (event_id, event, version, occurred_at, received_at, place)
        SELECT id, 'visit', '1.0', '2026-11-20 10:00:00', '2026-11-20 10:00:01', place::jsonb
        FROM (VALUES ('a', '${asJson}'), ('b', NULL)) AS r(id, place)`);
    }
  }
}

test('values come out of the structs of the files into columns of their own, twice as once', async () => {
  for (const _ of [1, 2]) {
    await load();
    const { rows } = await database.query('SELECT * FROM analytics.visit_v1 ORDER BY event_id');
    const [a, b] = rows as { [column: string]: unknown }[];
    expect(Object.entries(a ?? {}).filter(([name]) => name.startsWith('place_'))).toEqual([
      ['place_city', 'Bonn'],
      ['place_price', '1.2500'],
      ['place_big', value.big],
      ['place_is_open', true],
      ['place_ratio', 0.5],
      ['place_id', value.id],
      ['place_seen', new Date('2026-11-20T10:00:00.123Z')],
      ['place_since', new Date('2026-11-20T00:00:00Z')],
      ['place_tags', ['a', 'b']],
      ['place_rest', { x: [1] }],
      ['place_geo_order_', 'first'],
      ['place_geo_lat', 50.7],
    ]);
    expect([rows.length, b?.place_city, b?.place_rest]).toEqual([2, null, null]);
  }
});

test('files are read as they are: the struct as one column, in its place', () => {
  const [, , copy] = loadStatements({ ...visit, config, sources: [{ from: 's3://x/' }], iamRole: 'arn:role' });
  const columns = 'event_id, event, version, occurred_at, received_at, "_extra", place, remark';
  expect(copy?.sql.split('\n')[0]).toBe(`COPY visit_v1_files (${columns})`);
  expect(jsonPaths(visit.files).jsonpaths).toEqual(
    columns.split(', ').map((name) => `$['${name.replaceAll('"', '')}']`),
  );
  expect(nightlyScript(contract, config)).toContain(`COPY visit_v1_files (${columns})`);
});
