import { beforeEach, describe, expect, it } from 'vitest';
import { post, type TestCollector, testCollector } from '../testing/collector.js';
import type { Collector } from './collector.js';

const LOGIN = '{"userId":1,"timestamp":1714521600000}';

let test: TestCollector;
let collector: Collector;

beforeEach(() => {
  test = testCollector();
  collector = test.collector;
});

describe('probes and metrics', () => {
  it('tell life, readiness and fates', async () => {
    await post(collector, '/events/login', LOGIN);
    await post(collector, '/events/login', '{}');
    await post(collector, '/events/nope', '{}');
    test.outcome = new Error('down');
    await post(collector, '/events/login', LOGIN.replace('1', '2'));
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
      `sluice_request_bytes_total ${LOGIN.length * 2 + 4}`,
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
    const reply = await fetch(`${address}/events/login`, { method: 'POST', body: LOGIN, headers });
    expect(reply.status).toBe(202);
    await collector.close();
  });
});
