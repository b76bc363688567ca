import type { JsonSchema } from '@sluice/contract';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { validateSluice } from './sluice-keyword.js';

/** RFC 9562 text only: a column of 36 characters has no room for the `urn:uuid:` that Ajv's own format lets through. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Ajv as the independent judge: draft-07, only own properties count (else `{}` has a `constructor`), patterns by code
 * point, formats asserted, unknown keywords ignored as the specification asks. Its code is not optimised: a judge is
 * asked a few times, and compiling it takes longer than all its answers.
 */
function createAjv(allErrors: boolean): Ajv {
  const ajv = new Ajv({
    strict: false,
    ownProperties: true,
    unicodeRegExp: true,
    addUsedSchema: false,
    allErrors,
    logger: false,
    code: { optimize: false },
  });
  addFormats.default(ajv);
  ajv.addFormat('uuid', uuid);
  ajv.addKeyword({ keyword: 'x-sluice', schemaType: 'object', validate: validateSluice });
  return ajv;
}

const instances: { quick?: Ajv; thorough?: Ajv } = {};

/** Compiles a schema with one of two shared Ajv instances, which keep nothing of it. Throws for a schema that is none. */
export function compile(schema: JsonSchema, allErrors: boolean): ValidateFunction {
  const which = allErrors ? 'thorough' : 'quick';
  instances[which] ??= createAjv(allErrors);
  const validate = instances[which].compile(schema);
  instances[which].removeSchema(schema);
  return validate;
}
