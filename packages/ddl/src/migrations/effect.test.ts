import { type ContractModel, type EventFamily, modelOf } from '@sluice/contract';
import { expect, test } from 'vitest';
import { testConfig } from '../../test/config.js';
import { shopModel } from '../../test/shop-model.js';
import type { Dialect } from '../dialect.js';
import { athena } from '../dialects/athena/index.js';
import { redshift } from '../dialects/redshift/index.js';
import { spark } from '../dialects/spark/index.js';
import { stepEffect, type VersionStep } from './effect.js';
import { type MigrationFile, parseMigration } from './file.js';
import { migrationFiles } from './plan.js';

const family = (name: string) => shopModel.events.find((event) => event.name === name) as EventFamily;

function step(name: string): VersionStep {
  const { versions } = family(name);
  const [from, to] = [versions.at(-2), versions.at(-1) as VersionStep['to']];
  return { family: family(name), to, ...(from && { from }) };
}

const firstLines = (statements: readonly string[]) => statements.map((sql) => sql.split('\n', 1)[0]);

test.each([redshift, athena])('$id: the same as the migration of the step says', (dialect: Dialect) => {
  const request = {
    model: shopModel,
    dialect,
    config: testConfig,
    existing: [],
    folder: 'm',
    isPublished: () => false,
  };
  const files = migrationFiles(request);
  for (const name of ['banner_1_1', 'login_1_0', 'checkout_completed_1_0']) {
    const file = files.find((one) => one.name.endsWith(`_${name}.sql`)) as MigrationFile;
    const event = name.replace(/_\d_\d$/, '');
    expect(stepEffect(shopModel, step(event), dialect, testConfig)).toEqual({
      statements: parseMigration(file).steps.map(({ sql }) => sql),
      refused: [],
    });
  }
});

test('views of newer names read an older name, too', () => {
  const { statements } = stepEffect(shopModel, step('purchase'), spark, testConfig);
  expect(firstLines(statements).filter((line) => line?.includes('VIEW'))).toEqual([
    'CREATE OR REPLACE VIEW shop.checkout_completed AS',
    'CREATE OR REPLACE VIEW shop.checkout_completed_exact AS',
    'CREATE OR REPLACE VIEW shop.checkout_completed_masked AS',
    'CREATE OR REPLACE VIEW shop.purchase AS',
    'CREATE OR REPLACE VIEW shop.purchase_exact AS',
    'CREATE OR REPLACE VIEW shop.purchase_masked AS',
  ]);
});

/** The banner's 1.1 with one field's width changed. */
function withWidth(maxLength: number, newer: number): ContractModel {
  const documents = family('pageview').versions.map(({ document }) => document);
  const sized = (version: string, length: number) => {
    const text = JSON.stringify(documents[0]).replaceAll('"maxLength":4096', `"maxLength":${length}`);
    return JSON.parse(text.replace('"version":"1.0"', `"version":"${version}"`)) as (typeof documents)[number];
  };
  return modelOf([...shopModel.envelopes.map((one) => one.document), sized('1.0', maxLength), sized('1.1', newer)]);
}

test('longer text comes first, as it runs outside a transaction; shorter text is nothing to do', () => {
  for (const [older, newer, want] of [
    [10, 20, ['ALTER TABLE analytics.pageview_v1 ALTER COLUMN page TYPE VARCHAR(80)']],
    [20, 10, []],
  ] as const) {
    const model = withWidth(older, newer);
    const [event] = model.events as [EventFamily];
    const [from, to] = event.versions as [VersionStep['to'], VersionStep['to']];
    const { statements, refused } = stepEffect(model, { family: event, from, to }, redshift, testConfig);
    expect([firstLines(statements).filter((line) => line?.includes(' page ')), refused]).toEqual([want, []]);
  }
});
