import { readFileSync } from 'node:fs';
import { dbtAdapters } from '@sluice/ddl';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { testConfig } from '../../packages/ddl/test/config.js';
import { driftModel } from '../../packages/ddl/test/drift-model.js';
import { testModel } from '../../packages/ddl/test/model.js';
import { shopModel } from '../../packages/ddl/test/shop-model.js';
import { documents } from './emit.js';
import { dbtTarget } from './index.js';
import { yaml } from './yaml.js';

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../test/data/dbt/${name}-latest.json`, import.meta.url), 'utf8')) as object;
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const oracles = { project: ajv.compile(schemaOf('dbt_project')), models: ajv.compile(schemaOf('dbt_yml_files')) };

const models = { shop: shopModel, test: testModel, drift: driftModel };
const all = Object.entries(models).flatMap(([name, model]) =>
  dbtAdapters.flatMap((adapter) =>
    documents({ model, options: { ...testConfig, dbt: { adapter } } }).map((one) => ({ name, adapter, ...one })),
  ),
);

test.each(all)('$adapter, $name: $path is what dbt publishes as its schema', ({ path, document }) => {
  const oracle = path.endsWith('dbt_project.yml') ? oracles.project : oracles.models;
  oracle(document);
  expect(oracle.errors ?? []).toEqual([]);
});

describe('the schemas still see what is wrong', () => {
  const model = { version: 2, models: [{ name: 'stg_x', columns: [{ name: 'a', data_type: 'INTEGER' }] }] };
  const wrong = [
    { name: 'a model without a name', given: { ...model, models: [{ columns: [] }] } },
    {
      name: 'a column with an unknown key',
      given: { ...model, models: [{ name: 'x', columns: [{ name: 'a', type: 'b' }] }] },
    },
    { name: 'values that are no texts', given: { ...model, models: [{ name: 'x', columns: [{ name: 1 }] }] } },
  ];
  test('and take what is right', () => expect(oracles.models(model)).toBe(true));
  test.each(wrong)('$name', ({ given }) => expect(oracles.models(given)).toBe(false));
});

const files = dbtTarget.emit({ model: testModel, options: testConfig });

test.each(files.filter(({ path }) => /banner|sources|project/.test(path)))('$path is as written down', async (file) => {
  await expect(file.content).toMatchFileSnapshot(new URL(`golden/${file.path}`, import.meta.url).pathname);
});

test('an event has a contract, tests, an owner and how personal each column is', () => {
  const document = documents({ model: testModel, options: testConfig }).find(({ path }) =>
    path.endsWith('stg_banner.yml'),
  );
  const [model] = (document?.document.models ?? []) as { [key: string]: unknown }[];
  const columns = model?.columns as { name: string; data_tests?: unknown; meta: { sensitivity: string } }[];
  const testsOf = (name: string) => columns.find((column) => column.name === name)?.data_tests;
  expect(model).toMatchObject({
    config: { contract: { enforced: true } },
    meta: { owner: 'marketing', event: 'banner' },
  });
  expect(testsOf('event_id')).toEqual(['not_null', 'unique']);
  expect(testsOf('action')).toEqual([{ accepted_values: { arguments: { values: ['click', 'view', 'close'] } } }]);
  expect(columns.find(({ name }) => name === '_extra')?.meta).toEqual({ sensitivity: 'personal' });
});

test('YAML in blocks, with every text in quotes', () => {
  const value = { a: 'no: "yes"', list: [{ b: 1, c: ['2026-11-20', true] }, 'x'], none: {}, deep: { d: null } };
  expect(yaml(value)).toEqual([
    'a: "no: \\"yes\\""',
    'list:',
    '  - b: 1',
    '    c:',
    '      - "2026-11-20"',
    '      - true',
    '  - "x"',
    'none: {}',
    'deep:',
    '  d: null',
  ]);
});
