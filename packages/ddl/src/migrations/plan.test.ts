import { type ContractModel, defineEnvelope, defineEvent, modelOf, publish, Type, Uuid } from '@sluice/contract';
import { describe, expect, test } from 'vitest';
import { changeCases } from '../../test/changes.js';
import { testConfig } from '../../test/config.js';
import { athena } from '../dialects/athena/index.js';
import { redshift } from '../dialects/redshift/index.js';
import { checksumFile } from './checksums.js';
import { type MigrationFile, parseMigration, renderMigration } from './file.js';
import { migrationFiles } from './plan.js';

const description = 'Said.';
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength, description }));

/** Events by version, each with texts of a length. */
function contract(events: { readonly [version: string]: { readonly [field: string]: number } }): ContractModel {
  const properties = { eventId: Type.Optional(Uuid({ description })) };
  return modelOf(
    publish([
      defineEnvelope({ version: '1.0', owner: 'o', description, properties }),
      ...Object.entries(events).map(([key, fields]) => {
        const [name = '', version = ''] = key.split(' ');
        const own = Object.entries(fields).map(([field, length]) => [field, text(length)]);
        return defineEvent({ name, version, owner: 'o', description, properties: Object.fromEntries(own) });
      }),
    ]),
  );
}

const one = { 'cart 1.0': { note: 10 }, 'view 1.0': { page: 10 } };
const two = { ...one, 'cart 1.1': { note: 20, brand: 5 } };

function files(model: ContractModel, existing: readonly MigrationFile[] = [], published: readonly string[] = []) {
  const isPublished = (name: string) => published.includes(name);
  return migrationFiles({ model, dialect: redshift, config: testConfig, existing, folder: 'm', isPublished });
}

const names = (all: readonly MigrationFile[]) => all.map(({ name }) => name);
const withText = (all: readonly MigrationFile[], name: string, change: (content: string) => string) =>
  all.map((file) => (file.name === name ? { name, content: change(file.content) } : file));

describe('what is written', () => {
  test('one file per version, and the checksums', () => {
    expect(names(files(contract(two)))).toEqual([
      '0001_cart_1_0.sql',
      '0002_cart_1_1.sql',
      '0003_view_1_0.sql',
      checksumFile,
    ]);
  });

  test('what is there stays as it is, and new versions come behind it', () => {
    const before = files(contract(one));
    const after = files(contract(two), before);
    expect(names(after)).toEqual(['0001_cart_1_0.sql', '0002_view_1_0.sql', '0003_cart_1_1.sql', checksumFile]);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after[3]?.content.startsWith(before[2]?.content ?? '-')).toBe(true);
    expect(files(contract(two), after)).toEqual(after);
  });

  test('text that grows runs first and outside a transaction, columns one by one, then the views', () => {
    const last = files(contract(two), files(contract(one))).find(({ name }) => name === '0003_cart_1_1.sql');
    const steps = parseMigration(last as MigrationFile).steps;
    expect(steps.map(({ sql, transactional }) => [sql.split('\n')[0], transactional])).toEqual([
      ['ALTER TABLE analytics.cart_v1 ALTER COLUMN note TYPE VARCHAR(80)', false],
      ['ALTER TABLE analytics.cart_v1 ADD COLUMN brand VARCHAR(20) ENCODE zstd', true],
      ["COMMENT ON COLUMN analytics.cart_v1.brand IS 'Said.'", true],
      ...steps.slice(3).map(({ sql }) => [sql.split('\n')[0], true]),
    ]);
    expect(steps[3]?.sql).toContain('CREATE OR REPLACE VIEW analytics.cart AS');
    expect(steps[0]?.doneWhen).toBe(
      "SELECT 1 AS done FROM information_schema.columns WHERE table_schema = 'analytics' AND table_name = 'cart_v1' AND column_name = 'note' AND character_maximum_length >= 80",
    );
  });

  test('a version that changes no table is named by the next file', () => {
    const silent = { ...one, 'cart 1.1': { note: 10 }, 'cart 1.2': { note: 10, brand: 5 } };
    const made = files(contract(silent), files(contract(one)));
    expect(names(made)).toEqual(['0001_cart_1_0.sql', '0002_view_1_0.sql', '0003_cart_1_2.sql', checksumFile]);
    const brings = parseMigration(made[2] as MigrationFile).brings.map(({ event, version }) => `${event} ${version}`);
    expect(brings).toEqual(['cart 1.1', 'cart 1.2']);
  });
});

