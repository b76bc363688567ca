import { beforeEach, describe, expect, it } from 'vitest';
import { post, type TestCollector, testCollector } from '../testing/collector.js';
import type { Collector } from './collector.js';

let test: TestCollector;
let collector: Collector;

beforeEach(() => {
  test = testCollector();
  collector = test.collector;
});

describe('hostile input', () => {
  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const login = (extra: string) => `{"userId":1,"eventId":"0190b4f1-6c1e-7000-8000-0000000000aa",${extra}}`;
  const cases = [
    { name: 'not JSON', given: '{"userId":1', want: [400, 'bad-json'] },
    { name: 'empty', given: '', want: [400, 'bad-json'] },
    { name: 'invalid UTF-8', given: Buffer.from([0x7b, 0xff, 0x7d]), want: [400, 'bad-utf8'] },
    { name: 'UTF-16', given: Buffer.from('{"userId":1}', 'utf16le'), want: [400, 'bad-json'] },
    { name: 'a scalar', given: '7', want: [400, 'not-an-object'] },
    { name: 'a list under a name', given: '[{"userId":1}]', want: [400, 'not-an-object'] },
    { name: '10,000 levels of objects', given: deep, want: [413, 'event-too-large'] },
    {
      name: '10,000 levels with a timestamp',
      given: login(`"timestamp":1700000000001,"deep":${'['.repeat(10_000)}${']'.repeat(10_000)}`),
      want: [400, 'too-deep'],
    },
    { name: '200,000 open brackets', given: '['.repeat(200_000), want: [400, 'bad-json'] },
    { name: 'half a surrogate pair', given: login('"note":["\\ud800"]'), want: [400, 'lone-surrogate'] },
    { name: 'a whole pair', given: login('"note":"\\ud83d\\ude00 \\\\ud800"'), want: [202, undefined] },
    { name: 'half a pair in a key', given: login('"\\udfff":1'), want: [400, 'lone-surrogate'] },
    { name: 'NUL', given: login('"note":{"a":"x\\u0000"}'), want: [400, 'nul-character'] },
    { name: 'NUL in a key', given: login('"a\\u0000":1'), want: [400, 'nul-character'] },
    { name: '__proto__', given: login('"__proto__":{"polluted":true}'), want: [202, undefined] },
    {
      name: 'constructor.prototype',
      given: login('"constructor":{"prototype":{"polluted":true}}'),
      want: [202, undefined],
    },
    { name: '__proto__ instead of fields', given: '{"__proto__":{"userId":1}}', want: [400, 'required'] },
    { name: 'another name inside', given: '{"event":"view","userId":1}', want: [400, 'event-mismatch'] },
    { name: 'too large an event', given: login(`"note":"${'x'.repeat(32_768)}"`), want: [413, 'event-too-large'] },
    { name: 'an unsafe integer', given: '{"userId":9007199254740993}', want: [400, 'unsafe-integer'] },
    { name: 'a number beyond doubles', given: '{"userId":1e999}', want: [400, 'number-range'] },
  ] as const;
  it.each(cases)('$name', async ({ given, want: [status, code] }) => {
    const reply = await post(collector, '/events/login', given);
    expect([reply.status, reply.body.error?.code]).toEqual([status, code]);
    expect(test.letters).toHaveLength(status === 202 ? 0 : 1);
    if (status !== 202)
      expect(Buffer.from(test.letters[0]?.raw ?? '', test.letters[0]?.encoding ?? 'utf8')).toEqual(Buffer.from(given));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString', 'x'.repeat(150)])('an event named %s', async (name) => {
    const reply = await post(collector, `/events/${name}`, '{"userId":1}');
    expect([reply.status, reply.body.error?.code]).toEqual([400, 'unknown-event']);
  });
});
