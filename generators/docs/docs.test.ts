import {
  type ContractModel,
  Decimal,
  defineEvent,
  Enum,
  type EventVersion,
  Int32,
  Json,
  modelOf,
  publish,
  Timestamp,
  Type,
  Uuid,
  wireSchema,
} from '@sluice/contract';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { testConfig } from '../../packages/ddl/test/config.js';
import { testModel } from '../../packages/ddl/test/model.js';
import { exampleEvent } from './example.js';
import { docsTarget } from './index.js';

const files = docsTarget.emit({ model: testModel, options: testConfig });

test.each(files)('$path is as written down', async ({ path, content }) => {
  await expect(content).toMatchFileSnapshot(new URL(`golden/${path}`, import.meta.url).pathname);
});

test('the same model gives the same files', () => {
  expect(docsTarget.emit({ model: testModel, options: testConfig })).toEqual(files);
});

const examples = testModel.events.flatMap(({ versions }) => versions);

test.each(examples)('the example of $event $version is valid', (version) => {
  expect(errorsOf(testModel, version)).toBeNull();
});

function errorsOf(model: ContractModel, version: EventVersion): unknown {
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
  const validate = ajv.compile(wireSchema(model, version));
  validate(exampleEvent(version, model.envelopes.at(-1)?.fields ?? []));
  return validate.errors ?? null;
}

const about = { description: 'x' };
const bounded = {
  open: Type.Number({ ...about, exclusiveMinimum: 0, exclusiveMaximum: 0.25 }),
  below: Type.Number({ ...about, exclusiveMaximum: -7 }),
  above: Type.Number({ ...about, exclusiveMinimum: 7 }),
  fives: Type.Integer({ ...about, exclusiveMinimum: 5, multipleOf: 5 }),
  tens: Type.Integer({ ...about, maximum: -1, multipleOf: 10 }),
  small: Int32({ ...about, maximum: 0 }),
  code: Type.String({ ...about, pattern: '^[A-Z]{3}-\\d{4}$' }),
  name: Type.String({ ...about, minLength: 6 }),
  letter: Type.String({ ...about, maxLength: 1 }),
  cents: Decimal(2, 2, about),
  exact: Decimal(38, 20, about),
  none: Type.Array(Type.String(about), { ...about, maxItems: 0 }),
  some: Type.Array(Type.String({ ...about, maxLength: 5 }), { ...about, minItems: 12, uniqueItems: true }),
  flags: Type.Array(Type.Boolean(about), { ...about, minItems: 2, uniqueItems: true }),
  kinds: Type.Array(Enum(['a', 'b'], about), { ...about, minItems: 2, uniqueItems: true }),
  rows: Type.Array(Type.Object({ id: Uuid(about), at: Timestamp(about) }, about), {
    ...about,
    minItems: 2,
    uniqueItems: true,
  }),
  shops: Type.Unsafe<object>({ ...Type.Record(Type.String(), Type.Integer(about), about), minProperties: 2 }),
  free: Json(about),
  form: Json({
    ...about,
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'integer', minimum: 3 }, b: { oneOf: [{ type: 'string' }, { type: 'null' }] } },
  }),
};

test('the example of an event with bounds of every kind is valid', () => {
  const base = { version: '1.0', owner: 'o', description: 'd' };
  const model = modelOf(publish([defineEvent({ ...base, name: 'bounded', properties: bounded })]));
  const [version] = model.events.flatMap(({ versions }) => versions);
  expect(errorsOf(model, version as EventVersion)).toBeNull();
});

test.each([
  ['capture', 'kept in the column `_extra`'],
  ['strip', 'left out of the row'],
  ['reject', 'the event is refused'],
] as const)('a page says what becomes of undeclared fields: %s', (unknownProperties, want) => {
  const base = { version: '1.0', owner: 'o', description: 'd', properties: {} };
  const model = modelOf(publish([defineEvent({ ...base, name: 'one', unknownProperties })]));
  const page = docsTarget.emit({ model, options: testConfig }).find(({ path }) => path.endsWith('/one.md'));
  expect(page?.content).toContain(`| Undeclared fields | ${want} |`);
});
