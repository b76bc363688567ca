import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { login, type TestCollector, testCollector } from '../testing/collector.js';
import { seeded } from '../testing/contract.js';
import { framed, rawRequest } from '../testing/raw-http.js';

const LONG = '{"event":"login","userId":1,"timestamp":1700000000001,"note":';
const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
const properties = (count: number) => `{${Array.from({ length: count }, (_, i) => `"p${i}":${i}`).join(',')}}`;

let test: TestCollector;
let url: string;
let before: string;

beforeAll(async () => {
  before = fingerprint();
  test = testCollector({ eventLimit: 2_000_000, bodyLimit: 4_000_000 });
  url = await test.collector.listen(0);
});

afterAll(() => test.collector.close(0));

/** Everything that a polluted prototype would change. */
function fingerprint(): string {
  const all = [Object, Array, Function, String, Number, Boolean].flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype),
  );
  return all.join(',');
}

const cases: readonly { name: string; given: string | Uint8Array; want: readonly [number, string | undefined] }[] = [
  { name: 'JSON cut off', given: LONG, want: [400, 'bad-json'] },
  { name: 'JSON cut off inside an escape', given: `${LONG}"\\u00`, want: [400, 'bad-json'] },
  { name: '10,000 levels of lists', given: `${LONG}${nested('[', ']', 10_000)}}`, want: [400, 'too-deep'] },
  { name: '10,000 levels of objects', given: `${LONG}${nested('{"a":', '}', 10_000)}}`, want: [400, 'too-deep'] },
  { name: '10,000 levels in a list', given: `[${nested('[', ']', 10_000)}]`, want: [400, 'not-an-object'] },
  { name: 'a million open brackets', given: '['.repeat(1_000_000), want: [400, 'bad-json'] },
  { name: '100 levels', given: `${LONG}${nested('[', ']', 99)}}`, want: [202, undefined] },
  { name: '101 levels', given: `${LONG}${nested('[', ']', 100)}}`, want: [400, 'too-deep'] },
  {
    name: 'duplicate keys: the last counts',
    given: '{"event":"login","userId":"x","userId":1}',
    want: [202, undefined],
  },
  {
    name: 'duplicate keys: the last is wrong',
    given: '{"event":"login","userId":1,"userId":"x"}',
    want: [400, 'type'],
  },
  { name: 'duplicate event names', given: '{"event":"view","event":"login","userId":1}', want: [202, undefined] },
  { name: 'half a surrogate pair', given: `${LONG}"\\udc00\\ud800"}`, want: [400, 'lone-surrogate'] },
  {
    name: 'half a pair as UTF-8',
    given: Buffer.concat([Buffer.from(`${LONG}"`), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    want: [400, 'bad-utf8'],
  },
  { name: 'overlong UTF-8', given: Buffer.from([0x7b, 0xc0, 0xaf, 0x7d]), want: [400, 'bad-utf8'] },
  { name: 'UTF-16 with a mark', given: Buffer.from(`\uFEFF${login(1)}`, 'utf16le'), want: [400, 'bad-utf8'] },
  { name: 'Latin-1', given: Buffer.from(`${LONG}"é"}`, 'latin1'), want: [400, 'bad-utf8'] },
  { name: 'NUL in a text', given: `${LONG}"\\u0000"}`, want: [400, 'nul-character'] },
  { name: 'NUL as a byte', given: `${LONG}"\0"}`, want: [400, 'bad-json'] },
  { name: 'NUL behind the event', given: `${login(1)}\0`, want: [400, 'bad-json'] },
  { name: 'a byte order mark', given: `\uFEFF${login(10)}`, want: [202, undefined] },
  { name: 'two byte order marks', given: `\uFEFF\uFEFF${login(1)}`, want: [400, 'bad-json'] },
  { name: '__proto__', given: '{"event":"login","userId":1,"__proto__":{"polluted":1}}', want: [202, undefined] },
  { name: '__proto__ with the fields', given: '{"event":"login","__proto__":{"userId":1}}', want: [400, 'required'] },
  { name: '__proto__ as the event', given: '{"event":"__proto__","userId":1}', want: [400, 'unknown-event'] },
  {
    name: '__proto__ as the version',
    given: '{"event":"login","version":"__proto__","userId":1}',
    want: [400, 'unknown-version'],
  },
  {
    name: 'constructor',
    given: '{"event":"login","userId":1,"constructor":{"prototype":{"polluted":1}}}',
    want: [202, undefined],
  },
  { name: 'toString and valueOf', given: '{"event":"login","userId":{"valueOf":1,"toString":2}}', want: [400, 'type'] },
  { name: 'hasOwnProperty', given: '{"event":"login","userId":1,"hasOwnProperty":1}', want: [202, undefined] },
  {
    name: 'a batch with __proto__',
    given: '{"__proto__":{"event":"login"},"batch":[{"event":"login","userId":1}]}',
    want: [202, undefined],
  },
  { name: 'a number beyond doubles', given: '{"event":"login","userId":1e400}', want: [400, 'number-range'] },
  { name: 'a number beyond doubles in an unknown field', given: `${LONG}1e400}`, want: [202, undefined] },
  {
    name: 'an integer of 10,000 digits',
    given: `{"event":"login","userId":${'9'.repeat(10_000)}}`,
    want: [400, 'number-range'],
  },
  { name: 'minus zero', given: '{"event":"login","userId":-0}', want: [202, undefined] },
  { name: '100,000 properties', given: `${LONG}${properties(100_000)}}`, want: [202, undefined] },
  { name: '100,000 events in a list', given: `[${'{},'.repeat(100_000)}{}]`, want: [413, 'too-many-events'] },
  { name: '20,000 events in a list', given: `[${'{},'.repeat(19_999)}{}]`, want: [207, undefined] },
  { name: 'an id of 100,000 characters', given: login(1, { eventId: 'x'.repeat(100_000) }), want: [400, 'format'] },
  { name: 'an id that is an object', given: login(1, { eventId: { toString: 1 } }), want: [400, 'type'] },
  {
    name: 'a key of 100,000 characters',
    given: `{"event":"login","userId":1,"${'k'.repeat(100_000)}":1}`,
    want: [202, undefined],
  },
  { name: 'line breaks everywhere', given: '\r\n{\n"event"\r:\n"login",\n"userId":\r\n1\n}\n', want: [202, undefined] },
];

describe('over real connections', () => {
  it.each(cases)('$name', async ({ given, want }) => {
    const { status, body } = await rawRequest(url, framed('/events', given, ['content-type: application/json']));
    expect([status, JSON.parse(body).error?.code]).toEqual(want);
    expect(fingerprint()).toBe(before);
  });

  it('what was stored is one line of JSON each, whatever was sent', () => {
    for (const line of test.stored) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(JSON.parse(line).event).toBe('login');
    }
  });
});

/** Bodies, paths and headers, whole, cut, doubled, with bytes changed. */
function fuzzer(seed: number): () => Buffer {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]) => list[below(list.length)] as T;
  const small = cases.map(({ given }) => Buffer.from(given as string)).filter(({ length }) => length < 2_000);
  const seeds = [...small, Buffer.from(`[${login(1)},${login(2)}]`), Buffer.from(`{"sentAt":1,"batch":[${login(3)}]}`)];
  const paths = [
    ...Array<string>(8).fill('/events'),
    '/events/login',
    '/events/%6cogin',
    '/events/__proto__',
    '/events?key=%',
    '/events/',
    '//',
    '/livez',
    '/*',
  ];
  const types = [
    ...Array<string>(8).fill('application/json'),
    'application/json',
    'text/plain',
    'text/plain;charset=utf-8',
    'application/json; charset=x',
    'a/b',
    '',
    ';;;',
  ];
  const encodings = ['identity', 'gzip', 'br', 'deflate', 'x', ''];
  return () => {
    const body = Buffer.from(pick(seeds));
    for (let n = below(2) * below(4); n > 0 && body.length > 0; n--) body[below(body.length)] = below(256);
    const cut = random() < 0.2 ? body.subarray(0, below(body.length)) : body;
    const sent = random() < 0.1 ? Buffer.concat([cut, pick(seeds)]) : cut;
    const headers = [
      `content-type: ${pick(types)}`,
      ...(random() < 0.1 ? [`content-encoding: ${pick(encodings)}`] : []),
    ];
    return framed(pick(paths), sent, headers);
  };
}

it('10,000 random requests: no 500, no crash, no prototype changed, memory bounded, every event with one fate', async () => {
  const next = fuzzer(20_241_121);
  const statuses = new Map<number, number>();
  const start = process.memoryUsage().rss;
  for (let sent = 0; sent < 10_000; sent += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => rawRequest(url, next())));
    for (const { status, body } of answers) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 400)
        expect(Object.keys(JSON.parse(body).error)).toEqual(expect.arrayContaining(['code', 'message', 'fix']));
    }
    test.stored.length = 0;
    test.letters.length = 0;
  }
  expect([...statuses.keys()].sort().filter((status) => status === 0 || status >= 500)).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count)).toBe(10_000);
  expect(statuses.get(202)).toBeGreaterThan(500);
  expect(fingerprint()).toBe(before);
  expect(process.memoryUsage().rss - start).toBeLessThan(300_000_000);
  const { received, accepted, rejected, retried } = test.collector.counters.values();
  expect(accepted + rejected + retried).toBe(received);
  expect((await test.collector.app.inject({ method: 'GET', url: '/livez' })).statusCode).toBe(200);
});
