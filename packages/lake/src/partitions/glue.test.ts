import { tablesOf } from '@sluice/ddl';
import { hourMs, hoursBetween } from '@sluice/disk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testConfig } from '../../../ddl/test/config.js';
import { testModel } from '../../../ddl/test/model.js';
import { type GlueDouble, type GlueFault, startGlue } from '../../test/glue-double.js';
import { type Glue, openGlue } from './glue-io.js';
import { type rawPartition, runPartition } from './partition.js';
import { registerPartitions } from './register.js';

let double: GlueDouble;
let glue: Glue;
let waits: number[];

const [table] = testModel.events.slice(0, 1).flatMap((family) => tablesOf(testModel, family, 'columnar'));
if (!table) throw new Error('no table');
const start = Date.UTC(2026, 10, 20, 10);
const hours = (count: number) => hoursBetween(start, start + count * hourMs, table);
const plain = ({ values, location }: ReturnType<typeof rawPartition>) => ({
  values: values.map(([, value]) => value),
  location,
});
const run = (count: number, id = 'r1') => hours(count).map((hour) => plain(runPartition(hour, id, testConfig)));

beforeEach(async () => {
  double = await startGlue();
  waits = [];
  glue = await openGlue({
    endpoint: double.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
});

afterEach(async () => {
  glue.close();
  await double.close();
});

const wait = async (milliseconds: number) => void waits.push(milliseconds);
const register = (partitions: ReturnType<typeof run>) =>
  registerPartitions(glue.catalogue(table, testConfig), partitions, { wait, random: () => 1, attempts: 4 });

test('a hundred to a call, each once, and again without a change', async () => {
  expect(await register([...run(250), ...run(3)])).toEqual({ created: 250, updated: 0, unchanged: 0, failed: [] });
  expect(double.calls).toEqual(['BatchCreatePartition 100', 'BatchCreatePartition 100', 'BatchCreatePartition 50']);
  expect(double.partitions.get(`${table.name} 2026/11/20/10`)).toBe(run(1)[0]?.location);
  expect(await register(run(250))).toEqual({ created: 0, updated: 0, unchanged: 250, failed: [] });
});

test('a partition that points elsewhere is pointed at its new run', async () => {
  await register(run(3));
  double.partitions.set(`${table.name} 2026/11/20/11`, run(3, 'r2')[1]?.location.replace(/\/$/, '') ?? '');
  double.calls.length = 0;

  expect(await register(run(4, 'r2'))).toEqual({ created: 1, updated: 2, unchanged: 1, failed: [] });
  expect(double.calls).toEqual(['BatchCreatePartition 4', 'BatchGetPartition 3', 'BatchUpdatePartition 2']);
  expect(double.partitions.get(`${table.name} 2026/11/20/12`)).toBe(run(3, 'r2')[2]?.location);
});

const isTenth = (values: readonly string[]) => values[3] === '10';
const throttled: GlueFault = { kind: 'call', status: 400, code: 'ThrottlingException' };
const passing: { name: string; faults: (GlueFault | undefined)[]; waits: number[]; calls: number }[] = [
  { name: 'throttling', faults: [throttled, throttled], waits: [200, 400], calls: 3 },
  {
    name: 'a service that is not there',
    faults: [{ kind: 'call', status: 503, code: 'ServiceUnavailable' }],
    waits: [200],
    calls: 2,
  },
  {
    name: 'one partition that fails for a while, which alone is sent again',
    faults: [{ kind: 'entries', code: 'InternalServiceException', isHit: isTenth }],
    waits: [200],
    calls: 2,
  },
  { name: 'throttling of the update', faults: [undefined, undefined, throttled], waits: [200], calls: 4 },
];

test.each(passing)('$name passes', async ({ faults, waits: want, calls }) => {
  if (faults[0] === undefined) {
    await register(run(3, 'r0'));
    double.calls.length = 0;
  }
  double.faults.push(...faults);
  const { failed, created, updated } = await register(run(3));
  expect([created + updated, failed, waits, double.calls.length]).toEqual([3, [], want, calls]);
  expect([...double.partitions.values()].sort()).toEqual(run(3).map(({ location }) => location));
});

test('a call whose answer was lost is made again, and finds what it made', async () => {
  double.faults.push({ kind: 'lost-answer' });
  expect(await register(run(3))).toEqual({ created: 0, updated: 0, unchanged: 3, failed: [] });
});

test('a partition that is refused for good is told, and the others are registered', async () => {
  double.faults.push({ kind: 'entries', code: 'InvalidInputException', isHit: isTenth });
  expect(await register(run(3))).toEqual({
    created: 2,
    updated: 0,
    unchanged: 0,
    failed: [
      {
        values: ['2026', '11', '20', '10'],
        code: 'InvalidInputException',
        message: 'InvalidInputException of 2026,11,20,10',
      },
    ],
  });
  expect(await register(run(3))).toMatchObject({ created: 1, unchanged: 2, failed: [] });
});

test('what fails every time is told after the last attempt', async () => {
  double.faults.push(
    ...Array.from(
      { length: 4 },
      (): GlueFault => ({ kind: 'entries', code: 'InternalServiceException', isHit: isTenth }),
    ),
  );
  expect(await register(run(2))).toMatchObject({ created: 1, failed: [{ code: 'InternalServiceException' }] });
  expect(waits).toEqual([200, 400, 800]);
});

test.each([
  { name: 'a table that is not there', fault: { kind: 'call', status: 400, code: 'EntityNotFoundException' } },
  { name: 'no permission', fault: { kind: 'call', status: 400, code: 'AccessDeniedException' } },
] as { name: string; fault: GlueFault }[])('$name is an error at once', async ({ fault }) => {
  double.faults.push(fault);
  await expect(register(run(1))).rejects.toThrow(fault.kind === 'call' ? fault.code : '');
  expect(waits).toEqual([]);
});
