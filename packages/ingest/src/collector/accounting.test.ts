import { expect, it } from 'vitest';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { lettersOfRequest, type RefusedRequest } from '../dead-letters/refused-request.js';
import { failed, type SendOutcome } from '../sink.js';
import { post, statusesOf, testCollector } from '../testing/collector.js';
import { seeded } from '../testing/contract.js';

type Random = () => number;

/** A sink that fails whole calls and single records at random. */
function flakySink(random: Random, stored: Uint8Array[]) {
  const send = async (records: readonly Uint8Array[]): Promise<SendOutcome[]> => {
    if (random() < 0.2) throw new Error('throttled');
    return records.map((record, i) => {
      if (random() < 0.3) return failed('InternalFailure', 'again');
      stored.push(record);
      return { kind: 'acknowledged', recordId: String(i) };
    });
  };
  return { send, ready: async () => true, close: async () => undefined };
}

function flakyLetters(random: Random, kept: DeadLetter[]) {
  const keep = async (requests: readonly RefusedRequest[]) => {
    if (random() < 0.2) throw new Error('full');
    kept.push(...requests.flatMap((one) => [...lettersOfRequest(one)]));
  };
  return { keep };
}

function randomBatch(random: Random, round: number) {
  return Array.from({ length: Math.floor(random() * 20) }, (_, j) => ({
    event: random() < 0.9 ? 'login' : 'nope',
    userId: random() < 0.8 ? round : 'x',
    timestamp: 1_714_521_600_000 + (random() < 0.1 ? 1 : round * 100 + j),
  }));
}

it.each([1, 2, 3])('every event has one fate where sink and dead letters fail at random (seed %i)', async (seed) => {
  const random = seeded(seed);
  const stored: Uint8Array[] = [];
  const kept: DeadLetter[] = [];
  const { collector } = testCollector({ sink: flakySink(random, stored), deadLetters: flakyLetters(random, kept) });
  let sent = 0;
  const seen = { accepted: 0, rejected: 0, retried: 0, duplicates: 0 };
  for (let round = 0; round < 100; round++) {
    const batch = randomBatch(random, round);
    sent += batch.length;
    const reply = await post(collector, '/events', JSON.stringify({ sentAt: 1, batch }));
    for (const status of statusesOf(reply) ?? []) {
      seen[status === 'invalid' ? 'rejected' : status === 'retry' ? 'retried' : 'accepted']++;
      if (status === 'duplicate') seen.duplicates++;
    }
  }
  const { received, accepted, rejected, retried, duplicates } = collector.counters.values();
  expect({ accepted, rejected, retried, duplicates }).toEqual(seen);
  expect([received, accepted + rejected + retried]).toEqual([sent, sent]);
  expect([stored.length, kept.length]).toEqual([accepted - duplicates, rejected]);
  expect(Math.min(accepted, rejected, retried, duplicates)).toBeGreaterThan(0);
});
