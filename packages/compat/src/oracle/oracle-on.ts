import type { JsonValue } from '@sluice/contract';
import type { AnySchema as AjvSchema, ErrorObject, ValidateFunction } from 'ajv';
import type { AnySchema } from '../engine/types.js';
import { type AjvEngine, interpretations } from './ajv-engine.js';
import { type Reason, reasonsOf } from './reason.js';

/** An independent validator of one schema. */
export interface Oracle {
  /** Whether a value is valid; undefined where validators differ. */
  accepts(value: JsonValue): boolean | undefined;
  /** What is wrong with a value; nothing for one that is not certainly invalid. */
  reasons(value: JsonValue): readonly Reason[];
}

/** An oracle of one schema; `told` may say in other words what Ajv found. Throws for what Ajv cannot compile. */
export function oracleOn(engine: AjvEngine, schema: AnySchema, told = (error: ErrorObject) => error): Oracle {
  const validate = compiled(engine, schema);
  const accepts = (value: JsonValue) => answerOn(engine, validate, value);
  return {
    accepts,
    reasons: (value) =>
      accepts(value) === false && validate(value) !== true ? reasonsOf((validate.errors ?? []).map(told)) : [],
  };
}

/** Asked again with every other reading where the first met something that validators differ on. */
function answerOn(engine: AjvEngine, validate: ValidateFunction, value: JsonValue): boolean | undefined {
  engine.doubted = false;
  const verdict = attempt(() => validate(value) === true);
  if (!engine.doubted) return verdict;
  const others = interpretations.map((interpretation) => {
    engine.interpretation = interpretation;
    return attempt(() => validate(value) === true);
  });
  engine.interpretation = interpretations[0];
  return others.every((other) => other === verdict) ? verdict : undefined;
}

function compiled({ ajv }: AjvEngine, schema: AnySchema): ValidateFunction {
  try {
    return ajv.compile(schema as AjvSchema);
  } finally {
    ajv.removeSchema();
  }
}

/** Ajv follows a reference that leads to itself, and some dynamic ones, until the stack is full. */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
