import { beforeEach, describe, expect, it } from 'vitest';
import { deriveEventId } from '../codegen1/index.js';
import type { DeadLetter } from '../dead-letters.js';
import { failed, type SendOutcome } from '../sink.js';
import { countingIds, seeded, shop } from '../testing/contract.js';
import { type Collector, createCollector } from './collector.js';

const AT = 1_714_521_600_500;
const BODIES = {
  purchase: '{"userId":1,"productId":44600062,"amount":35.79,"timestamp":1714521600000}',
  view: '{"userId":1,"productId":44600062,"timestamp":1714521600000}',
  cart: '{"userId":1,"productId":44600062,"timestamp":1714521600000}',
  search: '{"userId":1,"keyword":"shoes","timestamp":1714521600000}',
  banner: '{"userId":1,"bannerId":7,"type":"click","timestamp":1714521600000}',
  pageview: '{"userId":1,"page":"/","referrer":"","timestamp":1714521600000}',
  signup: '{"userId":1,"channel":"ad","timestamp":1714521600000}',
  login: '{"userId":1,"timestamp":1714521600000}',
};

let stored: string[] = [];
let letters: DeadLetter[] = [];
let sinkDown = false;
let lettersDown = false;
let collector: Collector;

const sink = {
  send: async (records: readonly Uint8Array[]): Promise<SendOutcome[]> => {
    if (sinkDown) throw new Error('down');
    stored.push(...records.map((record) => Buffer.from(record).toString()));
    return records.map((_, i) => ({ kind: 'acknowledged', recordId: String(i) }));
  },
  ready: async () => !sinkDown,
  close: async () => undefined,
};
const deadLetters = {
  keep: async (kept: readonly DeadLetter[]) => {
    if (lettersDown) throw new Error('down');
    letters.push(...kept);
  },
};

beforeEach(() => {
  stored = [];
  letters = [];
  sinkDown = false;
  lettersDown = false;
  collector = createCollector({ contract: shop, sink, deadLetters, now: () => AT, randomId: countingIds() });
});

interface Reply {
  status: number;
  body: { results?: { [key: string]: unknown }[]; error?: { code: string; fix: string } };
  headers: { [name: string]: unknown };
}

async function post(url: string, payload: string | Buffer, type = 'application/json'): Promise<Reply> {
  const reply = await collector.app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });
  const body = reply.body === '' ? {} : reply.json();
  return { status: reply.statusCode, body, headers: reply.headers };
}

const statuses = ({ body }: Reply) => body.results?.map(({ status }) => status);

describe('the eight first bodies', () => {
  it.each(Object.entries(BODIES))('%s', async (name, body) => {
    const reply = await post(`/events/${name}`, body);
    const eventId = deriveEventId(name, JSON.parse(body));
    const status = name === 'banner' ? 'renamed' : 'ok';
    const version = name === 'banner' ? '1.1' : '1.0';
    expect(reply.status).toBe(202);
    expect(reply.body).toEqual({ results: [{ index: 0, eventId, event: name, version, status, assumed: true }] });
    const added = `"event":"${name}","eventId":"${eventId}","receivedAt":${AT},`;
    expect(stored).toEqual([`{${added}${body.slice(1)}\n`]);
  });
});

describe('what is forwarded', () => {
  const id = '0190b4f1-6c1e-7000-8000-0000000000aa';
  const cases = [
    {
      name: 'digits, order and unknown fields stay',
      url: '/events/login',
      given: `{"userId":1,\n "eventId":"${id}","big":9007199254740993,"z":1.10}`,
      want: [`{"event":"login","receivedAt":${AT},"userId":1,  "eventId":"${id}","big":9007199254740993,"z":1.10}\n`],
    },
    {
      name: 'the server says when it came, whatever the event says',
      url: '/events/login',
      given: `{"userId":1,"receivedAt":0,"big":9007199254740993, "eventId":"${id}","received\\u0041t":{"a":[1]},"z":1.10}`,
      want: [`{"event":"login","receivedAt":${AT},"userId":1,"big":9007199254740993,"eventId":"${id}","z":1.10}\n`],
    },
    {
      name: 'an id is drawn where there is no timestamp',
      url: '/events/login',
      given: '{"userId":1}',
      want: [`{"event":"login","eventId":"00000000-0000-4000-8000-000000000001","receivedAt":${AT},"userId":1}\n`],
    },
    {
      name: "the batch's sentAt fills gaps",
      url: '/events',
      given: `{"sentAt":9,"batch":[{"event":"login","userId":1,"eventId":"${id}"},{"event":"login","userId":2,"sentAt":8,"eventId":"${id.replace('aa', 'bb')}"}]}`,
      want: [
        `{"receivedAt":${AT},"sentAt":9,"event":"login","userId":1,"eventId":"${id}"}\n`,
        `{"receivedAt":${AT},"event":"login","userId":2,"sentAt":8,"eventId":"${id.replace('aa', 'bb')}"}\n`,
      ],
    },
    {
      name: 'a byte order mark is not part of the event',
      url: '/events/login',
      given: `\uFEFF{"userId":1,"eventId":"${id}"}`,
      want: [`{"event":"login","receivedAt":${AT},"userId":1,"eventId":"${id}"}\n`],
    },
  ];
  it.each(cases)('$name', async ({ url, given, want }) => {
    expect((await post(url, given)).status).toBe(202);
    expect(stored).toEqual(want);
  });

  it.each(['text/plain;charset=UTF-8', 'application/x-www-form-urlencoded'])('%s is read as JSON', async (type) => {
    expect((await post('/events/login', BODIES.login, type)).status).toBe(202);
  });
});

