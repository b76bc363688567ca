import { beforeEach, describe, expect, it } from 'vitest';
import { post, testCollector } from '../testing/collector.js';
import type { Collector } from './collector.js';

const LOGIN = '{"userId":1,"timestamp":1714521600000}';

let collector: Collector;

beforeEach(() => {
  collector = testCollector().collector;
});

describe('refused requests', () => {
  const cases = [
    {
      name: 'XML',
      url: '/events/login',
      type: 'application/xml',
      want: [415, 'unsupported-media-type'],
    },
    {
      name: 'another charset',
      url: '/events/login',
      type: 'application/json; charset=utf-16',
      want: [415, 'unsupported-media-type'],
    },
    { name: 'an unknown address', url: '/event', type: 'application/json', want: [404, 'not-found'] },
    { name: 'a broken address', url: '/events/%E0%A4%A', type: 'application/json', want: [400, 'bad-request'] },
    {
      name: 'a name of 300 characters',
      url: `/events/${'x'.repeat(300)}`,
      type: 'application/json',
      want: [400, 'bad-request'],
    },
    { name: 'posting to a probe', url: '/livez', type: 'application/json', want: [405, 'method-not-allowed'] },
  ];
  it.each(cases)('$name', async ({ url, type, want }) => {
    const reply = await post(collector, url, LOGIN, type);
    expect([reply.status, reply.body.error?.code]).toEqual(want);
    expect(reply.body.error?.fix).not.toBe('');
  });

  it.each(['/events/login/', '//events/login', '/events//login'])('but not for the slashes of %s', async (url) => {
    const { status, body } = await post(collector, url, LOGIN);
    expect([status, body.results?.[0]?.event]).toEqual([202, 'login']);
  });

  it('too large a body', async () => {
    const reply = await post(collector, '/events', ' '.repeat(524_289));
    expect([reply.status, reply.body.error?.code]).toEqual([413, 'body-too-large']);
  });

  it('another method', async () => {
    const reply = await collector.app.inject({ method: 'GET', url: '/events/login' });
    expect([reply.statusCode, reply.json().error.code]).toEqual([405, 'method-not-allowed']);
  });
});
