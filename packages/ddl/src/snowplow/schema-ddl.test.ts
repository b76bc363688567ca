import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { selfOf } from '../json-schema/plain-table.js';
import { snowplowColumns } from './columns.js';
import { migrationSql, snowplowMigration } from './migrate.js';
import { createTableSql, type SnowplowTable, schemaUri, snowplowTableName } from './table.js';

/** What schema-ddl 0.27.0 itself wrote: a table, a migration, or why it makes a recovery table. */
interface Golden {
  readonly name: string;
  readonly schemas: readonly unknown[];
  readonly want: string | readonly string[];
}

const golden = JSON.parse(readFileSync(new URL('golden/schema-ddl.json', import.meta.url), 'utf8')) as Golden[];

function tableOf(schema: unknown, addition: number): SnowplowTable {
  const self = selfOf(schema);
  return {
    schema: 'atomic',
    name: self ? snowplowTableName(self) : 'com_acme_example_1',
    columns: snowplowColumns(schema).columns,
    uri: self ? schemaUri(self) : `iglu:com.acme/example/jsonschema/1-0-${addition}`,
  };
}

function written(schemas: readonly unknown[]): string | readonly string[] {
  const [before, after] = schemas.map(tableOf);
  if (!before || !after) return before ? createTableSql(before) : '';
  const migration = snowplowMigration(before, after);
  return migration.breaking.length > 0 ? migration.breaking : migrationSql(migration, before);
}

/** Blanks aside, and the types in a reason, which schema-ddl names by its classes. */
function comparable(answer: string | readonly string[]): unknown {
  if (typeof answer !== 'string') return answer.map((reason) => reason.replace(/ old .*/, '')).sort();
  return answer
    .replace(/DECIMAL \((\d+), (\d+)\)/g, 'DECIMAL($1,$2)')
    .replace(/ +/g, ' ')
    .trim();
}

test.each(golden)('as schema-ddl writes it: $name', ({ schemas, want }) => {
  expect(comparable(written(schemas))).toEqual(comparable(want));
});

test('there are tables, migrations and breaks', () => {
  const kinds = golden.map(({ schemas, want }) => (typeof want !== 'string' ? 'break' : String(schemas.length)));
  expect(new Set(kinds)).toEqual(new Set(['1', '2', 'break']));
});
