import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { walLine } from '../stream/segment.js';
import type { Sought } from './replay.js';
import { storedIn } from './stored-fs.js';

const id = (n: number): string => `0192f0c1-0000-7000-8000-00000000000${n}`;
const row = (n: number): string => `{"event_id":"${id(n)}","event":"login"}\n`;
const at = (event: string, hour: string, name: string): string =>
  `lake/raw/event=${event}/major=1/year=2024/month=05/day=01/hour=${hour}/${name}`;
const HOUR = 3_600_000;
const DAY = Date.UTC(2024, 4, 1);
let dataDir = '';

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stored-'));
  const data = Buffer.from(`{"eventId":"${id(6).toUpperCase()}"}\n`).toString('base64');
  const files: { readonly [path: string]: string | Uint8Array } = {
    [at('login', '10', 'a.json')]: `${row(1)}{"event":"login","event_id":"${id(2)}"}\n{"event_id":"${id(9)}`,
    [at('login', '12', 'b.json.gz')]: gzipSync(row(3)),
    [at('view', '12', 'c.json')]: row(4),
    [at('login', '12', '.hidden.tmp')]: row(5),
    'stream/x.wal': walLine({ recordId: 'r', arrivedAt: 0, data }),
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dataDir, path)), { recursive: true });
    await writeFile(join(dataDir, path), content);
  }
});

afterAll(() => rm(dataDir, { recursive: true }));

const cases: { name: string; given: Omit<Sought, 'eventId'>; want: number[] }[] = [
  { name: 'all of an event, whichever way a row is written', given: { event: 'login', since: DAY }, want: [1, 2, 3] },
  { name: 'from an hour on', given: { event: 'login', since: DAY + 11 * HOUR }, want: [3] },
  { name: 'of any event where no name is known', given: { since: DAY }, want: [1, 2, 3, 4] },
  { name: 'none of an event that has no rows', given: { event: 'gone', since: DAY }, want: [] },
];

it.each(cases)('finds what the log has, and rows: $name', async ({ given, want }) => {
  const sought = [1, 2, 3, 4, 5, 6, 9].map((n) => ({ ...given, eventId: id(n).toUpperCase() }));
  expect([...(await storedIn(dataDir, sought))].sort()).toEqual([...want, 6].map(id));
});
