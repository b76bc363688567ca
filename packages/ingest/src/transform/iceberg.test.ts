import { expect, it } from 'vitest';
import { contractOf, type RuntimeVersion } from '../codegen1/index.js';
import { icebergRouter } from './iceberg.js';
import { createTransform } from './index.js';

const otfMetadata = { destinationDatabaseName: 'shop', destinationTableName: 'tick_v1', operation: 'insert' };

const cases = [
  { name: 'a column', timestamps: ['at'], row: '{"n":1,"at":"2024-05-01 00:00:00.000"}', want: ['at'] },
  {
    name: 'a key of a struct, and only there',
    timestamps: ['context.opened_at'],
    row: '{"opened_at":"2024-05-01 00:00:00.000","context":{"opened_at":"2024-05-02 00:00:00.000","x":1.10}}',
    want: ['context'],
  },
  {
    name: 'keys of structs in a list',
    timestamps: ['stops.*.at', 'stops.*.left.at'],
    row: '{"stops":[{"at":"2024-05-02 00:00:00.000","note":"2024-05-02 x"},{},{"left":{"at":"2024-05-02 00:00:00.000"}}]}',
    want: ['stops'],
  },
  {
    name: 'elements of a list',
    timestamps: ['seen.*'],
    row: '{"seen":["2024-05-02 00:00:00.000",null,"2024-05-03 00:00:00.000"]}',
    want: ['seen'],
  },
  {
    name: 'values of a map, whatever their keys are',
    timestamps: ['by.*'],
    row: '{"by":{"a.b":"2024-05-02 00:00:00.000","__proto__":"2024-05-03 00:00:00.000","\\u0022":null}}',
    want: ['by'],
  },
  { name: 'nothing that is not there', timestamps: ['at', 'a.b'], row: '{"at":null,"a":null,"n":1e400}', want: [] },
];

it.each(cases)('writes moments in ISO 8601: $name', ({ timestamps, row, want }) => {
  const route = icebergRouter({ database: 'shop', tables: { tick: { 1: { table: 'tick_v1', timestamps } } } });
  const routed = route('tick', 1, row);
  expect(routed?.metadata).toEqual({ otfMetadata });
  const columns = Object.keys(JSON.parse(row) as object);
  const changed = columns.filter((column) => partOf(routed?.row ?? '', column) !== partOf(row, column));
  expect(changed).toEqual(want);
  expect(routed?.row.replaceAll(/(\d{4}-\d\d-\d\d)T(?=\d\d:)/g, '$1 ').replaceAll('\\"', '\\u0022')).toBe(row);
});

/** A column as it was written: parsing would change its numbers. */
function partOf(row: string, column: string): string {
  return JSON.stringify((JSON.parse(row) as { [column: string]: unknown })[column]);
}

it('has no row for an event or a version without a table', () => {
  const route = icebergRouter({ database: 'shop', tables: { tick: { 1: { table: 'tick_v1', timestamps: [] } } } });
  expect([route('tock', 1, '{}'), route('tick', 2, '{}'), route('constructor', 1, '{}')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('is what the transform routes by, instead of partitions', () => {
  const version: RuntimeVersion = {
    version: '1.0',
    major: 1,
    schema: { type: 'object', fields: [] },
    check: () => true,
    row: () => '{"n":12345678901234567890,"at":"2024-05-01 00:00:00.000"}',
    renamed: () => false,
  };
  const contract = contractOf('d', [
    { name: 'tick', versions: [version] },
    { name: 'tock', versions: [version] },
  ]);
  const codes: string[] = [];
  const iceberg = { database: 'shop', tables: { tick: { 1: { table: 'tick_v1', timestamps: ['at'] } } } };
  const transform = createTransform(contract, { iceberg, failed: (_, [error]) => codes.push(String(error?.code)) });
  const [tick, tock] = ['tick', 'tock'].map((event) => Buffer.from(JSON.stringify({ event })).toString('base64'));
  const { records } = transform({
    records: [
      { recordId: 'a', data: tick ?? '' },
      { recordId: 'b', data: tock ?? '' },
    ],
  });
  const row = '{"n":12345678901234567890,"at":"2024-05-01T00:00:00.000"}\n';
  expect(records).toEqual([
    { recordId: 'a', result: 'Ok', data: Buffer.from(row).toString('base64'), metadata: { otfMetadata } },
    { recordId: 'b', result: 'ProcessingFailed', data: tock },
  ]);
  expect(codes).toEqual(['no-table']);
});