describe('answers', () => {
  const ok = '{"event":"login","userId":1,"timestamp":1}';
  const other = '{"event":"login","userId":2,"timestamp":1}';
  const bad = '{"event":"login","userId":"x","timestamp":1}';
  const cases = [
    { name: 'one event', given: ok, down: '', want: [202, ['ok']] },
    { name: 'one invalid event', given: bad, down: '', want: [400, ['invalid']] },
    { name: 'one event without a name', given: '{"userId":1}', down: '', want: [400, ['invalid']] },
    { name: 'an unknown event', given: '{"event":"nope"}', down: '', want: [400, ['invalid']] },
    { name: 'a list', given: `[${ok},${other}]`, down: '', want: [202, ['ok', 'ok']] },
    { name: 'an empty list', given: '[]', down: '', want: [202, []] },
    { name: 'a batch', given: `{"batch":[${ok}]}`, down: '', want: [202, ['ok']] },
    { name: 'a mixed list', given: `[${ok},${bad},7]`, down: '', want: [207, ['ok', 'invalid', 'invalid']] },
    { name: 'only invalid ones in a list', given: `[${bad}]`, down: '', want: [207, ['invalid']] },
    { name: 'the same event twice', given: `[${ok},${ok}]`, down: '', want: [202, ['ok', 'duplicate']] },
    { name: 'the same invalid event twice', given: `[${bad},${bad}]`, down: '', want: [207, ['invalid', 'invalid']] },
    { name: 'sink down, one event', given: ok, down: 'sink', want: [503, ['retry']] },
    {
      name: 'sink down, a list',
      given: `[${ok},${ok},${other}]`,
      down: 'sink',
      want: [503, ['retry', 'retry', 'retry']],
    },
    { name: 'sink down, a mixed list', given: `[${ok},${bad}]`, down: 'sink', want: [207, ['retry', 'invalid']] },
    { name: 'dead letters down, one', given: bad, down: 'letters', want: [503, ['retry']] },
    { name: 'dead letters down, a mixed list', given: `[${ok},${bad}]`, down: 'letters', want: [207, ['ok', 'retry']] },
    { name: 'dead letters down, not JSON', given: '{', down: 'letters', want: [503, ['retry']] },
  ];
  it.each(cases)('$name', async ({ given, down, want }) => {
    sinkDown = down === 'sink';
    lettersDown = down === 'letters';
    const reply = await post('/events', given);
    expect([reply.status, statuses(reply)]).toEqual(want);
    expect(reply.headers['retry-after']).toBe(want.flat().includes('retry') ? '2' : undefined);
    expect(reply.body.error === undefined).toBe(reply.status < 400);
  });

  it('an invalid event says what, where and what to do', async () => {
    const reply = await post('/events/purchase', BODIES.purchase.replace('35.79', '"35"'));
    const eventId = reply.body.results?.[0]?.eventId;
    const error = { code: 'type', path: '/amount', message: 'Must be a number, found the string "35".' };
    expect(reply.body).toEqual({
      error: { ...error, fix: expect.stringContaining('send it again') },
      results: [
        {
          index: 0,
          eventId,
          event: 'purchase',
          version: '1.0',
          status: 'invalid',
          code: 'type',
          path: '/amount',
          errors: [error],
        },
      ],
    });
    expect(letters).toEqual([
      {
        id: expect.any(String),
        arrivedAt: AT,
        event: 'purchase',
        named: 'path',
        version: '1.0',
        eventId,
        errors: [error],
        raw: BODIES.purchase.replace('35.79', '"35"'),
        contract: 'shop-digest',
        headers: { 'content-type': 'application/json', 'user-agent': 'lightMyRequest' },
      },
    ]);
  });
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
      given: login(`"timestamp":1,"deep":${'['.repeat(10_000)}${']'.repeat(10_000)}`),
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
    const reply = await post('/events/login', given);
    expect([reply.status, reply.body.error?.code]).toEqual([status, code]);
    expect(letters).toHaveLength(status === 202 ? 0 : 1);
    if (status !== 202)
      expect(Buffer.from(letters[0]?.raw ?? '', letters[0]?.encoding ?? 'utf8')).toEqual(Buffer.from(given));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString', 'x'.repeat(150)])('an event named %s', async (name) => {
    const reply = await post(`/events/${name}`, '{"userId":1}');
    expect([reply.status, reply.body.error?.code]).toEqual([400, 'unknown-event']);
  });
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
    const reply = await post(url, BODIES.login, type);
    expect([reply.status, reply.body.error?.code]).toEqual(want);
    expect(reply.body.error?.fix).not.toBe('');
  });

  it('too large a body', async () => {
    const reply = await post('/events', ' '.repeat(524_289));
    expect([reply.status, reply.body.error?.code]).toEqual([413, 'body-too-large']);
  });

  it('another method', async () => {
    const reply = await collector.app.inject({ method: 'GET', url: '/events/login' });
    expect([reply.statusCode, reply.json().error.code]).toEqual([405, 'method-not-allowed']);
  });
});

