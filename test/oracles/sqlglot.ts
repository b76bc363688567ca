import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { everyDialect } from '@sluice/ddl';
import { driftModel } from '../../packages/ddl/test/drift-model.js';
import { testModel } from '../../packages/ddl/test/model.js';
import { badStatements, spoilt } from './bad-statements.js';
import { repository, shopModel, shopScripts } from './shop-model.js';
import { contractStatements, publicMigrations, publicTables, snowplowStatements } from './statements.js';

/** Bad statements that sqlglot has to see, by dialect and name: one that it lets through means that it went blind. */
const seen: readonly string[] = [
  'athena: a dash in a name',
  'athena: a comment that ends early',
  'athena: no location',
  'view: a COALESCE without its end',
  'view: a cast without a type',
  'view: two times WHERE',
  'view: two times ALL',
  'view: no condition',
  'spark: a struct without its end',
  'spark: a format without its word',
  'redshift: backticks',
  'duckdb: a quote too few',
];

const parsed = new Set(everyDialect.filter(({ writes }) => writes === 'sql').map(({ id }) => id));

type Asked = { readonly dialect: string; readonly name: string; readonly sql: string };

function ask(statements: readonly Asked[]): (string | null)[] {
  const lines = statements.map(({ dialect, sql }) => JSON.stringify({ dialect, sql }));
  const { status, stdout, stderr, error } = spawnSync(
    process.argv[2] ?? 'python3',
    [path.join(repository, 'scripts', 'oracles', 'oracle.py')],
    { input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`sqlglot ended with ${status}: ${error?.message ?? stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string | null);
}

const good: Asked[] = [
  ...shopScripts(),
  ...[shopModel(), testModel, driftModel].flatMap(contractStatements),
  ...publicTables(),
  ...publicMigrations(),
  ...snowplowStatements(),
].filter(({ dialect }) => parsed.has(dialect));
const bad: Asked[] = badStatements
  .map(spoilt)
  .map((one, at) => ({ ...one, name: `${badStatements[at]?.of}: ${one.name}` }))
  .filter(({ dialect }) => parsed.has(dialect));

const answers = ask([...good, ...bad]);
const rejected = good.flatMap(({ name }, at) => (answers[at] === null ? [] : [`${name}: ${answers[at]}`]));
const spotted = bad.filter((_, at) => answers[good.length + at] !== null).map(({ name }) => name);
const missed = seen.filter((name) => !spotted.includes(name));

for (const line of rejected.slice(0, 20)) console.error(`✗ sqlglot rejects ${line}`);
for (const name of missed) console.error(`✗ sqlglot no longer rejects the bad statement "${name}"`);
console.log(
  `${good.length - rejected.length} of ${good.length} statements accepted, ${spotted.length} of ${bad.length} bad ones rejected.`,
);
if (process.argv.includes('--list')) console.log(spotted.map((name) => `  ${JSON.stringify(name)},`).join('\n'));
process.exitCode = rejected.length + missed.length > 0 ? 1 : 0;
