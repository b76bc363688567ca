import type { JsonValue } from '@sluice/contract';
import type { AnySchema as AjvSchema, ValidateFunction } from 'ajv';
import type { Draft } from '../engine/compile/dialect.js';
import type { AnySchema } from '../engine/types.js';
import { type Bench, makeBench, readings } from './bench.js';
import { withDistinctNames } from './distinct-names.js';
import type { JudgeOptions } from './judge-options.js';
import { judgedDraft, judgeSchema } from './judge-schema.js';
import { type Reason, reasonsOf } from './reason.js';

/** An independent validator of one schema. */
export interface Judge {
  /** Whether a value is valid; undefined where validators differ. */
  accepts(value: JsonValue): boolean | undefined;
  /** What is wrong with a value; nothing for one that is not certainly invalid. */
  reasons(value: JsonValue): readonly Reason[];
}

const benches = new Map<string, Bench>();

/** The judges that were asked for last: in a history every version is compared with many others. */
const recent = new Map<string, Judge | undefined>();
const mostRecent = 1024;

/**
 * Ajv as an independent judge of a schema of any draft: only own properties count, patterns are read with and without
 * flag `u`, multiples exactly and as doubles; where the verdicts differ it is undefined. Undefined altogether for what
 * Ajv cannot compile. Whether a schema is one is the compiler's business: Ajv does not ask its meta-schema.
 */
export function judgeOf(schema: AnySchema, options: JudgeOptions): Judge | undefined {
  const key = `${keyOf(options)} ${JSON.stringify(schema)}`;
  const judge = recent.has(key) ? recent.get(key) : newJudge(schema, options);
  recent.delete(key);
  recent.set(key, judge);
  if (recent.size > mostRecent) recent.delete(recent.keys().next().value as string);
  return judge;
}

function keyOf({ assertFormat, allErrors = false }: JudgeOptions): string {
  return `${assertFormat} ${allErrors}`;
}

function newJudge(schema: AnySchema, options: JudgeOptions): Judge | undefined {
  const draft = judgedDraft(schema);
  if (!draft) return undefined;
  const judge = judgeOfDraft(schema, draft, options);
  if (judge) return judge;
  const distinct = attempt(() => withDistinctNames(schema));
  return distinct === undefined ? undefined : judgeOfDraft(distinct, draft, options);
}

function judgeOfDraft(schema: AnySchema, draft: Draft, options: JudgeOptions): Judge | undefined {
  const cleaned = judgeSchema(schema, draft);
  const bench = benchOf(draft, options);
  const judge = attempt(() => judgeOn(bench, cleaned));
  if (judge?.accepts(null) !== undefined) return judge;
  // Ajv nests its code as deep as an object has properties where it stops at the first error: too deep for some thousand.
  const patient = benchOf(draft, { ...options, allErrors: true });
  const other = attempt(() => judgeOn(patient, cleaned));
  return other?.accepts(null) === undefined ? judge : other;
}

function judgeOn(bench: Bench, schema: AnySchema): Judge {
  const validate = compiled(bench, schema);
  const accepts = (value: JsonValue) => verdictOn(bench, validate, value);
  return {
    accepts,
    reasons: (value) => (accepts(value) === false && validate(value) !== true ? reasonsOf(validate.errors ?? []) : []),
  };
}

/** Asked again with every other reading where the first met something that validators differ on. */
function verdictOn(bench: Bench, validate: ValidateFunction, value: JsonValue): boolean | undefined {
  bench.doubted = false;
  const verdict = attempt(() => validate(value) === true);
  if (!bench.doubted) return verdict;
  const others = readings.map((reading) => {
    bench.reading = reading;
    return attempt(() => validate(value) === true);
  });
  bench.reading = readings[0];
  return others.every((other) => other === verdict) ? verdict : undefined;
}

function compiled({ ajv }: Bench, schema: AnySchema): ValidateFunction {
  try {
    return ajv.compile(schema as AjvSchema);
  } finally {
    ajv.removeSchema();
  }
}

/** Ajv follows a reference that leads to itself, and some dynamic ones, until the stack is full. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** One Ajv for each draft: it forgets every schema and identifier but the meta-schema's once one is compiled. */
function benchOf(draft: Draft, options: JudgeOptions): Bench {
  const key = `${draft} ${keyOf(options)}`;
  const known = benches.get(key) ?? makeBench(draft, options);
  benches.set(key, known);
  return known;
}
