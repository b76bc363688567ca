import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BadLine } from '@sluice/disk';
import { writeLines } from '@sluice/disk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { reasonOf } from '../dead-letters/dead-letters.js';
import { countingIds, shop } from '../testing/contract.js';
import { lettersOf } from './stream-errors.js';
import { readStreamErrors } from './stream-errors-fs.js';

const AT = Date.UTC(2024, 4, 1, 12, 30);
const gate = { contract: shop, eventLimit: 32_768, randomId: countingIds() };
const error = (raw: string | Uint8Array) => ({
  attemptsMade: 1,
  arrivalTimestamp: AT,
  errorCode: 'Lambda.ProcessingFailedStatus',
  errorMessage: 'ProcessingFailed status set for record',
  rawData: Buffer.from(raw).toString('base64'),
});
const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);

describe('letters of a stream error', () => {
  const cases = [
    { name: 'an invalid event', given: '{"event":"login","userId":"x"}', want: [['type', 'login']] },
    { name: 'an unknown event', given: '{"event":"logn","userId":1}\n', want: [['unknown-event', 'logn']] },
    { name: 'no JSON', given: '{"event"', want: [['bad-json', undefined]] },
    { name: 'no UTF-8', given: Uint8Array.of(0xff), want: [['bad-utf8', undefined]] },
    { name: 'nothing', given: '', want: [['bad-json', undefined]] },
    {
      name: 'an event that is valid by now',
      given: '{"event":"login","userId":1}',
      want: [['Lambda.ProcessingFailedStatus', 'login']],
    },
    {
      name: 'an undivided pack',
      given: '{"event":"login","userId":1}\n{"event":"gone"}\n{"event":"login","userId":2}',
      want: [
        ['undivided-pack', 'login'],
        ['unknown-event', 'gone'],
        ['undivided-pack', 'login'],
      ],
    },
    {
      name: 'a record larger than a collector takes',
      given: `{"event":"login","userId":1,"note":"${'x'.repeat(100_000)}"}`,
      want: [['Lambda.ProcessingFailedStatus', 'login']],
    },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    const letters = lettersOf(error(given), 'a.json:1', gate);
    expect(letters.map((letter) => [reasonOf(letter), letter.event])).toEqual(want);
    expect(lettersOf(error(given), 'a.json:1', gate)).toEqual(letters);
    expect(new Set(letters.map(({ id }) => id)).size).toBe(letters.length);
  });

  const ids = [
    { name: 'its own', given: '{"event":"login","userId":1,"eventId":"E1","receivedAt":5}', want: ['E1', 5] },
    { name: 'one that follows from the record', given: '{"event":"login","userId":1}', want: [uuid, AT] },
    {
      name: 'one that follows from the event',
      given: '{"event":"login","userId":1,"timestamp":1700000000003}',
      want: [expect.any(String), AT],
    },
  ];
  it.each(ids)('keep the id and the arrival: $name', ({ given, want }) => {
    const [letter] = lettersOf(error(given), 'a.json:1', gate);
    expect([letter?.eventId, letter?.arrivedAt]).toEqual(want);
  });

  it('of one event that was sent twice have one id', () => {
    const raw = '{"event":"login","userId":1,"timestamp":1700000000003}';
    const [[one], [two]] = [lettersOf(error(raw), 'a.json:1', gate), lettersOf(error(raw), 'a.json:2', gate)];
    expect([one?.eventId === two?.eventId, one?.id === two?.id]).toEqual([true, false]);
  });
});

describe('the error output', () => {
  let dataDir = '';
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'errors-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('is read by hour, compressed or not; what is no error is reported', async () => {
    const folder = join(dataDir, 'lake', 'errors', 'processing-failed', 'year=2024', 'month=05', 'day=01');
    await writeLines(join(folder, 'hour=12', 'a.json'), [JSON.stringify(error('{"event":"gone"}')), '{"x":1}']);
    await writeLines(join(folder, 'hour=12', 'b.json.gz'), [JSON.stringify(error('{"event":"login","userId":"x"}'))]);
    const bad: BadLine[] = [];
    const read = async (since: number) => {
      const letters: DeadLetter[] = [];
      for await (const letter of readStreamErrors(dataDir, gate, (line) => bad.push(line), { since }))
        letters.push(letter);
      return letters.map(reasonOf);
    };
    expect(await read(0)).toEqual(['unknown-event', 'type']);
    expect(await read(AT + 1)).toEqual([]);
    expect(await read(AT + 3_600_000)).toEqual([]);
    expect(bad.map(({ line, kind }) => [line, kind])).toEqual([
      [2, 'damaged'],
      [2, 'damaged'],
    ]);
  });
});
