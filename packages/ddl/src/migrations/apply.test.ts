import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testConfig } from '../../test/config.js';
import { startEngine } from '../../test/engine.js';
import { type PGlite, startPostgres } from '../../test/postgres.js';
import { redshiftConnection } from '../../test/postgres-connection.js';
import { duckdb } from '../dialects/duckdb/index.js';
import { redshift } from '../dialects/redshift/index.js';
import { applyMigrations } from './apply.js';
import type { MigrationConnection } from './connection.js';
import type { Migration } from './file.js';
import { pendingMigrations } from './pending.js';
import { printedMigrations } from './print.js';
import type { Step } from './steps.js';

const ledger = redshift.ledger(testConfig);
const now = () => new Date('2026-11-20T12:00:00Z');

let database: PGlite;
beforeAll(async () => {
  database = await startPostgres();
});
afterAll(() => database.close());
beforeEach(() => database.exec('DROP SCHEMA IF EXISTS analytics CASCADE'));

const inside = (sql: string): Step => ({ sql, transactional: true });
const outside = (sql: string, doneWhen?: string): Step => ({
  sql,
  transactional: false,
  ...(doneWhen !== undefined && { doneWhen }),
});

function migration(number: number, ...steps: readonly Step[]): Migration {
  const name = `000${number}_cart_1_${number}.sql`;
  return { number, name, checksum: String(number).repeat(64), brings: [], steps, refused: [] };
}

const grows = `SELECT 1 AS done FROM information_schema.columns
  WHERE table_schema = 'analytics' AND table_name = 'cart' AND character_maximum_length >= 20`;
const first = migration(1, inside('CREATE TABLE analytics.cart (note VARCHAR(10))'));
const second = migration(
  2,
  outside('ALTER TABLE analytics.cart ALTER COLUMN note TYPE VARCHAR(20)', grows),
  inside('ALTER TABLE analytics.cart ADD COLUMN brand VARCHAR(5)'),
  inside('ALTER TABLE analytics.cart ADD COLUMN price INTEGER'),
);
const both = [first, second];

/** The connection, which notes what it ran, and breaks down at the statement that a test names. */
function watched(breaksAt = ''): MigrationConnection & { readonly ran: string[] } {
  const { query } = redshiftConnection(database);
  const ran: string[] = [];
  return {
    ran,
    query: async (sql) => {
      if (breaksAt !== '' && sql.includes(breaksAt)) throw new Error('connection lost');
      if (/^(CREATE TABLE analytics\.cart|ALTER)/.test(sql)) ran.push(sql);
      return query(sql);
    },
  };
}

const run = (connection: MigrationConnection, migrations = both, more = {}) =>
  applyMigrations({ migrations, ledger, connection, now, ...more });

async function columns(): Promise<unknown[]> {
  const { rows } = await database.query(
    `SELECT column_name || ' ' || COALESCE(character_maximum_length::text, data_type) AS is FROM information_schema.columns
     WHERE table_schema = 'analytics' AND table_name = 'cart' ORDER BY ordinal_position`,
  );
  return rows.map((row) => (row as { is: string }).is);
}

const whole = ['note 20', 'brand 5', 'price integer'];

describe('applying', () => {
  test('twice is once', async () => {
    expect(await run(watched())).toEqual({ applied: [first.name, second.name], before: 0 });
    expect(await columns()).toEqual(whole);
    const again = watched();
    expect(await run(again)).toEqual({ applied: [], before: 2 });
    expect(again.ran).toEqual([]);
  });

  const breaks = [
    { at: 'CREATE TABLE analytics.cart', left: [] },
    { at: 'TYPE VARCHAR(20)', left: ['note 10'] },
    { at: "SET state = 'done'", left: ['note 20'] },
    { at: 'ADD COLUMN brand', left: ['note 20'] },
    { at: 'ADD COLUMN price', left: ['note 20'] },
    { at: "2, 2, '0002", left: ['note 20'] },
    { at: 'COMMIT', left: [] },
  ];

  test.each(breaks)('a run that broke down at $at goes on there', async ({ at, left }) => {
    const broken = await run(watched(at));
    expect(broken.stopped).toMatchObject({ code: 'statement-failed' });
    expect(broken.stopped?.message).toContain('connection lost');
    expect(await columns()).toEqual(left);
    const resumed = watched();
    const { stopped } = await run(resumed);
    expect(stopped).toBeUndefined();
    expect(await columns()).toEqual(whole);
    expect(resumed.ran.filter((sql) => sql.includes('TYPE VARCHAR(20)'))).toHaveLength(
      left.includes('note 20') ? 0 : 1,
    );
    expect(await run(watched())).toEqual({ applied: [], before: 2 });
  });

  test('a statement that the warehouse refuses is named, with what was undone', async () => {
    const bad = migration(2, inside('ALTER TABLE analytics.cart ADD COLUMN a INTEGER'), inside('ALTER TABLE nowhere'));
    const { stopped } = await run(watched(), [first, bad]);
    expect(stopped?.message).toMatch(/^The warehouse refused step 2 \(ALTER TABLE nowhere\): .* rolled back\.$/);
    expect(await columns()).toEqual(['note 10']);
  });
});

