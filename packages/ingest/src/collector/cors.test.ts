import { describe, expect, it } from 'vitest';
import { login, testCollector } from '../testing/collector.js';

describe('CORS', () => {
  const cases = [
    { name: 'every origin', cors: '*' as const, want: ['*', undefined] },
    { name: 'a listed origin', cors: ['https://shop.example'], want: ['https://shop.example', 'Origin'] },
    { name: 'an origin not listed', cors: ['https://other.example'], want: [undefined, 'Origin'] },
  ];
  it.each(cases)('$name', async ({ cors, want }) => {
    const { app } = testCollector({ cors }).collector;
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
    const reply = await app.inject({ method: 'OPTIONS', url: '/events/login', headers });
    expect([reply.headers['access-control-allow-origin'], reply.headers.vary]).toEqual(want);
    expect([reply.statusCode, reply.headers['access-control-allow-methods']]).toEqual([204, 'POST, OPTIONS']);
    const { origin } = headers;
    for (const payload of [login(1), '{']) {
      const sent = await app.inject({ method: 'POST', url: '/events/login', payload, headers: { origin } });
      expect([sent.headers['access-control-allow-origin'], sent.headers.vary]).toEqual(want);
    }
  });
});

it('lets a page read why its request was refused', async () => {
  const keys = [{ source: 'web', secret: '0123456789abcdef' }];
  const { app } = testCollector({ keys }).collector;
  const headers = { origin: 'https://shop.example' };
  const reply = await app.inject({ method: 'POST', url: '/events', payload: login(1), headers });
  expect([reply.statusCode, reply.headers['access-control-allow-origin']]).toEqual([401, '*']);
});
