import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { lettersOfRequest, type RefusedRequest } from '../dead-letters/refused-request.js';
import { failed, refused, type SendOutcome, type Sink } from '../sink.js';
import { countingIds } from '../testing/contract.js';
import { ownFolder } from '../testing/folder-fs.js';
import type { SpoolNotice, SpoolOptions } from './spool.js';
import { openSpool } from './spool-fs.js';
import { spooled } from './spooled-sink.js';
import type { SpooledOptions, SpooledSink } from './spooled-sink-types.js';

/** A sink whose state is set by the test. `poison` records are refused, `stuck` ones fail for ever. */
function fakeSink(): Sink & { state: 'up' | 'down' | 'silent'; stored: string[] } {
  const sink = {
    state: 'up' as 'up' | 'down' | 'silent',
    stored: [] as string[],
    send: async (records: readonly Uint8Array[]): Promise<SendOutcome[]> => {
      const { state } = sink;
      await turn();
      if (state === 'silent') return new Promise(() => undefined);
      return records.map((record) => one(Buffer.from(record).toString()));
    },
    ready: async () => sink.state === 'up',
    close: async () => undefined,
  };
  const one = (text: string): SendOutcome => {
    if (sink.state === 'down') return failed('ServiceUnavailableException', 'Slow down.');
    if (text.includes('poison')) return refused('ValidationException', 'Too long.');
    if (text.includes('stuck')) return failed('InternalFailure', 'Internal service failure.');
    sink.stored.push(text);
    return { kind: 'acknowledged', recordId: text };
  };
  return sink;
}

interface Setting {
  readonly sink: ReturnType<typeof fakeSink>;
  readonly spooledSink: SpooledSink;
  readonly letters: DeadLetter[];
  readonly notices: SpoolNotice[];
  readonly folder: string;
}

async function setting(
  options: Partial<SpooledOptions> = {},
  spoolOptions: Partial<SpoolOptions> = {},
): Promise<Setting> {
  const folder = spoolOptions.folder ?? (await ownFolder());
  const letters: DeadLetter[] = [];
  const notices: SpoolNotice[] = [];
  const shared = { now: Date.now, randomId: countingIds(), report: (notice: SpoolNotice) => notices.push(notice) };
  const sink = fakeSink();
  const spool = await openSpool({ ...shared, ...spoolOptions, folder });
  const spooledSink = spooled(sink, spool, {
    ...shared,
    deadLetters: { keep: async (more) => void letters.push(...more.flatMap((one) => [...lettersOfRequest(one)])) },
    contract: 'digest',
    random: () => 0.5,
    backoff: { baseMs: 1, capMs: 2 },
    ...options,
  });
  return { sink, spooledSink, letters, notices, folder };
}

const records = (...texts: string[]): Uint8Array[] => texts.map((text) => Buffer.from(text));
const kinds = (outcomes: readonly SendOutcome[]): string[] =>
  outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.code : outcome.kind));

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}

it('sends directly while the sink takes records', async () => {
  const { sink, spooledSink } = await setting();
  expect(kinds(await spooledSink.send(records('a', 'b')))).toEqual(['acknowledged', 'acknowledged']);
  expect(sink.stored).toEqual(['a', 'b']);
  expect(spooledSink.stats()).toMatchObject({ circuit: 'closed', sent: 2, spooled: 0, oldestAgeMs: 0 });
  await spooledSink.close();
});

