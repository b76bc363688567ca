import { beforeAll, describe, expect, test } from 'vitest';
import { changeCases } from '../../../test/changes.js';
import { testConfig } from '../../../test/config.js';
import { driftModel } from '../../../test/drift-model.js';
import { testModel } from '../../../test/model.js';
import { type AthenaParsers, athenaParsers } from '../../../test/sql-parsers.js';
import { tablesOf, viewOf } from '../../index.js';
import { athena } from './index.js';

let parsers: AthenaParsers;

beforeAll(async () => {
  parsers = await athenaParsers();
});

const tables = testModel.events.flatMap((family) => athena.tiers.flatMap((tier) => tablesOf(testModel, family, tier)));
const [example] = tables;
const create = example ? (athena.createTable(example, testConfig)[0]?.sql ?? '') : '';
const views = [testModel, driftModel].flatMap((model) => model.events.map((family) => viewOf(model, family)));
const view =
  views.map((one) => athena.createView(one, testConfig)?.sql ?? '').find((sql) => sql.includes('LEFT JOIN')) ?? '';

const changes = changeCases.flatMap(({ name, changes }) =>
  changes.flatMap((change) => {
    const answer = athena.evolve(change, testConfig);
    return answer.kind === 'statements' ? answer.statements.map(({ sql }) => ({ name, sql })) : [];
  }),
);

describe('what is written parses', () => {
  test.each(tables)('table $name, in Hive', (table) => {
    expect(athena.createTable(table, testConfig).flatMap(({ sql }) => parsers.hive.errors(`${sql};`))).toEqual([]);
  });

  test.each(views)('view $name, in Trino', (one) => {
    expect(parsers.trino.errors(`${athena.createView(one, testConfig)?.sql};`)).toEqual([]);
  });

  test.each(views)('view $name has no backticks, which the parser takes and Athena does not', (one) => {
    expect(athena.createView(one, testConfig)?.sql).not.toContain('`');
  });

  test.each(changes)('$name, in Hive', ({ sql }) => {
    expect(parsers.hive.errors(`${sql};`)).toEqual([]);
  });
});

const badTables = [
  { name: 'an unknown type', from: ' bigint ', to: ' int64 ' },
  { name: 'a map without a value type', from: ' bigint ', to: ' map<string> ' },
  { name: 'a struct without a colon', from: ' bigint ', to: ' struct<b int> ' },
  { name: 'a leading underscore without quotes', from: '`_extra`', to: '_extra' },
  { name: 'double quotes around a name', from: '`_extra`', to: '"_extra"' },
  { name: 'a reserved word without quotes', from: '  version ', to: '  table ' },
  { name: 'a dash in a name', from: 'event_id', to: 'event-id' },
  { name: 'a type of queries', from: ' timestamp ', to: ' timestamp with time zone ' },
  { name: 'varchar without a length', from: ' string ', to: ' varchar ' },
  { name: 'two commas', from: ',\n', to: ',,\n' },
  { name: 'a comment that ends early', from: "event\\'s", to: "event's" },
  { name: 'no location', from: 'LOCATION ', to: '' },
  { name: 'a partition without a list', from: 'PARTITIONED BY (', to: 'PARTITION BY (' },
  { name: 'an unclosed list', from: ')\nCOMMENT', to: '\nCOMMENT' },
];

describe('what is wrong is rejected, so the parsers still see', () => {
  test.each(badTables)('$name, in Hive', ({ from, to }) => {
    expect(create).toContain(from);
    expect(parsers.hive.errors(`${create.replace(from, to)};`)).not.toEqual([]);
  });

  const badViews = [
    { name: 'a literal as a name', from: 'AS checkout_step', to: "AS 'checkout_step'" },
    { name: 'a leading comma', from: 'SELECT\n', to: 'SELECT\n  ,' },
    { name: 'an unclosed COALESCE', from: 'item_id)', to: 'item_id' },
    { name: 'a cast without a type', from: 'AS varchar)', to: 'AS )' },
    { name: 'a join without its condition word', from: '  ON ', to: '  ' },
    { name: 'half a union', from: 'UNION ALL\n', to: 'UNION ALL ALL\n' },
    { name: 'two WHERE', from: 'WHERE ', to: 'WHERE WHERE ' },
  ];

  test.each(badViews)('$name, in Trino', ({ from, to }) => {
    expect(view).toContain(from);
    expect(parsers.trino.errors(`${view.replace(from, to)};`)).not.toEqual([]);
  });
});
