import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { DeadLetterGroup } from '@sluice/ingest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { query, sluice, startDev, tempFolder, tempProject } from './support/sluice.js';

const AT = Date.UTC(2024, 4, 1);
const context = { app: { name: 'shop', version: '3.7.0' } };
let project = '';
let data = '';

beforeAll(async () => {
  project = await tempProject();
  data = await tempFolder();
  const dev = await startDev(project, data);
  const events = [
    { event: 'coupon_used', userId: 7, code: 'MAY', timestamp: AT, context },
    { event: 'coupon_used', userId: 7, code: 'MAY', timestamp: AT, context },
    { event: 'coupon_used', userId: 8, code: 5, timestamp: AT, context },
    { event: 'login', userId: 'bob@example.com', timestamp: AT },
    { event: 'login', userId: 9, timestamp: AT },
  ];
  await fetch(`${dev.url}/events`, { method: 'POST', body: JSON.stringify(events) });
  expect(await dev.stop()).toBe(0);
});

afterAll(() => Promise.all([project, data].map((folder) => rm(folder, { recursive: true }))));

async function ask(...args: string[]): Promise<unknown> {
  const { code, out, err } = await sluice([...args, '--json', '--data', data], project);
  if (code !== 0) throw new Error(err || out);
  return JSON.parse(out);
}

const coupons = () => query(project, data, 'SELECT user_id, code FROM coupon_used');

it('lists what was refused by reason, event and app, without personal values', async () => {
  const groups = (await ask('deadletters')) as DeadLetterGroup[];
  expect(groups.map(({ reason, event, app, count }) => [reason, event, app, count])).toEqual([
    ['unknown-event', 'coupon_used', 'shop 3.7.0', 3],
    ['type', 'login', undefined, 1],
  ]);
  expect(JSON.stringify(groups)).not.toContain('bob@example.com');
  expect(JSON.stringify(await ask('deadletters', '--show-personal'))).toContain('bob@example.com');
});

it('stores after a fix of the contract what is valid then, each event once', async () => {
  const fix = ['--owner', 'marketing', '--description', 'A coupon was used.', '--field', 'code:string'];
  expect((await sluice(['new', 'coupon_used', ...fix], project)).code).toBe(0);
  const fates = { replayed: 1, stillInvalid: 2, alreadyReplayed: 1, notAcknowledged: 0 };
  expect(await ask('replay', '--dry-run')).toEqual(fates);
  expect(await ask('replay', '--event', 'login')).toMatchObject({ replayed: 0, stillInvalid: 1, notChosen: 3 });
  expect(await ask('replay')).toEqual(fates);
  expect(await ask('replay')).toEqual({ ...fates, replayed: 0, alreadyReplayed: 2 });
  expect(await coupons()).toEqual([[7, 'MAY']]);
  const left = (await ask('deadletters')) as DeadLetterGroup[];
  expect(left.map(({ reason, event, count }) => [reason, event, count])).toEqual([
    ['unknown-event', 'coupon_used', 1],
    ['type', 'login', 1],
  ]);
});

it('stores nothing that came again by itself after the fix', async () => {
  const again = { event: 'voucher_used', userId: 7, code: 'MAY', timestamp: AT };
  const post = async (...events: object[]) => {
    const dev = await startDev(project, data);
    await fetch(`${dev.url}/events`, { method: 'POST', body: JSON.stringify(events) });
    expect(await dev.stop()).toBe(0);
  };
  await post(again, { ...again, userId: 8 });
  const fix = ['--owner', 'marketing', '--description', 'A voucher was used.', '--field', 'code:string'];
  expect((await sluice(['new', 'voucher_used', ...fix], project)).code).toBe(0);
  await post(again);
  const fates = { replayed: 1, stillInvalid: 0, alreadyReplayed: 1, notAcknowledged: 0, notChosen: 4 };
  expect(await ask('replay', '--event', 'voucher_used', '--dry-run')).toEqual(fates);
  expect(await ask('replay', '--event', 'voucher_used')).toEqual(fates);
  expect(await query(project, data, 'SELECT user_id FROM voucher_used ORDER BY 1')).toEqual([[7], [8]]);
});

it('makes raw rows again from the source backup', async () => {
  const counts = { read: 4, unchanged: 4, replaced: 0, added: 0, stillInvalid: 0, unidentified: 0 };
  expect(await ask('replay', '--from', 'source')).toEqual(counts);
  await rm(path.join(data, 'lake', 'raw'), { recursive: true });
  expect(await ask('replay', '--from', 'source')).toEqual({ ...counts, unchanged: 0, added: 4 });
  expect(await ask('replay', '--from', 'source')).toEqual(counts);
  expect(await coupons()).toEqual([[7, 'MAY']]);
  expect(await query(project, data, 'SELECT count(*) FROM login')).toEqual([[1]]);
});

it('removes letters that are done with, and says what it does not understand', async () => {
  expect(await ask('deadletters', '--prune')).toMatchObject({ files: 1, letters: 2 });
  expect(await ask('deadletters', '--prune')).toMatchObject({ files: 0, letters: 0 });
  const refused = await sluice(['replay', '--from', 'nowhere'], project);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('there are letters and source')]);
  const both = await sluice(['replay', '--from', 'source', '--event', 'login'], project);
  expect([both.code, both.err]).toEqual([2, expect.stringContaining('hours are rebuilt whole')]);
});