it('acknowledges into the spool while the sink fails, without asking it again, and drains in order', async () => {
  const { sink, spooledSink, notices } = await setting({ backoff: { baseMs: 50, capMs: 50 } });
  sink.state = 'down';
  expect(kinds(await spooledSink.send(records('a', 'b')))).toEqual(['acknowledged', 'acknowledged']);
  for (const text of ['c', 'd', 'e']) await spooledSink.send(records(text));
  expect(spooledSink.stats()).toMatchObject({ circuit: 'open', sent: 0, spooled: 5, spool: { records: 5 } });
  expect(await spooledSink.ready()).toBe(true);
  sink.state = 'up';
  await until(() => spooledSink.stats().spool.bytes === 0);
  expect(sink.stored).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(spooledSink.stats()).toMatchObject({ spooled: 5, drained: 5, failed: 0, spool: { records: 0 } });
  await spooledSink.send(records('f'));
  expect(spooledSink.stats()).toMatchObject({ sent: 1 });
  await spooledSink.close();
  expect(notices.map(({ code }) => code)).toEqual(['sink-failed', 'sink-recovered']);
});

it('tells how long the oldest record has waited', async () => {
  let later = 0;
  const now = () => 1_000 + later;
  const { sink, spooledSink } = await setting({ backoff: { baseMs: 10_000, capMs: 10_000 }, now }, { now });
  expect(spooledSink.backlog()).toEqual({ records: 0, bytes: 0, oldestAgeMs: 0, refused: 0, recovered: 0 });
  sink.state = 'down';
  await spooledSink.send(records('a'));
  later = 5_000;
  expect(spooledSink.backlog()).toMatchObject({ records: 1, oldestAgeMs: 5_000 });
  expect(spooledSink.stats().oldestAgeMs).toBe(5_000);
  await spooledSink.close(0);
});

it('sends what an older process leaves in the same folder when it ends later', async () => {
  const old = await setting({ backoff: { baseMs: 10_000, capMs: 10_000 } });
  old.sink.state = 'down';
  await old.spooledSink.send(records('a', 'b'));
  const { sink, spooledSink, notices } = await setting({ recoverMs: 5 }, { folder: old.folder });
  await spooledSink.send(records('c'));
  expect(sink.stored).toEqual(['c']);
  await old.spooledSink.close(0);
  await until(() => sink.stored.length === 3);
  expect(sink.stored).toEqual(['c', 'a', 'b']);
  await until(() => spooledSink.backlog().records === 0);
  expect(spooledSink.backlog()).toMatchObject({ records: 0, recovered: 2 });
  await spooledSink.close();
  expect(notices.map(({ code }) => code)).toEqual(['segment-recovered']);
});

it('spools only what failed', async () => {
  const { sink, spooledSink } = await setting({ backoff: { baseMs: 10_000, capMs: 10_000 } });
  await spooledSink.send(records('a', 'stuck', 'b'));
  expect(sink.stored).toEqual(['a', 'b']);
  expect(spooledSink.stats()).toMatchObject({ sent: 2, spooled: 1 });
  await spooledSink.close(0);
});

it('keeps what the sink refuses for good as a dead letter with the reason', async () => {
  const { sink, spooledSink, letters } = await setting();
  const text = '{"receivedAt":7,"eventId":"id-1","event":"view","version":"1.0","poison":true}';
  expect(kinds(await spooledSink.send(records('a', `${text}\n`, 'b')))).toEqual(Array(3).fill('acknowledged'));
  sink.state = 'down';
  await spooledSink.send(records('c', 'poison', 'd'));
  sink.state = 'up';
  await until(() => spooledSink.stats().circuit === 'closed');
  expect(sink.stored).toEqual(['a', 'b', 'c', 'd']);
  expect([spooledSink.stats().refused, spooledSink.backlog().refused]).toEqual([2, 2]);
  expect(letters[0]).toEqual({
    id: '00000000-0000-4000-8000-000000000002',
    arrivedAt: 7,
    event: 'view',
    version: '1.0',
    eventId: 'id-1',
    errors: [
      { code: 'sink-refused', path: '', message: 'The sink refuses it for good: ValidationException: Too long.' },
    ],
    raw: text,
    contract: 'digest',
    headers: {},
  });
  expect(letters[1]?.raw).toBe('poison');
  await spooledSink.close();
});

