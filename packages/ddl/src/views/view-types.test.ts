import { expect, test } from 'vitest';
import { driftModel } from '../../test/drift-model.js';
import { athena } from '../dialects/athena/index.js';
import { duckdbType } from '../dialects/duckdb/types.js';
import { warehouseIn } from '../warehouse-config.js';
import { viewOf } from './view.js';

function viewFor(name: string) {
  const family = driftModel.events.find((one) => one.name === name);
  if (!family) throw new Error(`no event ${name}`);
  return viewOf(driftModel, family);
}

/** `column type = what each table gives`, of the event's own columns; a `*` marks a value that is converted. */
function summary(name: string): string[] {
  const view = viewFor(name);
  return view.columns.flatMap((column, at) => {
    if (column.field.fromEnvelope) return [];
    const reads = view.branches.map(({ reads }) =>
      (reads[at]?.from ?? []).map((source) => `${source.column.name}${source.cast ? '*' : ''}`).join('|'),
    );
    return `${column.name} ${duckdbType(column.type)} = ${reads.map((read) => read || 'NULL').join(', ')}`;
  });
}

const cases = [
  {
    name: 'two majors before a change of type share the column that it left',
    event: 'amounts',
    want: ['amount VARCHAR = amount, NULL, NULL', 'amount_v2 BIGINT = NULL, amount, amount'],
  },
  {
    name: 'a rename within an older major is followed in its own column too',
    event: 'renames',
    want: ['cost VARCHAR = cost, NULL', 'cost_v1 BIGINT = NULL, cost|price'],
  },
  {
    name: 'a column whose own name ends like a major keeps it, and the other is counted on',
    event: 'names',
    want: [
      'amount VARCHAR = amount, NULL',
      'amount_v1 VARCHAR = amount_v1, NULL',
      'amount_v1_2 BIGINT = NULL, amount',
      'amount_v1_v1 BIGINT = NULL, amount_v1',
      'dropped VARCHAR = NULL, dropped',
    ],
  },
  {
    name: 'numbers widen to what holds every major',
    event: 'numbers',
    want: ['n BIGINT = n, n*', 'd DECIMAL(13,2) = d*, d*'],
  },
  {
    name: 'the old name of an event is read like an older major',
    event: 'checkout',
    want: [
      'amount DECIMAL(12,2) = amount, amount*',
      'items STRUCT("sku" VARCHAR, "qty" BIGINT)[] = items, items*',
      'place STRUCT("sku" VARCHAR, "in_" STRUCT("x" BIGINT), "zip" BIGINT) = place*, place*',
      'by_sku MAP(VARCHAR, STRUCT("sku" VARCHAR, "qty" BIGINT)) = by_sku, by_sku*',
      'step VARCHAR = step, NULL',
      'step_purchase BIGINT = NULL, step',
      'coupon VARCHAR = NULL, coupon',
    ],
  },
];

test.each(cases)('$name', ({ event, want }) => {
  expect(summary(event)).toEqual(want);
});

test.each(driftModel.events)(
  'every column of every table of $name fills exactly one column of the view',
  ({ name }) => {
    for (const { table, reads } of viewFor(name).branches) {
      const filling = reads.flatMap(({ from }) => from.map(({ column }) => column.name));
      expect(filling.sort()).toEqual(table.columns.map((column) => column.name).sort());
    }
  },
);

test('Trino builds structs anew, key by key', () => {
  const sql = athena.createView(viewFor('checkout'), warehouseIn('shop', ''))?.sql ?? '';
  const lines = sql.split('\n').filter((line) => /ROW\(.* AS by_sku|ROW\(.* AS items|ROW\(.* AS place/.test(line));
  const place = 'row(sku varchar, in_ row(x bigint), zip bigint)';
  expect(lines.map((line) => line.trim())).toEqual([
    `IF(t.place IS NULL, NULL, CAST(ROW(t.place.sku, t.place.in_, CAST(NULL AS bigint)) AS ${place})) AS place,`,
    'transform(t.items, x1 -> IF(x1 IS NULL, NULL, CAST(ROW(x1.sku, CAST(NULL AS bigint)) AS row(sku varchar, qty bigint)))) AS items,',
    `IF(t.place IS NULL, NULL, CAST(ROW(t.place.sku, CAST(NULL AS row(x bigint)), t.place.zip) AS ${place})) AS place,`,
    'transform_values(t.by_sku, (k1, x1) -> IF(x1 IS NULL, NULL, CAST(ROW(x1.sku, CAST(NULL AS bigint)) AS row(sku varchar, qty bigint)))) AS by_sku,',
  ]);
});