describe('drafts', () => {
  const before = files(contract(two), files(contract(one)));
  const edited = contract({ ...one, 'cart 1.1': { note: 20, brand: 7 } });

  test('a draft that was edited since is made anew under its number', () => {
    const after = files(edited, before);
    expect(names(after)).toEqual(names(before));
    expect(after[2]?.content).toContain('brand VARCHAR(28)');
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  });

  test('a draft that was given up goes', () => {
    expect(names(files(contract(one), before))).toEqual(['0001_cart_1_0.sql', '0002_view_1_0.sql', checksumFile]);
  });

  test('a published migration stays, whatever becomes of its version', () => {
    expect(files(edited, before, names(before))).toEqual(before);
    expect(files(contract(one), before, names(before))).toEqual(before);
  });
});

describe('what is refused', () => {
  const before = files(contract(two), files(contract(one)));
  const sum = before.at(-1) as MigrationFile;
  const branch = files(contract({ ...one, 'view 1.1': { page: 30 } }), files(contract(one)));
  const cases = [
    {
      name: 'a file that was edited',
      given: withText(before, '0002_view_1_0.sql', (content) => content.replace('VARCHAR(40)', 'VARCHAR(41)')),
      want: { code: 'migration-edited', path: 'm/0002_view_1_0.sql' },
    },
    {
      name: 'a file that is gone',
      given: before.filter(({ name }) => name !== '0001_cart_1_0.sql'),
      want: { code: 'migration-missing', path: 'm/0001_cart_1_0.sql' },
    },
    {
      name: 'a file that was added by hand',
      given: [...before, { name: '0004_mine.sql', content: 'SELECT 1;\n' }],
      want: { code: 'migration-unknown', path: 'm/0004_mine.sql' },
    },
    {
      name: 'lines that changed places',
      given: withText(before, checksumFile, (content) => content.split('\n').reverse().join('\n')),
      want: { code: 'migration-number-taken', path: 'm/0002_view_1_0.sql' },
    },
    {
      name: 'checksums with a merge conflict',
      given: withText(before, checksumFile, (content) => `<<<<<<< HEAD\n${content}=======\n>>>>>>> branch\n`),
      want: { code: 'migration-conflict', path: `m/${checksumFile}` },
    },
    {
      name: 'the migrations of two branches, with the lines of both kept',
      given: [
        ...before.slice(0, 3),
        branch[2] as MigrationFile,
        { name: checksumFile, content: `${sum.content}${branch.at(-1)?.content.split('\n').at(-2)}\n` },
      ],
      want: { code: 'migration-number-taken', path: 'm/0003_view_1_1.sql' },
    },
    {
      name: 'the migrations of two branches, with the lines of one kept',
      given: [...before, branch[2] as MigrationFile],
      want: { code: 'migration-unknown', path: 'm/0003_view_1_1.sql' },
    },
  ];

  test.each(cases)('$name', ({ given, want }) => {
    expect(() => files(contract(two), given)).toThrow(expect.objectContaining(want));
  });

  test('the way out of two branches: the second one gets the next number', () => {
    const both = { ...two, 'view 1.1': { page: 30 } };
    expect(names(files(contract(both), before))).toEqual([...names(before).slice(0, 3), '0004_view_1_1.sql', sum.name]);
  });
});

test('a change that no warehouse makes in place stands there with its reason and the way round', () => {
  const brings = [{ event: 'banner', version: '1.1', digest: '0123456789abcdef' }];
  const { changes } = changeCases.find(({ name }) => name === 'decimal widens') ?? { changes: [] };
  for (const dialect of [redshift, athena]) {
    const answers = changes.map((change) => ({ change, evolution: dialect.evolve(change, testConfig) }));
    const { refused, steps } = parseMigration(renderMigration(7, brings, dialect.id, answers));
    const [evolution] = answers.map((answer) => answer.evolution);
    expect(steps).toEqual([]);
    expect(refused).toEqual([
      evolution?.kind === 'refused' ? `${evolution.reason} ${evolution.wayRound}` : 'no refusal',
    ]);
  }
});

test('statements are read back as they were written, whatever stands in them', () => {
  const sql = "COMMENT ON COLUMN a.b IS 'one; -- Step 9, it''s \\\\ two'";
  const [brought] = [{ event: 'cart', version: '1.10', digest: '0123456789abcdef' }];
  const change = { view: 'x', statements: [{ sql, transactional: true }] };
  const file = renderMigration(12, brought ? [brought] : [], 'redshift', [change, change]);
  expect(file.name).toBe('0012_cart_1_10.sql');
  expect(parseMigration(file)).toMatchObject({ number: 12, brings: [brought], refused: [] });
  expect(parseMigration(file).steps.map((step) => step.sql)).toEqual([sql, sql]);
});