describe('probes and metrics', () => {
  it('tell life, readiness and fates', async () => {
    await post('/events/login', BODIES.login);
    await post('/events/login', '{}');
    await post('/events/nope', '{}');
    sinkDown = true;
    await post('/events/login', BODIES.login.replace('1', '2'));
    const get = (url: string) => collector.app.inject({ method: 'GET', url });
    expect((await get('/livez')).statusCode).toBe(200);
    expect((await get('/readyz')).statusCode).toBe(503);
    const { body } = await get('/metrics');
    const samples = body.split('\n').filter((line) => line !== '' && !/^#|_seconds/.test(line));
    expect(samples).toEqual([
      'sluice_events_received_total 4',
      'sluice_events_total{event="login",fate="accepted"} 1',
      'sluice_events_total{event="login",fate="rejected"} 1',
      'sluice_events_total{event="login",fate="retried"} 1',
      'sluice_events_total{event="_unknown",fate="accepted"} 0',
      'sluice_events_total{event="_unknown",fate="rejected"} 1',
      'sluice_events_total{event="_unknown",fate="retried"} 0',
      'sluice_verdicts_total{event="login",status="ok",code=""} 1',
      'sluice_verdicts_total{event="login",status="invalid",code="required"} 1',
      'sluice_verdicts_total{event="login",status="retry",code="sink-unavailable"} 1',
      'sluice_verdicts_total{event="_unknown",status="invalid",code="unknown-event"} 1',
      'sluice_events_accepted_total 1',
      'sluice_events_rejected_total{code="required"} 1',
      'sluice_events_rejected_total{code="unknown-event"} 1',
      'sluice_dead_letters_total 2',
      'sluice_events_retried_total 1',
      'sluice_events_duplicate_total 0',
      'sluice_events_renamed_total 0',
      `sluice_request_bytes_total ${BODIES.login.length * 2 + 4}`,
      'sluice_requests_in_flight 0',
      'sluice_duplicate_window_ids 1',
      'sluice_contract_info{digest="shop-digest"} 1',
      'sluice_requests_total{status="202"} 1',
      'sluice_requests_total{status="400"} 2',
      'sluice_requests_total{status="503"} 1',
    ]);
    expect(body).toContain('sluice_request_duration_seconds_count 4\n');
  });

  it('listens on a free port', async () => {
    const address = await collector.listen(0);
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${address}/events/login`, { method: 'POST', body: BODIES.login, headers });
    expect(reply.status).toBe(202);
    await collector.close();
  });
});

describe('accounting', () => {
  it.each([1, 2, 3])('every event has one fate under a sink that fails at random (seed %i)', async (seed) => {
    const random = seeded(seed);
    const flaky = {
      ...sink,
      send: async (records: readonly Uint8Array[]): Promise<SendOutcome[]> => {
        if (random() < 0.2) throw new Error('throttled');
        const outcomes = await sink.send(records);
        return outcomes.map((outcome) => (random() < 0.3 ? failed('InternalFailure', 'again') : outcome));
      },
    };
    const letterBox = {
      keep: async (kept: readonly DeadLetter[]) => {
        if (random() < 0.2) throw new Error('full');
        await deadLetters.keep(kept);
      },
    };
    const options = { contract: shop, deadLetters: letterBox, now: () => AT, randomId: countingIds() };
    collector = createCollector({ ...options, sink: flaky });
    let sent = 0;
    const seen = { accepted: 0, rejected: 0, retried: 0 };
    for (let i = 0; i < 100; i++) {
      const size = Math.floor(random() * 20);
      const batch = Array.from({ length: size }, (_, j) => ({
        event: random() < 0.9 ? 'login' : 'nope',
        userId: random() < 0.8 ? i : 'x',
        timestamp: random() < 0.1 ? 1 : i * 100 + j,
      }));
      sent += size;
      const reply = await post('/events', JSON.stringify({ sentAt: 1, batch }));
      for (const status of statuses(reply) ?? []) {
        seen[status === 'invalid' ? 'rejected' : status === 'retry' ? 'retried' : 'accepted']++;
      }
    }
    const values = collector.counters.values();
    expect(values.received).toBe(sent);
    expect(values.accepted + values.rejected + values.retried).toBe(sent);
    expect({ accepted: values.accepted, rejected: values.rejected, retried: values.retried }).toEqual(seen);
    expect(letters).toHaveLength(values.rejected);
    expect(Math.min(seen.accepted, seen.rejected, seen.retried)).toBeGreaterThan(0);
  });
});
