import type { JsonValue } from '@sluice/contract';
import type { AnySchema } from '../engine/types.js';
import { judgeOf } from './judge.js';
import type { JudgeOptions } from './judge-options.js';
import { type PrunedSchema, prunedSchema } from './pruned-schema.js';

/**
 * Ajv's verdict on a few values that are much alike: it is given only what a schema says about those, since to compile
 * the whole of a large one takes longer than everything else. Undefined where validators differ.
 */
export function judgeOfValues(schema: AnySchema, options: JudgeOptions): (value: JsonValue) => boolean | undefined {
  let asked: { readonly pruned: PrunedSchema; readonly judge: ReturnType<typeof judgeOf> } | undefined;
  return (value) => {
    if (!asked?.pruned.speaksOf(value)) {
      const pruned = prunedSchema(schema, value);
      asked = { pruned, judge: judgeOf(pruned.schema, options) ?? judgeOf(schema, options) };
    }
    return asked.judge?.accepts(value);
  };
}
