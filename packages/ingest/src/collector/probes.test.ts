import { describe, expect, it } from 'vitest';
import { failed } from '../sink.js';
import { testCollector } from '../testing/collector.js';

describe('readiness', () => {
  const never = () => new Promise<never>(() => undefined);
  const sink = { send: async () => [failed('X', 'x')], close: async () => undefined };
  const keep = async () => undefined;
  const cases = [
    { name: 'all well', sink: async () => true, letters: async () => true, want: [200, undefined] },
    { name: 'a sink that is not', sink: async () => false, letters: async () => true, want: [503, 'sink-unavailable'] },
    {
      name: 'a sink that throws',
      sink: () => Promise.reject(new Error('x')),
      letters: async () => true,
      want: [503, 'sink-unavailable'],
    },
    { name: 'a sink that does not answer', sink: never, letters: async () => true, want: [503, 'sink-unavailable'] },
    {
      name: 'dead letters that are not',
      sink: async () => true,
      letters: async () => false,
      want: [503, 'dead-letters-unavailable'],
    },
  ];
  it.each(cases)('$name', async ({ sink: ready, letters, want }) => {
    const options = { sink: { ...sink, ready }, deadLetters: { keep, ready: letters }, readyTimeout: 20 };
    const { collector } = testCollector(options);
    const reply = await collector.app.inject({ method: 'GET', url: '/readyz' });
    expect([reply.statusCode, reply.json().error?.code]).toEqual(want);
    expect((await collector.app.inject({ method: 'GET', url: '/livez' })).statusCode).toBe(200);
  });
});

describe('what works only in part', () => {
  const sink = { send: async () => [], ready: async () => true, close: async () => undefined };
  const keep = async () => undefined;
  const cases = [
    { name: 'nothing', records: 0, full: false, want: { status: 'ok' } },
    { name: 'a spool in use', records: 3, full: false, want: { status: 'degraded', reasons: ['spooling'] } },
    { name: 'full dead letters', records: 0, full: true, want: { status: 'degraded', reasons: ['dead-letters-full'] } },
  ];
  it.each(cases)('keeps a collector ready, and is said: $name', async ({ records, full, want }) => {
    const backlog = () => ({ records, bytes: 1_000, oldestAgeMs: 2_500, refused: 7, recovered: 3 });
    const usage = async () => ({ bytes: 10, maxBytes: 12, full });
    const { collector } = testCollector({ sink: { ...sink, backlog }, deadLetters: { keep, usage } });
    const reply = await collector.app.inject({ method: 'GET', url: '/readyz' });
    expect([reply.statusCode, reply.json()]).toEqual([200, want]);
    const { body } = await collector.app.inject({ method: 'GET', url: '/metrics' });
    const samples = body.split('\n').filter((line) => /^sluice_(spool|sink|dead_letter_)/.test(line));
    expect(samples).toEqual([
      'sluice_sink_refused_total 7',
      'sluice_spool_recovered_total 3',
      `sluice_spool_records ${records}`,
      'sluice_spool_bytes 1000',
      'sluice_spool_oldest_age_seconds 2.5',
      'sluice_dead_letter_bytes 10',
      'sluice_dead_letter_bytes_limit 12',
    ]);
  });
});
