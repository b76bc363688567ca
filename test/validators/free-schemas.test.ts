import {
  defineEvent,
  type FreeSchema,
  isContractError,
  Json,
  type JsonObject,
  modelOf,
  publish,
} from '@sluice/contract';
import { FORMATS, type RuntimeVersion, type TableNode } from '@sluice/ingest/codegen1';
import { Ajv, type ErrorObject } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnySchema } from '../../packages/compat/src/engine/types.js';
import { oracleSchema } from '../../packages/compat/src/oracle/oracle-schema.js';
import { sample } from '../../packages/compat/test/fuzz/instances.js';
import { Random } from '../../packages/compat/test/fuzz/random.js';
import { realSchemas } from '../../packages/compat/test/fuzz/real-schemas.js';
import { fuzzDrafts, randomSchema } from '../../packages/compat/test/fuzz/schemas.js';
import { type Loaded, load } from './load.js';

const SCHEMAS = 2000;
const INSTANCES = 10;

type Schema = { [keyword: string]: unknown };

/** A draft-04 schema of the public registry as a definition takes it: without what names it, bounds as numbers. */
function modern(value: unknown, inNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => modern(item));
  if (typeof value !== 'object' || value === null) return value;
  const schema = value as Schema;
  const entries = Object.entries(schema).flatMap(([key, member]): [string, unknown][] => {
    if (!inNames && (key === '$schema' || key === 'self' || key === '$supersededBy' || key === '$supersedes'))
      return [];
    if (key === 'enum' || key === 'default' || key === 'examples') return [[key, member]];
    return [[key, modern(member, !inNames && (key === 'properties' || key === 'patternProperties'))]];
  });
  return Object.fromEntries(entries);
}

function definitionOf(name: string, schema: unknown) {
  const data = Json({ description: 'Whatever the schema says.', allOf: [schema as FreeSchema] });
  try {
    return defineEvent({ name, version: '1.0', owner: 'o', description: 'd', properties: { data } });
  } catch (error) {
    if (isContractError(error)) return error.message;
    throw error;
  }
}

function publicSchemas() {
  return realSchemas().map(({ file, schema }, i) => ({ label: file, event: `public_${i}x`, schema: modern(schema) }));
}

/** As many as are wanted without references, which no definition can have. */
function randomSchemas() {
  const draft = fuzzDrafts.find(({ name }) => name === '7') as (typeof fuzzDrafts)[number];
  const schemas: { label: string; event: string; schema: Schema }[] = [];
  for (let seed = 0; schemas.length < SCHEMAS; seed++) {
    const { $schema: _schema, ...schema } = randomSchema(new Random(seed), draft) as Schema;
    if (!/"(\$ref|definitions)":/.test(JSON.stringify(schema)))
      schemas.push({ label: `seed ${seed}`, event: `random_${seed}x`, schema });
  }
  return schemas;
}

/** Where Ajv finds an error; of a property that is missing or not allowed, the property's place. */
function placeOf({ instancePath, params }: ErrorObject): string {
  const property: string | undefined = params.missingProperty ?? params.additionalProperty;
  const step = property === undefined ? '' : `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return `/data${instancePath}${step}`;
}

const families = [
  { name: 'the public schemas', given: publicSchemas(), least: 330 },
  { name: 'random schemas', given: randomSchemas(), least: SCHEMAS },
];

describe.each(families)('$name', ({ given, least }) => {
  const all = given.map((one) => ({ ...one, definition: definitionOf(one.event, one.schema) }));
  const usable = all.filter(({ definition }) => typeof definition === 'object');
  const code = { optimize: false };
  const ajv = new Ajv({
    strict: false,
    code,
    ownProperties: true,
    validateSchema: false,
    formats: FORMATS,
    logger: false,
    allErrors: true,
  });
  let loaded: Loaded;
  beforeAll(async () => {
    const definitions = usable.flatMap(({ definition }) => (typeof definition === 'object' ? [definition] : []));
    loaded = await load(modelOf(publish(definitions)));
  });

  it('can be used in a definition, but for references', () => {
    const refused = all.flatMap(({ label, definition }) =>
      typeof definition === 'string' ? [[label, definition]] : [],
    );
    expect(refused.filter(([, message]) => !/refers out of the field/.test(message as string))).toEqual([]);
    expect(usable.length).toBeGreaterThanOrEqual(least);
  });

  it('get the verdict that Ajv gives, and an explanation for every refusal', () => {
    const met = { valid: 0, invalid: 0 };
    for (const [i, { label, event, schema }] of usable.entries()) {
      const oracle = ajv.compile(oracleSchema(schema as AnySchema, 'draft-07'));
      const version = loaded.contract.events[event]?.versions[0] as RuntimeVersion;
      const random = new Random(i);
      for (let n = 0; n < INSTANCES; n++) {
        const body: JsonObject = { data: sample(schema as never, random) };
        const wanted = oracle(body.data);
        const errors = loaded.explain(version.schema as TableNode, body);
        const places = new Set((oracle.errors ?? []).map(placeOf));
        const placed = errors.every(({ path }) => places.has(path));
        if (version.check(body) !== wanted || (errors.length === 0) !== wanted || !placed)
          expect.fail(`${label}: Ajv says ${wanted} ${JSON.stringify({ schema, body, errors })}`);
        met[wanted ? 'valid' : 'invalid']++;
      }
    }
    expect(Math.min(met.valid, met.invalid)).toBeGreaterThan((usable.length * INSTANCES) / 10);
  });
});
