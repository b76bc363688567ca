import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RedshiftServer, startRedshift } from '../packages/ddl/test/redshift-server.js';
import { commitAll, git, sluice, tempProject } from './support/sluice.js';

let project: string;
beforeEach(async () => {
  project = await tempProject();
  await sluice(['generate'], project);
});
afterEach(() => rm(project, { recursive: true, force: true }));

const folder = () => path.join(project, 'generated/migrations/redshift');
const text = (file: string) => readFile(path.join(folder(), file), 'utf8');
const last = async () => (await readdir(folder())).filter((name) => name.endsWith('.sql')).at(-1);

/** Publishes login 1.1 with one more field, as an editor would. */
async function bumpLogin(field: string): Promise<void> {
  const file = path.join(project, 'schemas/login/1.1.ts');
  await sluice(['bump', 'login'], project);
  const source = await readFile(file, 'utf8');
  const added = `properties: { ${field}: Type.Optional(Type.String({ maxLength: 9, description: 'Said.' })),`;
  const imported = source.includes('Type') ? source : source.replace('{ defineEvent }', '{ defineEvent, Type }');
  await writeFile(file, imported.replace('properties: {', added));
  await sluice(['generate'], project);
}

describe('sluice generate', () => {
  it('adds migrations, follows drafts, and never touches what is published', async () => {
    await commitAll(project);
    const before = await text('migrations.sum');
    await bumpLogin('device');
    expect(await last()).toBe('0014_login_1_1.sql');
    expect(await text('0014_login_1_1.sql')).toContain('ADD COLUMN device VARCHAR(36)');
    expect((await text('migrations.sum')).startsWith(before)).toBe(true);
    const draft = path.join(project, 'schemas/login/1.1.ts');
    await writeFile(draft, (await readFile(draft, 'utf8')).replace('maxLength: 9', 'maxLength: 10'));
    await sluice(['generate'], project);
    expect(await text('0014_login_1_1.sql')).toContain('ADD COLUMN device VARCHAR(40)');
    await commitAll(project);
    const published = await text('0014_login_1_1.sql');
    await writeFile(draft, (await readFile(draft, 'utf8')).replace('maxLength: 10', 'maxLength: 11'));
    await sluice(['generate'], project);
    expect(await text('0014_login_1_1.sql')).toBe(published);
    await rm(draft);
    expect((await sluice(['generate'], project)).code).toBe(0);
    expect(await text('0014_login_1_1.sql')).toBe(published);
  });

  it('takes the migration of a draft away with the draft', async () => {
    await commitAll(project);
    await bumpLogin('device');
    await rm(path.join(project, 'schemas/login/1.1.ts'));
    await sluice(['generate'], project);
    expect(await last()).toBe('0013_checkout_completed_1_0.sql');
    expect((await sluice(['generate', '--check'], project)).code).toBe(0);
  });

  it('refuses a migration that was edited', async () => {
    const file = path.join(folder(), '0001_banner_1_0.sql');
    await writeFile(file, (await readFile(file, 'utf8')).replace('CREATE TABLE', 'CREATE  TABLE'));
    const { code, err } = await sluice(['generate'], project);
    expect([code, err.includes('migration-edited')]).toEqual([3, true]);
  });

  it('lets two branches meet in a conflict', async () => {
    await commitAll(project);
    await git(project, 'checkout', '-q', '-b', 'side');
    await bumpLogin('device');
    await commitAll(project);
    await git(project, 'checkout', '-q', 'main');
    await sluice(['new', 'coupon_used', '--owner', 'marketing', '--field', 'code:string'], project);
    await sluice(['generate'], project);
    await commitAll(project);
    await expect(git(project, 'merge', '-q', 'side')).rejects.toThrow();
    expect(await git(project, 'diff', '--name-only', '--diff-filter=U')).toContain(
      'migrations/redshift/migrations.sum',
    );
    expect((await sluice(['generate'], project)).err).toContain('migration-conflict');
  });
});

describe('sluice migrate', () => {
  let server: RedshiftServer;
  beforeAll(async () => {
    server = await startRedshift();
  });
  afterAll(() => server.close());

  it('brings a warehouse up to the contract over the network, once', async () => {
    const migrate = (...more: string[]) => sluice(['migrate', '--json', '--url', server.url, ...more], project);
    const first = await migrate();
    expect(JSON.parse(first.out).applied).toHaveLength(13);
    expect(JSON.parse((await migrate()).out)).toEqual({ applied: [], before: 13 });
    await bumpLogin('device');
    expect(JSON.parse((await migrate()).out)).toEqual({ applied: ['0014_login_1_1.sql'], before: 13 });
    const rows = await server.query("SELECT * FROM information_schema.columns WHERE column_name = 'device'");
    expect(rows.length).toBeGreaterThan(0);
    await rm(path.join(project, 'generated/migrations'), { recursive: true });
    await rm(path.join(project, 'schemas/login/1.1.ts'));
    await sluice(['generate'], project);
    const { code, out } = await migrate();
    expect([code, JSON.parse(out).stopped.code]).toEqual([3, 'migration-lost']);
  });

  it('writes to a DuckDB file, and prints what is run by hand', async () => {
    const duckdb = (...more: string[]) =>
      sluice(['migrate', '--dialect', 'duckdb', '--database', 'warehouse.duckdb', ...more], project);
    const asked = await duckdb('--dry-run');
    expect([asked.code, asked.out.split('\n').slice(-2)[0]]).toEqual([
      0,
      '13 migrations to be applied, 0 before. Nothing was changed.',
    ]);
    expect((await duckdb()).out).toContain('13 migrations applied, 0 before');
    expect(JSON.parse((await duckdb('--dry-run', '--json')).out)).toEqual({ pending: [], before: 13 });
    expect((await duckdb()).out).toContain('0 migrations applied, 13 before');
    const printed = await sluice(['migrate', '--dialect', 'athena', '--print', '--from', '13'], project);
    expect(printed.out).toMatch(/^-- 0013_checkout_completed_1_0.sql\nCREATE EXTERNAL TABLE/);
    const listed = await sluice(['migrate', '--dialect', 'athena', '--print', '--from', '2', '--json'], project);
    const [second] = JSON.parse(listed.out) as { name: string; refused: string[]; statements: { sql: string }[] }[];
    expect([second?.name, second?.refused, second?.statements[0]?.sql.slice(0, 32)]).toEqual([
      '0002_banner_1_1.sql',
      [],
      'ALTER TABLE events.banner_v1 ADD',
    ]);
    await writeFile(path.join(project, 'text.duckdb'), 'not a database');
    const broken = await sluice(['migrate', '--dialect', 'duckdb', '--database', 'text.duckdb'], project);
    expect([broken.code, broken.err.includes('The database cannot be opened')]).toEqual([1, true]);
    expect((await sluice(['migrate', '--dialect', 'athena'], project)).code).toBe(2);
    expect((await sluice(['migrate'], project)).code).toBe(2);
    expect((await sluice(['migrate', '--url', 'postgres://127.0.0.1:1/x'], project)).code).toBe(1);
  });
});
