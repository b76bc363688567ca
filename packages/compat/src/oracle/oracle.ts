import { holdsExact, type JsonValue } from '@sluice/contract';
import type { Draft } from '../engine/compile/dialect.js';
import type { AnySchema } from '../engine/types.js';
import { type AjvEngine, makeEngine } from './ajv-engine.js';
import { withDistinctNames } from './distinct-names.js';
import { exactOracle } from './exact-oracle.js';
import { attempt, type Oracle, oracleOn } from './oracle-on.js';
import type { OracleOptions } from './oracle-options.js';
import { oracleDraft, oracleSchema } from './oracle-schema.js';

const engines = new Map<string, AjvEngine>();

/** The oracles that were asked for last: in a history every version is compared with many others. */
const recent = new Map<string, Oracle | undefined>();
const mostRecent = 1024;

/**
 * Ajv as an independent oracle of a schema of any draft: only own properties count, patterns are read with and without
 * flag `u`, multiples exactly and as doubles; where the verdicts differ it is undefined. Undefined altogether for what
 * Ajv cannot compile. Numbers that no double holds are judged by {@link exactOracle}. Whether a schema is one is the compiler's business: Ajv does not ask its meta-schema.
 */
export function oracleOf(schema: AnySchema, options: OracleOptions): Oracle | undefined {
  if (holdsExact(schema)) return exactOracleOf(schema, options);
  const key = `${keyOf(options)} ${JSON.stringify(schema)}`;
  const oracle = recent.has(key) ? recent.get(key) : newOracle(schema, options);
  recent.delete(key);
  recent.set(key, oracle);
  if (recent.size > mostRecent) recent.delete(recent.keys().next().value as string);
  return oracle;
}

function keyOf({ assertFormat, allErrors = false }: OracleOptions): string {
  return `${assertFormat} ${allErrors}`;
}

function newOracle(schema: AnySchema, options: OracleOptions): Oracle | undefined {
  const oracle = plainOracle(schema, options);
  let exact: { readonly oracle: Oracle | undefined } | undefined;
  const asked = (value: JsonValue) => {
    if (!holdsExact(value)) return oracle;
    exact ??= { oracle: exactOracleOf(schema, options) };
    return exact.oracle;
  };
  return (
    oracle && {
      accepts: (value) => asked(value)?.accepts(value),
      reasons: (value) => asked(value)?.reasons(value) ?? [],
    }
  );
}

function exactOracleOf(schema: AnySchema, options: OracleOptions): Oracle | undefined {
  const draft = oracleDraft(schema);
  if (!draft) return undefined;
  const distinct = attempt(() => withDistinctNames(schema)) ?? schema;
  return attempt(() => exactOracle(oracleSchema(distinct, draft), draft, options));
}

function plainOracle(schema: AnySchema, options: OracleOptions): Oracle | undefined {
  const draft = oracleDraft(schema);
  if (!draft) return undefined;
  const oracle = oracleOfDraft(schema, draft, options);
  if (oracle) return oracle;
  const distinct = attempt(() => withDistinctNames(schema));
  return distinct === undefined ? undefined : oracleOfDraft(distinct, draft, options);
}

function oracleOfDraft(schema: AnySchema, draft: Draft, options: OracleOptions): Oracle | undefined {
  const cleaned = oracleSchema(schema, draft);
  const engine = engineOf(draft, options);
  const oracle = attempt(() => oracleOn(engine, cleaned));
  if (oracle?.accepts(null) !== undefined) return oracle;
  // Ajv nests its code as deep as an object has properties where it stops at the first error: too deep for some thousand.
  const patient = engineOf(draft, { ...options, allErrors: true });
  const other = attempt(() => oracleOn(patient, cleaned));
  return other?.accepts(null) === undefined ? oracle : other;
}

/** One Ajv for each draft: it forgets every schema and identifier but the meta-schema's once one is compiled. */
function engineOf(draft: Draft, options: OracleOptions): AjvEngine {
  const key = `${draft} ${keyOf(options)}`;
  const known = engines.get(key) ?? makeEngine(draft, options);
  engines.set(key, known);
  return known;
}
