import type { JsonSchema } from '@sluice/contract';
import type { ErrorObject } from 'ajv';
import { compile } from './ajv.js';

/** Whether an instance is valid. */
export type Judge = (instance: unknown) => boolean;

/** One reason why an instance is not valid: the keyword, and the keys that lead from the root to the offending value. */
export interface Reason {
  readonly keyword: string;
  /** For a missing or a superfluous property the path ends with its name, although it (or its place) is not there. */
  readonly path: readonly string[];
  readonly message: string;
}

/** An Ajv judge of this schema. Throws an Error where the schema itself is malformed. */
export function compileJudge(schema: JsonSchema): Judge {
  const validate = compile(schema, false);
  return (instance) => validate(instance) === true;
}

/** Like {@link compileJudge}, but says everything that is wrong with an instance; nothing for a valid one. */
export function compileExplainer(schema: JsonSchema): (instance: unknown) => Reason[] {
  const validate = compile(schema, true);
  return (instance) => (validate(instance) === true ? [] : (validate.errors ?? []).map(reasonOf));
}

function reasonOf({ instancePath, keyword, params, message }: ErrorObject): Reason {
  const { missingProperty, additionalProperty } = params as { [name: string]: string | undefined };
  const tail = missingProperty ?? additionalProperty;
  const path = [...stepsOf(instancePath), ...(tail === undefined ? [] : [tail])];
  return { keyword, path, message: message ?? keyword };
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
