import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProject } from '@sluice/project';
import { envelopeSource } from '@sluice/project/definitions';
import { readMigrations } from '@sluice/project/registry';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check } from './commands/check/index.js';
import { generate } from './commands/generate/index.js';
import { runCommand } from './testing/run-command.js';

const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
const git = (cwd: string, ...args: string[]) => execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8' });

const orderSource = `import { defineEvent, Enum, Type } from '@sluice/contract';

export default defineEvent({
  name: 'order_placed',
  version: '1.0',
  owner: 'shop',
  description: \`An order was placed,
and paid.\`,
  properties: {
    note: Type.String({ default: \`two
lines\`, description: \`Said by
the customer.\` }),
    size: Enum([\`a
b\`, 'c'], { description: 'Long \\
line.' }),
  },
});
`;

const folder = mkdtempSync(path.join(tmpdir(), 'sluice-crlf-'));
const [plain, clone] = [path.join(folder, 'plain'), path.join(folder, 'clone')];

beforeAll(async () => {
  for (const event of ['order_placed', 'envelope']) execFileSync('mkdir', ['-p', path.join(plain, 'schemas', event)]);
  writeFileSync(path.join(plain, 'schemas/order_placed/1.0.ts'), orderSource);
  writeFileSync(path.join(plain, 'schemas/envelope/1.0.ts'), envelopeSource);
  writeFileSync(path.join(plain, '.gitignore'), '.sluice/\ngenerated/ingest/\ngenerated/lambda/dist/\n');
  writeFileSync(
    path.join(plain, 'sluice.config.ts'),
    `export default {
  targets: ['sdk', 'lambda', 'athena', 'glue', 'redshift', 'spark', 'redshift-load', 'star', 'dbt', 'migrations', 'docs'],
  star: { facts: { orders: { event: 'order_placed', keys: ['size'], measures: [] } }, dimensions: {}, dates: { from: '2024-01-01', to: '2025-01-01' } },
};
`,
  );
  await runCommand(generate, plain);
  git(plain, 'init', '-q', '-b', 'main');
  git(plain, 'add', '-A');
  git(plain, 'commit', '-q', '-m', 'Published');
  git(folder, 'clone', '-q', '-c', 'core.autocrlf=true', plain, clone);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inClone = (file: string) => readFileSync(path.join(clone, file), 'utf8');
const migration = 'generated/migrations/redshift/0001_order_placed_1_0.sql';

test('a clone with core.autocrlf=true is up to date, passes the check, and generate changes nothing', async () => {
  for (const file of ['schemas/order_placed/1.0.ts', 'registry/order_placed/1.0.json', migration])
    expect(inClone(file)).toContain('\r\n');
  expect(await runCommand(generate, clone, { options: { check: true, json: true } })).toMatchObject({
    code: 0,
    out: JSON.stringify({ ok: true, missing: [], stale: [], orphaned: [] }, null, 2),
  });
  expect((await runCommand(check, clone, { options: { all: true } })).code).toBe(0);
  const { out } = await runCommand(generate, clone, { options: { json: true } });
  expect(JSON.parse(out)).toMatchObject({ changed: [], removed: [], redefined: [] });
  expect(git(clone, 'status', '--porcelain')).toBe('');
});

test('its migrations have the checksums that warehouses have noted', async () => {
  const checksums = async (root: string) =>
    (await readMigrations(await findProject(root), 'redshift')).map(({ name, checksum, steps }) => [
      name,
      checksum,
      steps,
    ]);
  expect(await checksums(clone)).toEqual(await checksums(plain));
});

test('a byte order mark before every file changes nothing', async () => {
  const marked = path.join(folder, 'marked');
  cpSync(plain, marked, { recursive: true });
  for (const file of git(marked, 'ls-files')
    .trim()
    .split('\n')
    .filter((name) => name !== '.gitignore'))
    writeFileSync(path.join(marked, file), `\uFEFF${readFileSync(path.join(marked, file), 'utf8')}`);
  expect((await runCommand(generate, marked, { options: { check: true } })).out).toMatch(/up to date/);
  expect((await runCommand(check, marked)).code).toBe(0);
});

test('what differs is found in such a clone as anywhere', async () => {
  writeFileSync(path.join(clone, migration), inClone(migration).replace('VARCHAR', 'VARBYTE'));
  await expect(runCommand(generate, clone, { options: { check: true } })).rejects.toMatchObject({
    code: 'migration-edited',
    path: migration,
  });
  git(clone, 'checkout', '-q', '--', '.');
  const table = 'generated/docs/events.md';
  writeFileSync(path.join(clone, table), `${inClone(table)}more\r\n`);
  expect(await runCommand(generate, clone, { options: { check: true } })).toMatchObject({
    code: 4,
    out: expect.stringContaining(`✗ ${table} is out of date`),
  });
});

test('a version that loses its definition is told apart from what may go', async () => {
  git(clone, 'checkout', '-q', '--', '.');
  rmSync(path.join(clone, 'schemas/order_placed/1.0.ts'));
  rmSync(path.join(clone, 'sluice.config.ts'));
  const checked = await runCommand(generate, clone, { options: { check: true } });
  expect(checked.out).toContain('has no definition any more (schemas/order_placed/1.0.ts): restore that from git');
  const generated = await runCommand(generate, clone);
  expect(generated.err).toContain('git checkout HEAD -- schemas/order_placed/1.0.ts');
  expect(existsSync(path.join(clone, migration))).toBe(true);
});
