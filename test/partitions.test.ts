import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type GlueDouble, startGlue } from '../packages/lake/test/glue-double.js';
import { sluice, tempProject } from './support/sluice.js';

let project: string;
let glue: GlueDouble;
beforeEach(async () => {
  project = await tempProject();
  glue = await startGlue();
  for (const [name, value] of Object.entries(account)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await glue.close();
  await rm(project, { recursive: true, force: true });
});

const account = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };

it('registers the hours of every table, and of the table over all events where there is one', async () => {
  const athena = `athena: { events: true, rawPartitions: 'registered' }`;
  const config = `export default { lakeUri: 's3://lake', database: 'shop', ${athena} };\n`;
  await writeFile(path.join(project, 'sluice.config.ts'), config);
  const range = ['--from', '2026-11-20T10', '--to', '2026-11-20T12'];
  const { code, out } = await sluice(['partitions', '--endpoint', glue.url, ...range], project);
  expect([code, out]).toEqual([0, '✓ 36 partitions registered, 0 pointed anew, 0 as they were.\n']);
  const found = [...glue.partitions.keys()].filter((key) => key.includes('login'));
  expect(found.sort()).toEqual([
    'events_raw login/1/2026/11/20/10',
    'events_raw login/1/2026/11/20/11',
    'login_v1_raw 2026/11/20/10',
    'login_v1_raw 2026/11/20/11',
  ]);
  const folder = 's3://lake/raw/event=login/major=1/year=2026/month=11/day=20/hour=10/';
  expect(glue.partitions.get('events_raw login/1/2026/11/20/10')).toBe(folder);
});

it('prints the same for Athena', async () => {
  await writeFile(path.join(project, 'sluice.config.ts'), 'export default { athena: { events: true } };\n');
  await sluice(['generate'], project);
  const { out } = await sluice(['merge', '--print', 'athena', '--hour', '2026-11-20T10', '--event', 'login'], project);
  expect(out.match(/^ALTER TABLE \S+ (ADD|PARTITION)/gm)).toEqual([
    'ALTER TABLE events.login_v1_raw ADD',
    'ALTER TABLE events.login_v1 ADD',
    'ALTER TABLE events.login_v1 PARTITION',
    'ALTER TABLE events.events ADD',
    'ALTER TABLE events.events PARTITION',
  ]);
});

it('a table that is not there is told, and the others are registered', async () => {
  glue.faults.push({ kind: 'call', status: 400, code: 'EntityNotFoundException' });
  const range = ['--from', '2026-11-20T10', '--to', '2026-11-20T11'];
  const { code, out } = await sluice(['partitions', '--endpoint', glue.url, ...range], project);
  expect([code, out.match(/\S+_raw: EntityNotFoundException/g)?.length]).toEqual([1, 1]);
  expect([...glue.partitions.keys()].filter((key) => key.includes('login_v1_raw')).length).toBe(1);
});

it('registers one event alone', async () => {
  const args = ['partitions', '--endpoint', glue.url, '--event', 'login'];
  expect((await sluice(args, project)).code).toBe(0);
  expect(new Set([...glue.partitions.keys()].map((key) => key.split(' ')[0]))).toEqual(new Set(['login_v1_raw']));
});
