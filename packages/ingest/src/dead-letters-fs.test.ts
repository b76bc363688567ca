import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, type DeadLetter, groupDeadLetters, rawOf } from './dead-letters.js';
import { openDeadLetters, readDeadLetters } from './dead-letters-fs.js';
import { type BadLine, filesBelow } from './ndjson-fs.js';

const DAY = 24 * 3_600_000;
const AT = Date.UTC(2024, 4, 1, 12);
let dataDir = '';

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'letters-'));
});

function letter(id: string, arrivedAt = AT, code = 'unknown-event', event = 'purchase'): DeadLetter {
  const errors = [{ code, path: '', message: 'No.' }];
  return { id, arrivedAt, event, eventId: `e-${id}`, errors, raw: `{"id":"${id}"}`, contract: 'c1', headers: {} };
}

async function readAll(bad: BadLine[] = []): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const found of readDeadLetters(dataDir, (line) => bad.push(line))) letters.push(found);
  return letters;
}

describe('dead letters on disk', () => {
  it('are read back whole, by day', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    const letters = [letter('1'), letter('2'), letter('3', AT + DAY)];
    await files.keep([letters[0] as DeadLetter, letters[1] as DeadLetter]);
    await files.keep([letters[2] as DeadLetter]);
    await files.close();
    expect(await readAll()).toEqual(letters);
    const names = (await filesBelow(dataDir, '.ndjson')).map((path) => path.slice(dataDir.length + 1));
    expect(names).toEqual([
      'dead-letters/year=2024/month=05/day=01/p1-0.ndjson',
      'dead-letters/year=2024/month=05/day=02/p1-1.ndjson',
    ]);
  });

  it('reports a torn last line and reads the rest', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await files.keep([letter('1')]);
    await files.close();
    const [path] = await filesBelow(dataDir, '.ndjson');
    await appendFile(path ?? '', '{"id":"2","arr');
    const bad: BadLine[] = [];
    expect(await readAll(bad)).toEqual([letter('1')]);
    expect(bad).toEqual([{ path, line: 2, kind: 'torn' }]);
  });

  it('rejects while the folder cannot be written and works again afterwards', async () => {
    await writeFile(join(dataDir, 'dead-letters'), 'a file in the way');
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await expect(files.keep([letter('1')])).rejects.toThrow();
    await rm(join(dataDir, 'dead-letters'));
    await files.keep([letter('2')]);
    await files.close();
    expect(await readAll()).toEqual([letter('2')]);
  });

  it('are counted by reason and event, with the first as the example', async () => {
    const files = openDeadLetters({ dataDir, fileName: 'p1' });
    await files.keep([letter('1', AT + 5), letter('2', AT), letter('3', AT, 'bad-type', 'cart')]);
    await files.close();
    const groups = await groupDeadLetters(readDeadLetters(dataDir, () => undefined));
    expect(groups).toEqual([
      { reason: 'unknown-event', event: 'purchase', count: 2, first: AT, last: AT + 5, example: letter('2') },
      {
        reason: 'bad-type',
        event: 'cart',
        count: 1,
        first: AT,
        last: AT,
        example: letter('3', AT, 'bad-type', 'cart'),
      },
    ]);
  });
});

describe('raw', () => {
  const cases = [
    { name: 'text', given: Buffer.from('{"a":"é"}'), want: { raw: '{"a":"é"}' } },
    { name: 'not UTF-8', given: Buffer.from([0xff, 0x7b]), want: { raw: '/3s=', encoding: 'base64' } },
    { name: 'a byte order mark', given: Buffer.from('\uFEFF{}'), want: { raw: '77u/e30=', encoding: 'base64' } },
  ] as const;
  it.each(cases)('$name', ({ given, want }) => {
    expect(rawOf(given)).toEqual(want);
    expect(Buffer.from(bytesOf(want))).toEqual(given);
  });
});
