import { describe, expect, it } from 'vitest';
import { contractOf, explain, type RuntimeVersion, type TableNode } from '../codegen1/index.js';
import { lettersOfRequest, type RefusedRequest } from '../dead-letters/refused-request.js';
import { type AmplifyingRequest, amplifying } from '../testing/amplifying.js';
import { testCollector } from '../testing/collector.js';
import { countingIds } from '../testing/contract.js';
import type { Verdict } from './verdicts.js';

const point: TableNode = {
  type: 'object',
  rest: 'none',
  fields: [
    ['x', 'int', 1],
    ['y', 'int', 1],
    ['z', 'int', 1],
  ],
};
const schema: TableNode = {
  type: 'object',
  rest: 'none',
  fields: [
    ['event', 'text'],
    ['eventId', 'uuid'],
    ['timestamp', 'millis'],
    ['receivedAt', 'millis'],
    ['sentAt', 'millis'],
    ['texts', { type: 'array', items: 'text' }],
    ['points', { type: 'object', rest: point }],
    ['kind', { type: 'string', enum: Array.from({ length: 100 }, (_, i) => `a kind with a long name ${i}`) }],
    ['old', 'text', 0, 'older'],
  ],
};
const version: RuntimeVersion = {
  version: '1.0',
  major: 1,
  check: (event) => explain(schema, event).length === 0,
  row: (event) => JSON.stringify(event),
  renamed: () => false,
  schema,
};
const contract = contractOf('d'.repeat(64), [{ name: 'e', versions: [version] }]);

const decoded = ({ body, headers }: AmplifyingRequest): number => {
  const isList = headers?.['content-encoding'] === 'gzip' && Buffer.isBuffer(body) && body[0] === 0x1f;
  return isList ? 3 * 20_000 + 1 : Buffer.byteLength(body);
};

function placesOf(verdicts: readonly Verdict[]): number[] {
  const places = verdicts.flatMap(({ index, events }) =>
    events === undefined
      ? [index]
      : events.split(',').flatMap((range) => {
          const [from = 0, to = from] = range.split('-').map(Number);
          return Array.from({ length: to - from + 1 }, (_, i) => from + i);
        }),
  );
  return places.sort((a, b) => a - b);
}

describe('what a request is kept and answered with is in proportion to it', () => {
  it.each(amplifying)('$name', async (given) => {
    const kept: RefusedRequest[] = [];
    const lines: string[] = [];
    const { collector } = testCollector({
      contract,
      randomId: countingIds(),
      deadLetters: { keep: async (requests) => void kept.push(...requests) },
      sensitivityOf: (_event, path) => ({ sensitivity: 'public', path }),
      logger: { level: 'info', stream: { write: (line) => void lines.push(line) } },
    });
    const { app } = collector;
    await app.ready();
    lines.length = 0;
    const { body, url = '/events', headers = {} } = given;
    const reply = await app.inject({
      method: 'POST',
      url,
      payload: body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    const stored = kept.map((one) => Buffer.byteLength(JSON.stringify(one)) + 1).reduce((a, b) => a + b, 0);
    const bytes = decoded(given);
    const results = reply.json().results as Verdict[];
    expect([reply.statusCode, placesOf(results)]).toEqual([
      given.status,
      Array.from({ length: given.events }, (_, i) => i),
    ]);
    expect(stored).toBeLessThanOrEqual(3 * bytes + 4_096);
    expect(reply.rawPayload.byteLength).toBeLessThanOrEqual(3 * bytes + 4_096);
    expect(lines.join('').length).toBeLessThanOrEqual(4_096);
    expect((await app.inject('/metrics')).body.length).toBeLessThan(12_000);
    // Nothing is lost: one letter for each refused event, as it was sent, with its reason and the id that was answered.
    const { rejected, received } = collector.counters.values();
    const letters = kept.flatMap((one) => [...lettersOfRequest(one)]);
    expect([received, letters.length]).toEqual([given.events, rejected]);
    expect(letters.every(({ errors, contract: digest }) => errors.length > 0 && digest.length === 64)).toBe(true);
    const ids = new Set(letters.map(({ eventId }) => eventId));
    const told = results.filter(({ status, events }) => status === 'invalid' && events === undefined);
    expect(told.filter(({ eventId = '' }) => !ids.has(eventId))).toEqual([]);
    const codes = new Set(results.map(({ code }) => code));
    expect(letters.filter(({ errors }) => !codes.has(errors[0]?.code))).toEqual([]);
    await collector.close(0);
  });
});