describe('what is not run', () => {
  test('a migration that is not the one that was applied', async () => {
    await run(watched(), [first]);
    const { stopped } = await run(watched(), [{ ...first, checksum: 'f'.repeat(64) }, second]);
    expect(stopped).toMatchObject({ code: 'checksum-mismatch', name: first.name });
    expect(await columns()).toEqual(['note 10']);
  });

  test('anything from a branch that lacks what was applied', async () => {
    await run(watched());
    const { stopped } = await run(watched(), [first]);
    expect(stopped).toMatchObject({ code: 'migration-lost', name: '0002' });
  });

  test('a change that was refused, until somebody has seen to it', async () => {
    const refused = { ...migration(2), refused: ['It does not work. Go round.'] };
    const third = migration(3, inside('ALTER TABLE analytics.cart ADD COLUMN last INTEGER'));
    const { applied, stopped } = await run(watched(), [first, refused, third]);
    expect([applied, stopped?.code, stopped?.message]).toEqual([
      [first.name],
      'migration-refused',
      'It does not work. Go round.',
    ]);
    const noted = await run(watched(), [first, refused, third], { doneThrough: 2 });
    expect(noted).toEqual({ applied: [refused.name, third.name], before: 1 });
    expect(await run(watched(), [first, refused, third])).toEqual({ applied: [], before: 3 });
  });

  test('what is there already, made by hand', async () => {
    await database.exec('CREATE SCHEMA analytics; CREATE TABLE analytics.cart (note VARCHAR(10))');
    expect((await run(watched())).stopped?.message).toContain('already exists');
    expect(await run(watched(), both, { doneThrough: 1 })).toEqual({ applied: [first.name, second.name], before: 0 });
    expect(await columns()).toEqual(whole);
  });
});

describe('two runs at once', () => {
  /** A run that lets another one go through everything when it comes to a statement, which the warehouse then takes in its own way. */
  function overtaken(at: string, then: (sql: string) => Promise<readonly { [column: string]: unknown }[]>) {
    const { query } = redshiftConnection(database);
    let other: ReturnType<typeof run> | undefined;
    const connection: MigrationConnection = {
      query: async (sql) => {
        if (other || !sql.includes(at)) return query(sql);
        other = run(watched());
        expect((await other).stopped).toBeUndefined();
        return then(sql);
      },
    };
    return connection;
  }
  const goesOn = (sql: string) => redshiftConnection(database).query(sql);
  const ledgerLines = async () =>
    (await database.query('SELECT migration, part, state FROM analytics.sluice_migrations ORDER BY 1, 2')).rows;

  const cases = [
    { name: 'before a transaction', at: 'BEGIN', answers: goesOn },
    {
      name: 'at a statement that runs alone, and takes no harm from a second time',
      at: 'TYPE VARCHAR(20)',
      answers: goesOn,
    },
    {
      name: 'at a statement that runs alone, and is refused the second time',
      at: 'TYPE VARCHAR(20)',
      answers: () => Promise.reject(new Error('the column has this size')),
    },
  ];
  test.each(cases)('the other one comes first $name', async ({ at, answers }) => {
    expect((await run(overtaken(at, answers))).stopped).toBeUndefined();
    expect(await columns()).toEqual(whole);
    expect(await ledgerLines()).toEqual([
      { migration: 1, part: 1, state: 'done' },
      { migration: 2, part: 1, state: 'done' },
      { migration: 2, part: 2, state: 'done' },
    ]);
  });
});

describe('a dry run', () => {
  const ask = (migrations = both) => pendingMigrations({ migrations, ledger, connection: watched() });

  test('names what is left, and changes nothing', async () => {
    expect(await ask()).toEqual({ pending: both, before: 0 });
    expect((await database.query("SELECT 1 FROM pg_namespace WHERE nspname = 'analytics'")).rows).toEqual([]);
    await run(watched(), [first]);
    expect(await ask()).toEqual({ pending: [second], before: 1 });
    expect(await columns()).toEqual(['note 10']);
    await run(watched());
    expect(await ask()).toEqual({ pending: [], before: 2 });
  });

  test('says what would stop it', async () => {
    const refused = { ...migration(2), refused: ['It does not work. Go round.'] };
    const { pending, stopped } = await ask([first, refused, migration(3, inside('SELECT 1'))]);
    expect([pending, stopped?.code, stopped?.name]).toEqual([[first], 'migration-refused', refused.name]);
    await run(watched(), [first]);
    const edited = { ...first, checksum: 'f'.repeat(64) };
    expect(await ask([edited])).toMatchObject({ pending: [], stopped: { code: 'checksum-mismatch' } });
  });
});

test('who may not make a schema need not, where it is there', async () => {
  await database.exec('CREATE SCHEMA analytics; DROP ROLE IF EXISTS etl; CREATE ROLE etl');
  await database.exec('GRANT USAGE, CREATE ON SCHEMA analytics TO etl; SET ROLE etl');
  try {
    expect(await run(watched())).toEqual({ applied: [first.name, second.name], before: 0 });
  } finally {
    await database.exec('RESET ROLE; DROP SCHEMA analytics CASCADE; DROP ROLE etl');
  }
});

test('what is printed does the same, and a later run knows of it', async () => {
  await database.exec(printedMigrations(both, ledger, now()));
  expect(await columns()).toEqual(whole);
  expect(await run(watched())).toEqual({ applied: [], before: 2 });
});

test('DuckDB keeps a ledger too', async () => {
  const engine = await startEngine();
  const connection: MigrationConnection = {
    query: async (sql) => (await engine.connection.runAndReadAll(sql)).getRowObjectsJson(),
  };
  const migrations = [
    migration(1, inside('CREATE TABLE cart (note VARCHAR)')),
    migration(2, inside('ALTER TABLE cart ADD COLUMN brand VARCHAR')),
  ];
  const request = { migrations, ledger: duckdb.ledger(), connection, now };
  expect((await applyMigrations(request)).applied).toHaveLength(2);
  expect(await applyMigrations(request)).toEqual({ applied: [], before: 2 });
  engine.close();
});