it('holds a refused record back while the dead letters take nothing', async () => {
  let full = true;
  const kept: DeadLetter[] = [];
  const keep = async (requests: readonly RefusedRequest[]): Promise<void> => {
    if (full) throw new Error('DeadLettersFull');
    kept.push(...requests.flatMap((one) => [...lettersOfRequest(one)]));
  };
  const { spooledSink } = await setting({ deadLetters: { keep } });
  expect(kinds(await spooledSink.send(records('poison')))).toEqual(['acknowledged']);
  expect(spooledSink.stats()).toMatchObject({ spooled: 1, spool: { records: 1 } });
  full = false;
  await until(() => spooledSink.stats().circuit === 'closed');
  expect(kept.map(({ raw }) => raw)).toEqual(['poison']);
  await spooledSink.close();
});

it('sends a record that keeps failing to the back, so that the others get through', async () => {
  const { sink, spooledSink } = await setting();
  sink.state = 'down';
  await spooledSink.send(records('stuck 1', 'a'));
  await spooledSink.send(records('b', 'stuck 2', 'c'));
  sink.state = 'up';
  await until(() => sink.stored.length === 3);
  expect(sink.stored).toEqual(['a', 'b', 'c']);
  await until(() => spooledSink.stats().requeued > 0);
  await spooledSink.close(0);
});

it('does not wait for a sink that gives no answer', async () => {
  const { sink, spooledSink } = await setting({ patienceMs: 5 });
  sink.state = 'silent';
  expect(kinds(await spooledSink.send(records('a')))).toEqual(['acknowledged']);
  sink.state = 'up';
  await until(() => spooledSink.stats().circuit === 'closed');
  expect([...new Set(sink.stored)]).toEqual(['a']);
  await spooledSink.close();
});

it('refuses with SpoolFull when there is no room, and takes records again after draining', async () => {
  const { sink, spooledSink } = await setting({}, { maxBytes: 99, segmentBytes: 10 });
  sink.state = 'down';
  const outcomes = await spooledSink.send(records('x'.repeat(30), 'y'.repeat(30), 'z'));
  expect(kinds(outcomes)).toEqual(['acknowledged', 'SpoolFull', 'SpoolFull']);
  expect(spooledSink.stats()).toMatchObject({ failed: 2 });
  sink.state = 'up';
  await until(() => spooledSink.stats().circuit === 'closed');
  expect(kinds(await spooledSink.send(records('z')))).toEqual(['acknowledged']);
  await spooledSink.close();
});

it('is not ready when neither the spool nor the sink would take a record', async () => {
  const open = (): Promise<never> => Promise.reject(Object.assign(new Error('disk'), { code: 'EIO' }));
  const { sink, spooledSink } = await setting({}, { open });
  sink.state = 'down';
  expect(kinds(await spooledSink.send(records('a')))).toEqual(['SpoolFailed']);
  expect(await spooledSink.ready()).toBe(false);
  sink.state = 'up';
  expect(await spooledSink.ready()).toBe(true);
  expect(kinds(await spooledSink.send(records('a')))).toEqual(['acknowledged']);
  await spooledSink.close();
  expect(await spooledSink.ready()).toBe(false);
});

it('drains when it is closed, and leaves for the next start what the limit does not allow', async () => {
  const first = await setting();
  first.sink.state = 'silent';
  const sending = first.spooledSink.send(records('a', 'b'));
  first.sink.state = 'down';
  await first.spooledSink.send(records('c'));
  await first.spooledSink.close(20);
  expect(kinds(await first.spooledSink.send(records('late')))).toEqual(['SinkClosed']);
  expect(kinds(await Promise.race([sending, turn([])]))).toEqual([]);

  const next = await setting({}, { folder: first.folder });
  await until(() => next.spooledSink.stats().circuit === 'closed');
  expect(next.sink.stored).toEqual(['c']);
  next.sink.state = 'down';
  await next.spooledSink.send(records('d'));
  next.sink.state = 'up';
  await next.spooledSink.close();
  expect(next.sink.stored).toEqual(['c', 'd']);
});
