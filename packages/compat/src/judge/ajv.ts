import type { JsonSchema } from '@sluice/contract';
import type { Ajv, ValidateFunction } from 'ajv';
import { uuidFormat } from '../engine/format-holds.js';
import { ajvOf, formatsPlugin } from './ajv-of.js';

/** Ajv as the independent judge of our own definitions: draft-07, patterns by code point, formats asserted. */
function createAjv(allErrors: boolean): Ajv {
  const ajv = ajvOf('draft-07', { unicodeRegExp: true, addUsedSchema: false, allErrors });
  formatsPlugin()(ajv);
  ajv.addFormat('uuid', uuidFormat);
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
