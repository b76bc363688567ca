import { type Schema, type SchemaDraft, Validator } from '@cfworker/json-schema';
import type { JsonValue } from '@sluice/contract';
import type { AnySchema } from '../../src/engine/types.js';
import { oracleDraft, oracleSchema } from '../../src/oracle/oracle-schema.js';
import { isObject } from './places.js';

/** Whether a value is valid; undefined where it cannot be said. */
export type Accepts = (value: JsonValue) => boolean | undefined;

const drafts = {
  'draft-04': '4',
  'draft-06': '7',
  'draft-07': '7',
  '2019-09': '2019-09',
  '2020-12': '2020-12',
  undeclared: '2020-12',
} as const satisfies { readonly [draft: string]: SchemaDraft };

/** A validator that shares no code with Ajv and asserts no format; undefined for what it cannot read. */
export function secondOracle(schema: AnySchema): Accepts | undefined {
  const draft = oracleDraft(schema);
  if (!draft) return undefined;
  const validator = new Validator(withoutFormats(oracleSchema(schema, draft)) as Schema, drafts[draft]);
  return (value: JsonValue) => {
    try {
      return validator.validate(value).valid;
    } catch {
      return undefined;
    }
  };
}

/** It always asserts formats, and looks up what `$schema` names. */
function withoutFormats(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFormats);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !(key === 'format' && typeof inner === 'string'));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, ['enum', 'const'].includes(key) ? inner : withoutFormats(inner)]),
  );
}
