import type { JsonValue } from '@sluice/contract';
import type { AnySchema } from '../engine/types.js';
import { oracleOf } from './oracle.js';
import type { OracleOptions } from './oracle-options.js';
import { type PrunedSchema, prunedSchema } from './pruned-schema.js';

/**
 * Ajv's verdict on a few values that are much alike: it is given only what a schema says about those, since to compile
 * the whole of a large one takes longer than everything else. Undefined where validators differ.
 */
export function oracleOfValues(schema: AnySchema, options: OracleOptions): (value: JsonValue) => boolean | undefined {
  let asked: { readonly pruned: PrunedSchema; readonly oracle: ReturnType<typeof oracleOf> } | undefined;
  return (value) => {
    if (!asked?.pruned.speaksOf(value)) {
      const pruned = prunedSchema(schema, value);
      asked = { pruned, oracle: oracleOf(pruned.schema, options) ?? oracleOf(schema, options) };
    }
    return asked.oracle?.accepts(value);
  };
}
