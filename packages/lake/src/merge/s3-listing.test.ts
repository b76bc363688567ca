import { hourPath } from '@sluice/disk';
import { expect, test } from 'vitest';
import { testConfig } from '../../../ddl/test/config.js';
import { hourRecordOf, readHourRecord, recordUri } from './athena-record.js';
import { listedHours, objectsOf } from './s3-listing.js';

const ten = { event: 'login', major: 1, year: '2026', month: '11', day: '20', hour: '10' };
const folder = `raw/${hourPath(ten)}`;
const one = '{"Contents": [{"Key": "a{\\"}", "Size": 3, "ETag": "\\"5d\\""}]}';

test.each([
  { name: 'one answer', given: one, want: [{ key: 'a{"}', size: 3 }] },
  {
    name: 'several answers, one after another',
    given: `${one}\n{"RequestCharged": null}\n${one}`,
    want: [
      { key: 'a{"}', size: 3 },
      { key: 'a{"}', size: 3 },
    ],
  },
  { name: 'nothing at all', given: '', want: [] },
  { name: 'what a query of no objects prints', given: 'null\n{"Contents": null}', want: [] },
])('a listing of $name is read', ({ given, want }) => {
  expect(objectsOf(given)).toEqual(want);
});

test.each([
  { name: 'a listing in lines', given: '2026-11-20 10:01:02  12 raw/a.json', want: /no JSON of list-objects-v2/ },
  { name: 'half a listing', given: '{"Contents": [{"Key": "a", "Size": 1}', want: /ends in the middle/ },
  { name: 'an object without a size', given: '{"Contents": [{"Key": "a"}]}', want: /no "Key" or no "Size"/ },
])('$name is refused', ({ given, want }) => {
  expect(() => objectsOf(given)).toThrow(want);
});

test.each([
  { name: 'a bucket', lakeUri: 's3://lake', root: '' },
  { name: 'a folder of a bucket', lakeUri: 's3://lake/to/shop', root: 'to/shop/' },
])('the raw files below $name are found by hour; what Athena passes over is not', ({ lakeUri, root }) => {
  const keys = [`${folder}/b.json.gz`, `${folder}/a`, `${folder}/_x`, `${folder}/.x`, `${folder}/`, `dead/${folder}/c`];
  const objects = [
    ...keys.map((key) => ({ key: `${root}${key}`, size: 2 })),
    { key: `${root}${folder}/empty`, size: 0 },
    { key: `${root}columnar/${hourPath(ten)}/run=r/a.parquet`, size: 9 },
  ];
  expect(listedHours(objects, [], { ...testConfig, lakeUri })).toEqual([
    {
      hour: ten,
      raw: [
        { name: 'a', size: 2 },
        { name: 'b.json.gz', size: 2 },
      ],
    },
  ]);
});

test('a record says what its hour was merged from, and lies beside the folders of the raw hours', () => {
  const rawFiles = [{ name: 'a', size: 2 }];
  expect(readHourRecord(hourRecordOf(ten, 'r1', rawFiles))).toEqual({ hour: ten, record: { run: 'r1', rawFiles } });
  expect(recordUri(ten, testConfig)).toBe(
    's3://lake/merged/event=login/major=1/year=2026/month=11/day=20/hour=10.json',
  );
  expect(listedHours([], [{ hour: ten, record: { run: 'r1', rawFiles } }], testConfig)).toEqual([
    { hour: ten, raw: [], record: { run: 'r1', rawFiles } },
  ]);
});

test.each(['null', '{}', '{"hour":"x","run":"r","rawFiles":[]}', hourRecordOf(ten, 'r', [{ name: 'a' } as never])])(
  '%s is no record',
  (text) => {
    expect(() => readHourRecord(text)).toThrow('no record of a merged hour');
  },
);
