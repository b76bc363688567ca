import { beforeEach, describe, expect, it } from 'vitest';
import { AT, post, statusesOf, type TestCollector, testCollector } from '../testing/collector.js';
import type { Collector } from './collector.js';

const PURCHASE = '{"userId":1,"productId":44600062,"amount":35.79,"timestamp":1714521600000}';

let test: TestCollector;
let collector: Collector;

beforeEach(() => {
  test = testCollector();
  collector = test.collector;
});

describe('answers', () => {
  const ok = '{"event":"login","userId":1,"timestamp":1700000000001}';
  const other = '{"event":"login","userId":2,"timestamp":1700000000001}';
  const bad = '{"event":"login","userId":"x","timestamp":1700000000001}';
  const cases = [
    { name: 'one event', given: ok, down: '', want: [202, ['ok']] },
    { name: 'one invalid event', given: bad, down: '', want: [400, ['invalid']] },
    { name: 'one event without a name', given: '{"userId":1}', down: '', want: [400, ['invalid']] },
    { name: 'an unknown event', given: '{"event":"nope"}', down: '', want: [400, ['invalid']] },
    { name: 'a list', given: `[${ok},${other}]`, down: '', want: [202, ['ok', 'ok']] },
    { name: 'an empty list', given: '[]', down: '', want: [202, []] },
    { name: 'a batch', given: `{"batch":[${ok}]}`, down: '', want: [202, ['ok']] },
    { name: 'a mixed list', given: `[${ok},${bad}]`, down: '', want: [207, ['ok', 'invalid']] },
    {
      name: 'a list with something else',
      given: `[${ok},${bad},7]`,
      down: '',
      want: [400, ['invalid', 'invalid', 'invalid']],
    },
    {
      name: 'a batch with a time that is none',
      given: `{"sentAt":[1],"batch":[${ok}]}`,
      down: '',
      want: [400, ['invalid']],
    },
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
    if (down === 'sink') test.outcome = new Error('down');
    if (down === 'letters') test.lettersFail = new Error('down');
    const reply = await post(collector, '/events', given);
    expect([reply.status, statusesOf(reply)]).toEqual(want);
    expect(reply.headers['retry-after']).toBe(want.flat().includes('retry') ? '2' : undefined);
    expect(reply.body.error === undefined).toBe(reply.status < 400);
  });

  it('an invalid event says what, where and what to do', async () => {
    const reply = await post(collector, '/events/purchase', PURCHASE.replace('35.79', '"35"'));
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
    expect(test.letters).toEqual([
      {
        id: expect.any(String),
        arrivedAt: AT,
        event: 'purchase',
        named: 'path',
        version: '1.0',
        eventId,
        errors: [error],
        raw: PURCHASE.replace('35.79', '"35"'),
        contract: 'shop-digest',
        headers: { 'content-type': 'application/json', 'user-agent': 'lightMyRequest' },
      },
    ]);
  });
});
