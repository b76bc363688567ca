import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defineEnvelope, EpochMillis, modelOf, publish, Type, Uuid } from '@sluice/contract';
import { eventViews, flattenedModel, grantStatements, redshift, strictestIn, tablesOf, warehouseIn } from '@sluice/ddl';
import { createCollector, type DeadLetter, groupDeadLetters, lettersOfRequest, reasonOf } from '@sluice/ingest';
import { openLake } from '@sluice/lake';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docsTarget } from '../../generators/docs/index.js';
import { visibleFields } from '../../packages/cli/src/commands/deadletters/fields.js';
import { describeGroup, listed } from '../../packages/cli/src/commands/deadletters/text.js';
import { sensitivities } from '../../packages/cli/src/commands/serve/sensitivity.js';
import { type PGlite, startPostgres } from '../../packages/ddl/test/postgres.js';
import { asPostgres } from '../../packages/ddl/test/redshift-on-postgres.js';
import { type Loaded, load } from '../validators/load.js';
import { randomFrom } from '../validators/random.js';
import { storedAll } from '../validators/stored.js';
import {
  definitionsOf,
  type Level,
  levelOf,
  randomEvent,
  shownOf,
  type ValuePlace,
  versions,
  wholeLevel,
  wireOf,
} from './random-event.js';

/** More events for a longer look: `SLUICE_PRIVACY_EVENTS=200 npx vitest run test/privacy`. */
const count = Number(process.env.SLUICE_PRIVACY_EVENTS ?? 12);
const random = randomFrom(Number(process.env.SLUICE_PRIVACY_SEED ?? 1));
const events = Array.from({ length: count }, (_, at) => randomEvent(random, `random_${at}`));
const config = warehouseIn('analytics', 's3://lake');

const said = { description: 'Said.' };
const plain = Type.Optional(Type.String(said));
const envelope = defineEnvelope({
  version: '1.0',
  owner: 'o',
  ...said,
  properties: {
    eventId: Type.Optional(Uuid(said)),
    event: plain,
    version: plain,
    timestamp: Type.Optional(EpochMillis({ ...said, column: 'occurred_at' })),
    receivedAt: Type.Optional(EpochMillis(said)),
  },
});
const model = modelOf(publish([envelope, ...events.flatMap(definitionsOf)]));
const wires = (wrong: boolean, each: number) =>
  events.flatMap((event) =>
    versions.flatMap((_, at) => Array.from({ length: each }, () => wireOf(event, { random, at, wrong }))),
  );

let loaded: Loaded;
let rows: readonly { readonly [column: string]: unknown }[];
let folder: string;
let lake: Awaited<ReturnType<typeof openLake>>;

