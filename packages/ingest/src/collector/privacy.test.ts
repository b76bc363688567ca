import { describe, expect, it } from 'vitest';
import { failed } from '../sink.js';
import { login, testCollector } from '../testing/collector.js';
import type { Sensitivity } from './privacy.js';

const MARKS: { readonly [path: string]: Sensitivity } = {
  '': 'internal',
  '/userId': 'personal',
  '/version': 'internal',
};
const KEY = 'secret-0123456789abcdef';

async function logged(payload: string, marks = MARKS, path = '/events') {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const test = testCollector({
    logger: { level: 'debug', stream },
    keys: [{ source: 'web', secret: KEY }],
    sensitivityOf: (event, path) => {
      const sensitivity = event === 'login' ? marks[path] : undefined;
      return sensitivity && { sensitivity, path };
    },
  });
  const headers = { 'user-agent': 'Bob', 'x-forwarded-for': '203.0.113.9', cookie: 'bob=1' };
  await test.collector.app.inject({ method: 'POST', url: `${path}?key=${KEY}`, payload, headers });
  const entries = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg !== undefined);
  return { text: lines.join(''), errors: entries.flatMap(({ errors = [] }) => errors), test };
}

describe('logs', () => {
  const cases = [
    { name: 'an accepted event', given: login(1, { note: 'Bob' }), want: [] },
    {
      name: 'a personal field: no message',
      given: login('Bob'),
      want: [{ event: 'login', version: '1.0', code: 'type', path: '/userId' }],
    },
    {
      name: 'a field that may be repeated',
      given: login(1, { version: '9.0' }),
      want: [{ event: 'login', code: 'unknown-version', path: '/version', message: expect.stringContaining('9.0') }],
    },
    {
      name: 'a field that no version knows: not even its name',
      given: '{"event":"login","userId":1,"Bob":"\\u0000"}',
      want: [{ event: 'login', code: 'nul-character' }],
    },
    {
      name: 'an event that nobody knows: not even its name',
      given: '{"event":"Bob"}',
      want: [{ code: 'unknown-event' }],
    },
    { name: 'what is not JSON', given: '{"userId":Bob', want: [{ code: 'bad-json' }] },
  ];
  it.each(cases)('$name', async ({ given, want }) => {
    const { text, errors } = await logged(given);
    expect(errors).toEqual(want);
    for (const secret of ['Bob', 'bob', KEY, '203.0.113.9']) expect(text).not.toContain(secret);
  });

  it.each([
    { name: 'is not JSON', payload: 'Bob is no JSON, and so are others', want: 'bad-json' },
    { name: 'is no object', payload: '"Bob"', want: 'not-an-object' },
    { name: 'is another event', payload: '{"event":"Bob"}', want: 'event-mismatch' },
  ])('repeat nothing of a body under a known name that $name', async ({ payload, want }) => {
    const { text, errors } = await logged(payload, MARKS, '/events/login');
    expect([errors[0]?.event, errors[0]?.code]).toEqual(['login', want]);
    expect(text).not.toContain('Bob');
  });

  it('repeat nothing where no marks are known', async () => {
    const { errors } = await logged(login(1, { version: '9.0' }), {});
    expect(errors).toEqual([{ code: 'unknown-version' }]);
  });

  it('say at the start that nobody needs a key', async () => {
    const lines: string[] = [];
    const stream = { write: (line: string) => void lines.push(line) };
    for (const keys of [[], [{ source: 'web', secret: KEY }]]) {
      const { collector } = testCollector({ keys, logger: { stream } });
      await collector.listen(0);
      await collector.close();
    }
    expect(lines.filter((line) => line.includes('Authentication is off'))).toHaveLength(1);
  });

  it('say so behind an adapter, too, once', async () => {
    const lines: string[] = [];
    const { collector } = testCollector({ logger: { stream: { write: (line: string) => void lines.push(line) } } });
    for (const userId of [1, 2]) await collector.app.inject({ method: 'POST', url: '/events', payload: login(userId) });
    expect(lines.filter((line) => line.includes('Authentication is off'))).toHaveLength(1);
  });

  it('say what a sink failed with nowhere but in the verdict', async () => {
    const { collector, ...test } = testCollector();
    test.outcome = failed('X', 'Bob');
    const reply = await collector.app.inject({ method: 'POST', url: '/events', payload: login(1) });
    expect(reply.body).not.toContain('Bob');
  });
});
