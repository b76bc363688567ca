import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { login, testCollector } from '../testing/collector.js';
import { createKeyring, type WriteKey } from './write-keys.js';

const WEB = 'web-0123456789abcdef';
const APP = 'app-0123456789abcdef';
const keys: readonly WriteKey[] = [
  { source: 'web', secret: WEB, events: ['login'], origins: ['https://shop.example'] },
  { source: 'app', sha256: createHash('sha256').update(APP).digest('hex') },
];
const view = '{"event":"view","userId":1,"productId":2,"timestamp":1700000000001}';

describe('write keys', () => {
  interface Given {
    readonly headers?: Record<string, string>;
    readonly query?: string;
    readonly body?: string;
  }
  type Case = { readonly name: string; readonly given: Given; readonly want: readonly (number | string)[] };
  const cases: readonly Case[] = [
    { name: 'none', given: {}, want: [401, 'write-key-missing'] },
    { name: 'an unknown one', given: { headers: { 'x-write-key': 'nobody' } }, want: [401, 'write-key-unknown'] },
    {
      name: 'the hash in place of the key',
      given: { query: createHash('sha256').update(APP).digest('hex') },
      want: [401, 'write-key-unknown'],
    },
    { name: 'Bearer', given: { headers: { authorization: `Bearer ${APP}` } }, want: [202, 'ok'] },
    { name: 'x-write-key', given: { headers: { 'x-write-key': APP } }, want: [202, 'ok'] },
    { name: 'the query', given: { query: APP }, want: [202, 'ok'] },
    { name: 'Basic', given: { headers: { authorization: 'Basic abc' } }, want: [401, 'write-key-missing'] },
    { name: 'an allowed event', given: { query: WEB }, want: [202, 'ok'] },
    { name: 'an event that is not allowed', given: { query: WEB, body: view }, want: [403, 'event-not-allowed'] },
    {
      name: 'one in a list',
      given: { query: WEB, body: `[${login(1)},${view}]` },
      want: [207, 'ok', 'event-not-allowed'],
    },
    { name: 'its origin', given: { query: WEB, headers: { origin: 'https://shop.example' } }, want: [202, 'ok'] },
    {
      name: 'another origin',
      given: { query: WEB, headers: { origin: 'https://evil.example' } },
      want: [403, 'origin-not-allowed'],
    },
  ];
  it.each(cases)('$name', async ({ given: { headers = {}, query, body = login(1) }, want }) => {
    const { collector, letters, stored } = testCollector({ keys });
    const url = `/events${query === undefined ? '' : `?key=${query}`}`;
    const reply = await collector.app.inject({ method: 'POST', url, payload: body, headers });
    const { results, error } = reply.json();
    const codes = results?.map(({ status, code }: { status: string; code?: string }) => code ?? status) ?? [error.code];
    expect([reply.statusCode, ...codes]).toEqual(want);
    expect(reply.headers['www-authenticate']).toBe(reply.statusCode === 401 ? 'Bearer realm="events"' : undefined);
    expect(letters).toHaveLength(codes.includes('event-not-allowed') ? 1 : 0);
    expect(stored).toHaveLength(codes.includes('ok') ? 1 : 0);
  });

  it('are refused when malformed', () => {
    expect(() => createKeyring([{ source: 'web', secret: 'short' }])).toThrow('source web');
    expect(() => createKeyring([{ source: 'web', sha256: 'abc' }])).toThrow('64 hexadecimal digits');
  });

  it('are counted by source', async () => {
    const { collector } = testCollector({ keys });
    await collector.app.inject({ method: 'POST', url: `/events?key=${APP}`, payload: login(1) });
    await collector.app.inject({ method: 'POST', url: `/events?key=${WEB}`, payload: view });
    const { body } = await collector.app.inject({ method: 'GET', url: '/metrics' });
    expect(body).toContain('sluice_source_events_total{source="app",fate="accepted"} 1');
    expect(body).toContain('sluice_source_events_total{source="web",fate="rejected"} 1');
    expect(body).not.toContain(APP);
  });
});

describe('rate limits', () => {
  it('count requests and events, and say when to come again', async () => {
    let now = 0;
    const key = {
      source: 'web',
      secret: WEB,
      eventRate: { perSecond: 2, burst: 4 },
      requestRate: { perSecond: 1, burst: 3 },
    };
    const { collector, stored } = testCollector({ keys: [key], now: () => now });
    let user = 0;
    const send = async (count: number) => {
      const payload = `[${Array.from({ length: count }, () => login(++user)).join(',')}]`;
      const reply = await collector.app.inject({ method: 'POST', url: `/events?key=${WEB}`, payload });
      return [reply.statusCode, reply.headers['retry-after']];
    };
    expect(await send(4)).toEqual([202, undefined]);
    expect(await send(1)).toEqual([429, '1']);
    expect(await send(0)).toEqual([202, undefined]);
    expect(await send(0)).toEqual([429, '1']);
    now = 2_000;
    expect(await send(10)).toEqual([202, undefined]);
    now = 4_000;
    expect(await send(1)).toEqual([429, '2']);
    expect(stored).toHaveLength(14);
  });
});
