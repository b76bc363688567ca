import { describe, expect, it } from 'vitest';
import { failed, refused } from '../sink.js';
import { login, testCollector } from '../testing/collector.js';

const ID = '0190b4f1-6c1e-7000-8000-0000000000aa';

async function statuses({ collector }: Pick<ReturnType<typeof testCollector>, 'collector'>, payload: string) {
  const reply = await collector.app.inject({ method: 'POST', url: '/events', payload });
  const { results, error } = reply.json();
  const verdicts = results?.map(({ status, code }: { status: string; code?: string }) =>
    code ? `${status} ${code}` : status,
  );
  return [reply.statusCode, ...(verdicts ?? [error.code])];
}

describe('duplicates', () => {
  it('are found across requests, in upper case too, and are acknowledged without storing them again', async () => {
    const test = testCollector();
    expect(await statuses(test, login(1, { eventId: ID }))).toEqual([202, 'ok']);
    expect(await statuses(test, login(1, { eventId: ID.toUpperCase() }))).toEqual([202, 'duplicate']);
    expect(await statuses(test, `[${login(1, { eventId: ID })},${login(2)}]`)).toEqual([202, 'duplicate', 'ok']);
    expect(test.stored).toHaveLength(2);
  });

  it('are none after a sink that failed: the retry is stored', async () => {
    const test = testCollector();
    test.outcome = failed('ServiceUnavailableException', 'down');
    expect(await statuses(test, login(1, { eventId: ID }))).toEqual([503, 'retry sink-unavailable']);
    test.outcome = undefined;
    expect(await statuses(test, login(1, { eventId: ID }))).toEqual([202, 'ok']);
    expect(test.stored).toHaveLength(1);
  });

  it('are none of another event under the same id', async () => {
    const test = testCollector();
    const view = JSON.stringify({ event: 'view', userId: 1, productId: 2, eventId: ID });
    expect(await statuses(test, `[${login(1, { eventId: ID })},${view},${view}]`)).toEqual([
      202,
      'ok',
      'ok',
      'duplicate',
    ]);
    expect(test.stored).toHaveLength(2);
  });

  it('are told apart from other events under the same id, which are counted and kept', async () => {
    const test = testCollector();
    const note = (more: object) => login(1, { eventId: ID, note: { a: 1, b: [1, 'x', null, true] }, ...more });
    const same = `{"note":{"b":[1.0,"\\u0078",null,true],"a":1},"sentAt":5,"timestamp":1714521600000,"userId":1,"eventId":"${ID}","event":"login"}`;
    expect(await statuses(test, note({}))).toEqual([202, 'ok']);
    expect(await statuses(test, same)).toEqual([202, 'duplicate']);
    const others = [
      note({ userId: 2 }),
      note({ timestamp: 1_700_000_000_001 }),
      note({ more: null }),
      note({ note: undefined }),
      note({ note: { a: 1, b: ['x', 1, null, true] } }),
      note({ note: { a: 1, b: [1, 'x', null, true, null] } }),
      note({ note: { b: 1, a: [1, 'x', null, true] } }),
    ];
    for (const other of others) expect(await statuses(test, other)).toEqual([400, 'invalid id-taken']);
    expect(await statuses(test, `[${login(9)},${others.join(',')},${same}]`)).toEqual([
      207,
      'ok',
      ...others.map(() => 'invalid id-taken'),
      'duplicate',
    ]);
    expect(test.letters.map(({ raw }) => raw)).toEqual([...others, ...others]);
    expect(test.stored).toHaveLength(2);
    expect(test.collector.counters.values().rejectedByCode).toEqual({ 'id-taken': 14 });
  });

  it('are none of a rejected event: it is kept each time', async () => {
    const test = testCollector();
    for (let i = 0; i < 2; i++)
      expect(await statuses(test, login('x', { eventId: ID }))).toEqual([400, 'invalid type']);
    expect(test.letters).toHaveLength(2);
  });

  it('are forgotten beyond the window', async () => {
    const test = testCollector({ duplicateWindow: 2 });
    for (const user of [1, 2, 3]) expect(await statuses(test, login(user))).toEqual([202, 'ok']);
    expect(await statuses(test, login(1))).toEqual([202, 'ok']);
    expect(await statuses(test, login(1))).toEqual([202, 'duplicate']);
  });
});

describe('what the stores answer', () => {
  const full = Object.assign(new Error('full'), { code: 'DeadLettersFull' });
  const cases = [
    { name: 'a full spool', outcome: failed('SpoolFull', 'full'), given: login(1), want: [503, 'retry spool-full'] },
    { name: 'a sink that throws', outcome: new Error('down'), given: login(1), want: [503, 'retry sink-unavailable'] },
    {
      name: 'a sink that never takes it',
      outcome: refused('RecordTooLarge', 'too large'),
      given: `[${login(1)},${login(1)},${login(2)}]`,
      want: [207, 'invalid sink-refused', 'invalid sink-refused', 'invalid sink-refused'],
    },
    { name: 'full dead letters', lettersFail: full, given: login('x'), want: [503, 'retry dead-letters-full'] },
    { name: 'full dead letters, not JSON', lettersFail: full, given: '{', want: [503, 'retry dead-letters-full'] },
    {
      name: 'full dead letters, a mixed list',
      lettersFail: full,
      given: `[${login(1)},${login('x')}]`,
      want: [207, 'ok', 'retry dead-letters-full'],
    },
  ];
  it.each(cases)('$name', async ({ outcome, lettersFail, given, want }) => {
    const test = testCollector();
    test.outcome = outcome;
    test.lettersFail = lettersFail;
    expect(await statuses(test, given)).toEqual(want);
    expect(test.letters).toHaveLength(outcome && 'permanent' in outcome ? 3 : 0);
  });
});
