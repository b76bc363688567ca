import { compareTwoVersions } from '@sluice/compat';
import { defineEvent, Int32, modelOf, publish, Type } from '@sluice/contract';
import { everyDialect } from '@sluice/ddl';
import { expect, test } from 'vitest';
import { resolveConfig } from '../config.js';
import { projectDialects } from './project-dialects.js';
import { warehouseEffects } from './warehouse-effects.js';
import { warehouseSurfaces } from './warehouse-surfaces.js';

const description = 'Said.';
const level = { '1.0': Int32({ description }), '1.1': Type.Integer({ description }) };

/** `rank`, and `place.rank`, from 32 to 64 bits. */
const model = modelOf(
  publish(
    (['1.0', '1.1'] as const).map((version) =>
      defineEvent({
        name: 'score',
        version,
        owner: 'games',
        description,
        properties: { rank: level[version], place: Type.Object({ rank: level[version] }, { description }) },
      }),
    ),
  ),
);
const [family] = model.events as [(typeof model.events)[number]];
const [from, to] = family.versions as [(typeof family.versions)[number], (typeof family.versions)[number]];

const athenaOnly = { targets: ['sdk', 'athena'] };
const cases = [
  { name: 'structs whole', config: {}, refused: ['rank: redshift'] },
  {
    name: 'structs taken apart',
    config: { redshiftStructs: 'columns' as const },
    refused: ['rank: redshift', 'place.rank: redshift'],
  },
  { name: 'a project without Redshift', config: athenaOnly, refused: [] },
];

test.each(cases)('$name', ({ config: given, refused }) => {
  const config = resolveConfig(given);
  const surfaces = warehouseSurfaces(projectDialects(config), model, config);
  const { findings } = compareTwoVersions(model, from, to, { surfaces, now: '2026-11-21' });
  const found = findings
    .filter(({ surface, severity }) => severity === 'error' && surface === 'redshift')
    .map(({ path, surface }) => `${path}: ${surface}`);
  expect(found.sort()).toEqual([...refused].sort());
});

test('the warehouses that are told about are those that the project generates', () => {
  const told = (given: Parameters<typeof resolveConfig>[0]) =>
    warehouseEffects({ family, to: from }, model, resolveConfig(given)).map(({ dialect }) => dialect);
  const byDefault = everyDialect.filter(({ checked, reportsEffects }) => checked !== 'when-chosen' && reportsEffects);
  expect(told({})).toEqual(byDefault.map(({ id }) => id));
  expect(told({})).toEqual(expect.arrayContaining(['athena', 'redshift']));
  expect(told({})).not.toContain('duckdb');
  expect(told(athenaOnly)).toEqual(['athena']);
  expect(told({ targets: ['redshift', 'spark'] })).toEqual(['redshift', 'spark']);
});
