import { wireSchema } from '@sluice/contract';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { testModel } from '../../packages/ddl/test/model.js';
import { testPlace } from '../../packages/ddl/test/place.js';
import { exampleEvent } from './example.js';
import { docsTarget } from './index.js';

const files = docsTarget.emit({ model: testModel, options: testPlace });

test.each(files)('$path is as written down', async ({ path, content }) => {
  await expect(content).toMatchFileSnapshot(new URL(`golden/${path}`, import.meta.url).pathname);
});

test('the same model gives the same files', () => {
  expect(docsTarget.emit({ model: testModel, options: testPlace })).toEqual(files);
});

const examples = testModel.events.flatMap(({ versions }) => versions);

test.each(examples)('the example of $event $version is valid', (version) => {
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
  const validate = ajv.compile(wireSchema(testModel, version));
  validate(exampleEvent(version, testModel.envelopes.at(-1)?.fields ?? []));
  expect(validate.errors).toBeNull();
});
