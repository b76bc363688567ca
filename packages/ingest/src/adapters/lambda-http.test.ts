import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { login, testCollector } from '../testing/collector.js';
import { type HttpApiEvent, httpApiHandler } from './lambda-http.js';

/** The example of payload format 2.0 in the API Gateway Developer Guide, with a body of ours. */
function request(change: Partial<HttpApiEvent> & { method?: string; stage?: string }): HttpApiEvent {
  const { method = 'POST', stage = '$default', ...rest } = change;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/events',
    rawQueryString: '',
    cookies: ['cookie1', 'cookie2'],
    headers: {
      accept: '*/*',
      'content-type': 'text/plain;charset=UTF-8',
      'content-length': '99',
      host: 'id.execute-api.us-east-1.amazonaws.com',
      'user-agent': 'Mozilla/5.0',
      'x-amzn-trace-id': 'Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e',
      'x-forwarded-for': '205.255.255.176',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      origin: 'https://shop.example',
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'api-id',
      domainName: 'id.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'id',
      http: { method, path: '/events', protocol: 'HTTP/1.1', sourceIp: '205.255.255.176', userAgent: 'Mozilla/5.0' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage,
      time: '10/Mar/2020:05:16:23 +0000',
      timeEpoch: 1583817383220,
    },
    isBase64Encoded: false,
    ...rest,
  } as HttpApiEvent;
}

const KEY = '0123456789abcdef';
const body = login(1);
const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64');
const gzipped = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
const keyed = `key=${KEY}`;

const cases = [
  { name: 'a text body', given: { body, rawQueryString: keyed }, want: [202, ['ok']] },
  {
    name: 'a base64 body',
    given: { body: base64(body), isBase64Encoded: true, rawQueryString: keyed },
    want: [202, ['ok']],
  },
  {
    name: 'a compressed body',
    given: { body: base64(gzipSync(`[${body}]`)), isBase64Encoded: true, headers: gzipped, rawQueryString: keyed },
    want: [202, ['ok']],
  },
  {
    name: 'a named stage',
    given: { body, rawPath: '/prod/events', stage: 'prod', rawQueryString: keyed },
    want: [202, ['ok']],
  },
  { name: 'a named event', given: { body, rawPath: '/events/login', rawQueryString: keyed }, want: [202, ['ok']] },
  { name: 'a mixed batch', given: { body: `[${body},{}]`, rawQueryString: keyed }, want: [207, ['ok', 'invalid']] },
  { name: 'no body', given: { rawQueryString: keyed }, want: [400, ['invalid']] },
  {
    name: 'a path as the gateway decodes it',
    given: { body, rawPath: '/events/lo gin 😀', rawQueryString: keyed },
    want: [400, ['invalid']],
  },
  { name: 'no key', given: { body }, want: [401, undefined] },
  { name: 'another path', given: { body, rawPath: '/other' }, want: [404, undefined] },
  { name: 'a probe', given: { method: 'GET', rawPath: '/livez' }, want: [200, undefined] },
];

it.each(cases)('answers $name', async ({ given, want }) => {
  const { collector } = testCollector({ keys: [{ source: 'web', secret: KEY }] });
  const answer = await httpApiHandler(collector)(request(given));
  const { results } = JSON.parse(answer.body) as { results?: { status: string }[] };
  expect([answer.statusCode, results?.map(({ status }) => status)]).toEqual(want);
  expect(answer.isBase64Encoded).toBe(false);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
});

it('passes CORS headers on as text', async () => {
  const { collector } = testCollector({ cors: ['https://shop.example'] });
  const answer = await httpApiHandler(collector)(request({ body }));
  expect(answer.headers['access-control-allow-origin']).toBe('https://shop.example');
  expect(Object.values(answer.headers).every((value) => typeof value === 'string')).toBe(true);
});

it('says which payload format it needs', async () => {
  const handler = httpApiHandler(testCollector().collector);
  const rest = { version: '1.0', httpMethod: 'POST', path: '/events', requestContext: { stage: 'prod' }, body };
  await expect(handler(rest as unknown as HttpApiEvent)).rejects.toThrow('is not of payload format 2.0. Set');
});
