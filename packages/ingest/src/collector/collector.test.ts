import { beforeEach, describe, expect, it } from 'vitest';
import { AT, post, type TestCollector, testCollector } from '../testing/collector.js';
import { deriveEventId } from '../wire/event-id.js';
import type { Collector } from './collector.js';

/** The events of the first days, as they were sent then: without version, without id. */
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

let test: TestCollector;
let collector: Collector;

beforeEach(() => {
  test = testCollector();
  collector = test.collector;
});

describe('the eight first bodies', () => {
  it.each(Object.entries(BODIES))('%s', async (name, body) => {
    const reply = await post(collector, `/events/${name}`, body);
    const eventId = deriveEventId(name, JSON.parse(body));
    const status = name === 'banner' ? 'renamed' : 'ok';
    const version = name === 'banner' ? '1.1' : '1.0';
    expect(reply.status).toBe(202);
    expect(reply.body).toEqual({ results: [{ index: 0, eventId, event: name, version, status, assumed: true }] });
    const added = `"event":"${name}","eventId":"${eventId}","receivedAt":${AT},`;
    expect(test.stored).toEqual([`{${added}${body.slice(1)}\n`]);
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
    expect((await post(collector, url, given)).status).toBe(202);
    expect(test.stored).toEqual(want);
  });

  it.each(['text/plain;charset=UTF-8', 'application/x-www-form-urlencoded'])('%s is read as JSON', async (type) => {
    expect((await post(collector, '/events/login', BODIES.login, type)).status).toBe(202);
  });
});
