import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dev, query, root, sluice, startDev, tempFolder } from './support/sluice.js';

/** The body of each event exactly as an app of the first days posts it: no id, no version. */
const bodies = [
  [
    'purchase',
    '{"userId":1,"productId":44600062,"amount":35.79,"timestamp":1714521600000}',
    'product_id, amount',
    ['44600062', '35.79'],
  ],
  [
    'view',
    '{"userId":1,"productId":44600062,"timestamp":1714521600000}',
    'product_id, category_id',
    ['44600062', null],
  ],
  ['cart', '{"userId":1,"productId":44600062,"timestamp":1714521600000}', 'product_id, price', ['44600062', null]],
  ['search', '{"userId":1,"keyword":"red shoes","timestamp":1714521600000}', 'keyword', ['red shoes']],
  ['banner', '{"userId":1,"bannerId":7,"type":"click","timestamp":1714521600000}', 'banner_id, action', ['7', 'click']],
  ['pageview', '{"userId":1,"page":"/sale","referrer":"","timestamp":1714521600000}', 'page, referrer', ['/sale', '']],
  ['signup', '{"userId":1,"channel":"newsletter","timestamp":1714521600000}', 'channel', ['newsletter']],
  ['login', '{"userId":1,"timestamp":1714521600000}', 'event', ['login']],
] as const;

interface Answer {
  readonly results: readonly {
    readonly eventId: string;
    readonly status: string;
    readonly errors?: readonly { readonly code: string; readonly path: string }[];
  }[];
}

async function post(
  url: string,
  path: string,
  body: string,
  type = 'application/json',
): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': type }, body });
  return { status: response.status, answer: (await response.json()) as Answer };
}

describe('the shop, from POST to SQL', () => {
  let data: string;
  let dev: Dev;
  beforeAll(async () => {
    data = await tempFolder();
    dev = await startDev(root, data);
  });
  afterAll(async () => {
    dev?.child.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  });

  it.each(bodies)('accepts the body of %s as it stands', async (event, body) => {
    const { status, answer } = await post(dev.url, `/events/${event}`, body);
    expect([status, answer.results.map((result) => result.status)]).toEqual([
      202,
      [event === 'banner' ? 'renamed' : 'ok'],
    ]);
    const again = await post(dev.url, `/events/${event}`, body, 'text/plain');
    expect(again.answer.results[0]?.eventId).toBe(answer.results[0]?.eventId);
  });

  it('accepts one event, a list and a batch, and gives a verdict for each', async () => {
    const [good, bad] = [
      { event: 'login', userId: 2 },
      { event: 'login', userId: 'two' },
    ];
    const single = await post(dev.url, '/events', JSON.stringify(good));
    const list = await post(dev.url, '/events', JSON.stringify([good, bad]));
    const batch = await post(dev.url, '/events', JSON.stringify({ sentAt: 1714521600000, batch: [good] }));
    const refused = await post(dev.url, '/events/login', JSON.stringify(bad));
    const statuses = [single, list, batch, refused].map(({ status, answer }) => [
      status,
      ...answer.results.map((result) => result.status),
    ]);
    expect(statuses).toEqual([
      [202, 'ok'],
      [207, 'ok', 'invalid'],
      [202, 'ok'],
      [400, 'invalid'],
    ]);
    expect(refused.answer.results[0]?.errors?.map(({ code, path }) => [code, path])).toEqual([['type', '/userId']]);
  });

  it('takes an event with a field of the newest version for no older one', async () => {
    const { status, answer } = await post(
      dev.url,
      '/events/banner',
      '{"userId":1,"bannerId":7,"type":"click","action":"view"}',
    );
    expect([status, answer.results[0]?.errors?.map(({ code }) => code)]).toEqual([400, ['rename-conflict']]);
  });

  it('shows the events under their table names as soon as they are delivered, and after the merge', async () => {
    const columns = 'event, user_id, occurred_at';
    const rows = async () => {
      const found: unknown[][] = [];
      for (const [event, , own] of bodies) {
        found.push(...(await query(root, data, `SELECT DISTINCT ${columns}, ${own} FROM ${event} WHERE user_id = 1`)));
      }
      return found.map((row) => row.map((value) => (value === null ? null : String(value))));
    };
    const want = bodies.map(([event, , , values]) => [event, '1', '2024-05-01 00:00:00', ...values]);
    await expect
      .poll(async () => (await query(root, data, 'SELECT count(DISTINCT event_id) FROM events')).flat().map(String), {
        timeout: 30_000,
      })
      .toEqual(['11']);
    expect(await rows()).toEqual(want);
    const merged = await sluice(['merge', '--data', data], root);
    expect([merged.code, merged.err]).toEqual([0, '']);
    expect(await rows()).toEqual(want);
    expect((await query(root, data, 'SELECT count(*) FROM events')).flat().map(String)).toEqual(['11']);
  });

  it('lists the refused ones with their reason', async () => {
    const { out } = await sluice(['deadletters', '--json', '--data', data], root);
    const groups = JSON.parse(out) as { event: string; reason: string; count: number }[];
    expect(groups.map(({ event, reason, count }) => [event, reason, count])).toEqual([
      ['login', 'type', 2],
      ['banner', 'rename-conflict', 1],
    ]);
  });

  it('replays nothing that is still invalid, and stops cleanly', async () => {
    const { code, out } = await sluice(['replay', '--json', '--data', data], root);
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { replayed: 0, stillInvalid: 3, alreadyReplayed: 0, notAcknowledged: 0 },
    ]);
    expect(await dev.stop()).toBe(0);
  });
});
