import { readdirSync, readFileSync } from 'node:fs';
import type { JsonSchema } from '@sluice/contract';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { sampleSchema } from './sample-schema.js';

interface Group {
  readonly description: string;
  readonly schema: JsonSchema | boolean;
  readonly tests: readonly { readonly valid: boolean }[];
}

const suite = new URL('../../packages/compat/test/data/json-schema-test-suite/tests/draft7/', import.meta.url);
const groups = readdirSync(suite)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, suite), 'utf8')) as Group[])
  .filter(({ schema }) => !JSON.stringify(schema).includes('"$ref"'));

const oracle = new Ajv({ strict: false, validateSchema: false, validateFormats: false });

describe('a value for each schema of the JSON Schema Test Suite', () => {
  const satisfiable = groups.filter(({ tests }) => tests.some(({ valid }) => valid));
  it.each(satisfiable)('$description', ({ schema }) => {
    const value = sampleSchema(schema);
    expect(value).not.toBe(undefined);
    expect(oracle.validate(schema, value)).toBe(true);
  });
});

it.each([{ allOf: [{ type: 'string' }, { type: 'number' }] }, false, { enum: [1], minimum: 2 }])(
  'none for %j',
  (schema) => expect(sampleSchema(schema as JsonSchema)).toBe(undefined),
);