beforeAll(async () => {
  loaded = await load(model);
  const stored = await storedAll(loaded, wires(false, 3));
  rows = stored.map(({ row }) => JSON.parse(row));
  folder = await mkdtemp(join(tmpdir(), 'privacy-'));
  for (const [at, { row }] of stored.entries()) {
    const { event, version } = JSON.parse(row);
    const hour = `event=${event}/major=${version.split('.')[0]}/year=2024/month=05/day=01/hour=00`;
    const file = join(folder, 'raw', hour, `${at}.json`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${row}\n`);
  }
  lake = await openLake({ lakeDir: folder, model });
});
afterAll(async () => {
  await lake?.close();
  await rm(folder, { recursive: true, force: true });
});

const words = { open: /^(public|internal)$/, pseu: /^pseudonymous$/, pers: /^(personal|secret)$/ };
const seen = async (sql: string) => JSON.stringify((await lake.query(sql)).rows);
const countOf = (texts: readonly string[], level: Level) => texts.flatMap((text) => shownOf(text, level)).length;

/** What everything shows together: nothing of the levels that it hides, and some of every other. */
function expectShown(texts: readonly string[], hidden: readonly Level[]): void {
  for (const level of ['open', 'pseu', 'pers'] as const) {
    const found = texts.flatMap((text) => shownOf(text, level));
    if (hidden.includes(level)) expect(found).toEqual([]);
    else expect(found.length).toBeGreaterThan(0);
  }
}

describe('masked views', () => {
  it('show no marked value in DuckDB, and every column that holds none as it is', async () => {
    expectShown(await Promise.all(events.map(({ name }) => seen(`SELECT * FROM ${name}`))), []);
    expectShown(await Promise.all(events.map(({ name }) => seen(`SELECT * FROM ${name}_masked`))), ['pers']);
    for (const { name, places } of events) {
      const free = places.filter((one) => wholeLevel(one) !== 'pers');
      const columns = ['version', ...free.map(({ names }) => snake(names[2] ?? ''))];
      const sql = (from: string) => `SELECT ${columns.join(', ')} FROM ${from} ORDER BY ALL`;
      expect(await seen(sql(`${name}_masked`))).toBe(await seen(sql(name)));
    }
  });

  it('show no marked value in Redshift', async () => {
    const database = await startPostgres();
    await redshiftWith(database);
    const all = async (suffix: string) => {
      const found = events.map(async ({ name }) => database.query(`SELECT * FROM analytics.${name}${suffix}`));
      return (await Promise.all(found)).map((one) => JSON.stringify(one.rows));
    };
    expectShown(await all(''), []);
    expectShown(await all('_masked'), ['pers']);
    await database.close();
  });
});

async function redshiftWith(database: PGlite): Promise<void> {
  await database.exec('CREATE SCHEMA analytics');
  for (const family of model.events) {
    const tables = tablesOf(model, family, 'columnar');
    const statements = [
      ...tables.flatMap((table) => redshift.createTable(table, config)),
      ...eventViews(redshift, model, family, config),
    ];
    const [created, views] = [statements.slice(0, tables.length), statements.slice(tables.length)];
    for (const { sql } of [...created, ...views]) await database.exec(asPostgres(sql));
  }
  for (const row of rows) {
    const table = `analytics.${row.event}_v${String(row.version).split('.')[0]}`;
    await database.query(`INSERT INTO ${table} SELECT * FROM json_populate_record(NULL::${table}, $1)`, [
      JSON.stringify(row),
    ]);
  }
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe('grants', () => {
  const granted = (role: string) =>
    grantStatements(model, config).flatMap(({ sql }) => {
      const [, columns = '*', name] =
        /^GRANT SELECT(?: \((.*)\))? ON analytics\.(\w+) TO ROLE (?:\w+)$/.exec(sql) ?? [];
      return name && sql.endsWith(` ${role}`) ? [`SELECT ${columns} FROM ${name}`] : [];
    });

  it('let an analyst read no marked value', async () => {
    const texts = await Promise.all(granted('analyst').map(seen));
    expectShown(texts, ['pers']);
    expect(granted('analyst').filter((sql) => sql.includes('_v1'))).toHaveLength(count);
  });

  it('know of columns that were keys of a struct what stood around them', () => {
    const flat = flattenedModel(model);
    for (const [at, { name, places }] of events.entries()) {
      const family = flat.events.find((one) => one.name === name);
      const columns = family ? tablesOf(flat, family, 'columnar').flatMap((table) => table.columns) : [];
      for (const [path, level] of flatLevels(places, [], 'open')) {
        const column = columns.findLast(({ field }) => field.name === path);
        const mark = column && strictestIn(column.type, column.field.sensitivity);
        expect([at, path, mark]).toEqual([at, path, expect.stringMatching(words[level])]);
      }
    }
  });

  it('let somebody for privacy read personal ones', async () => {
    expect(countOf(await Promise.all(granted('privacy').map(seen)), 'pers')).toBeGreaterThan(0);
  });
});

describe('what is refused', () => {
  const paint = { bold: String, dim: String, red: String, green: String, yellow: String, cyan: String };
  let letters: DeadLetter[];
  let log: string;

  beforeAll(async () => {
    letters = [];
    const lines: string[] = [];
    const collector = createCollector({
      contract: loaded.contract,
      sink: {
        send: async (all) => all.map(() => ({ kind: 'acknowledged', recordId: 'r' })),
        ready: async () => true,
        close: async () => undefined,
      },
      deadLetters: { keep: async (kept) => void letters.push(...kept.flatMap((one) => [...lettersOfRequest(one)])) },
      now: () => 500,
      randomId: () => '0d0e7b3c-5b1e-4d8a-9b1f-0a4d0f3d2c11',
      logger: { level: 'debug', stream: { write: (line) => void lines.push(line) } },
      sensitivityOf: sensitivities(model),
    });
    const bodies = [...wires(true, 4).map((wire) => JSON.stringify(wire)), ...odd];
    const headers = { 'content-type': 'application/json', 'user-agent': 'pers_1' };
    const send = (payload: string, url = '/events') => collector.app.inject({ method: 'POST', url, payload, headers });
    for (const payload of bodies) await send(payload);
    await send(JSON.stringify(wires(true, 2)));
    await send(JSON.stringify([...wires(false, 1), 'pers_1']));
    for (const payload of [...wires(true, 1), wires(true, 1)])
      await send(JSON.stringify(payload), `/events/${frankest}`);
    await collector.close();
    log = lines.join('');
  });

  /** The event that shows most: what others are sent under its name must not be shown by its fields. */
  const openIn = (one: (typeof events)[number]) => one.places.filter((place) => wholeLevel(place) === 'open').length;
  const frankest = [...events].sort((a, b) => openIn(b) - openIn(a))[0]?.name;

  const odd = [
    '"pers_1"',
    '["pers_1"]',
    'pers_1',
    '{"event":"open_1","mail":"pers_1"}',
    '{"event":"random_0","version":"open_1","mail":"pers_1"}',
    '{"event":"random_0","timestamp":{"mail":"pers_1"}}',
    '{"event":"random_0","pers_1@example.com":"\\u0000"}',
    '{"event":"random_0","context":{"app":{"name":"pers_1"}},"mail":"\\u0000"}',
    '{"sentAt":"pers_1","batch":[{"event":"random_0","unheardOf":"\\u0000"}]}',
  ];

  it('is listed without values of marked fields or of fields that nobody knows', async () => {
    async function* all() {
      yield* letters;
    }
    const visible = visibleFields(model);
    const singles = letters.map((letter) => ({
      reason: reasonOf(letter),
      count: 1,
      first: 0,
      last: 0,
      example: letter,
    }));
    const groups = [
      ...(await groupDeadLetters(all())),
      ...singles.map((group) => ({ ...group, event: group.example.event })),
    ].map(({ event, ...group }) => ({ ...group, ...(event === undefined ? {} : { event }) }));
    const shown = groups.map((group) => listed(group, visible(group.event, group.example.raw)));
    const io = { paint, out: () => undefined, err: () => undefined, cwd: '', stopped: async () => undefined };
    expectShown(
      [...shown.map((one) => JSON.stringify(one)), ...shown.map((one) => describeGroup(one, io))],
      ['pseu', 'pers'],
    );
  });

  it('is logged without values of marked fields or of fields that nobody knows', () => {
    expectShown([log], ['pseu', 'pers']);
  });
});

it('the event reference says of every field how personal it is', () => {
  const options = warehouseIn('shop', 's3://lake');
  const pages = docsTarget.emit({ model, options });
  for (const { name, places } of events) {
    const page = pages.find(({ path }) => path.endsWith(`/${name}.md`))?.content ?? '';
    for (const [path, level] of levelsIn(places, [], 'open')) {
      const cells = page.split('\n').find((line) => line.startsWith(`| \`${path}\` `)) ?? '';
      expect([path, cells.split(' | ')[4]]).toEqual([path, expect.stringMatching(words[level])]);
    }
  }
});

/** Leaves of structs, lists and maps as one piece. */
function flatLevels(places: readonly ValuePlace[], above: readonly string[], around: Level): [string, Level][] {
  return places.flatMap((one) => {
    const path = [...above, one.names[2] ?? ''];
    if (one.kind === 'struct') return flatLevels(one.inner, path, levelOf(one, around));
    return [[path.join('.'), wholeLevel(one, around)] as [string, Level]];
  });
}

function levelsIn(places: readonly ValuePlace[], above: readonly string[], around: Level): [string, Level][] {
  return places.flatMap((one) => {
    const path = [...above, one.names[2] ?? ''];
    const level = levelOf(one, around);
    return [[path.join('.'), level] as [string, Level], ...levelsIn(keysOf(one), path, level)];
  });
}

function keysOf(one: ValuePlace): readonly ValuePlace[] {
  const [element] = one.inner;
  return one.kind === 'struct' ? one.inner : element ? keysOf(element) : [];
}
