import type { JsonValue } from '@sluice/contract';
import type { AnySchema as AjvSchema } from 'ajv';
import type { Draft } from './compile/dialect.js';
import { type Bench, makeBench, readings } from './judge-bench.js';
import { judgedDraft, judgeSchema } from './judge-schema.js';
import type { AnySchema } from './types.js';

/** True or false, or undefined where validators differ. */
export type AnyJudge = (value: JsonValue) => boolean | undefined;

/** What a judge asserts. */
export interface JudgeAnyOptions {
  /** Whether `format` is an assertion, for the formats of `assertedFormats`. */
  readonly assertFormat: boolean;
}

const benches = new Map<string, Bench>();

/** The judges that were asked for last: in a history every version is compared with many others. */
const recent = new Map<string, AnyJudge | undefined>();
const mostRecent = 32;

/**
 * Ajv as an independent judge of a schema of any draft: only own properties count, patterns are read with and without
 * flag `u`, multiples exactly and as doubles; where the verdicts differ it is undefined. Undefined altogether for what
 * Ajv or the meta-schema refuses as a schema.
 */
export function judgeAny(schema: AnySchema, { assertFormat }: JudgeAnyOptions): AnyJudge | undefined {
  const key = `${assertFormat} ${JSON.stringify(schema)}`;
  const judge = recent.has(key) ? recent.get(key) : newJudge(schema, assertFormat);
  recent.delete(key);
  recent.set(key, judge);
  if (recent.size > mostRecent) recent.delete(recent.keys().next().value as string);
  return judge;
}

function newJudge(schema: AnySchema, assertFormat: boolean): AnyJudge | undefined {
  const draft = judgedDraft(schema);
  if (!draft) return undefined;
  return attempt(() => judgeOn(benchOf(draft, assertFormat), judgeSchema(schema, draft)));
}

function judgeOn(bench: Bench, schema: AnySchema): AnyJudge {
  if (typeof schema === 'boolean') return () => schema;
  const validate = compiled(bench, schema);
  return (value) => {
    bench.doubted = false;
    const verdict = attempt(() => validate(value) === true);
    if (!bench.doubted) return verdict;
    const others = readings.map((reading) => {
      bench.reading = reading;
      return attempt(() => validate(value) === true);
    });
    bench.reading = readings[0];
    return others.every((other) => other === verdict) ? verdict : undefined;
  };
}

/** Where formats are asserted the meta-schema asks of a pattern that it is one: without `u` the more are. */
function compiled(bench: Bench, schema: object): (value: JsonValue) => unknown {
  bench.reading = { ...readings[0], pattern: 1 };
  try {
    return bench.ajv.compile(schema as AjvSchema);
  } finally {
    bench.reading = readings[0];
    bench.ajv.removeSchema();
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
function benchOf(draft: Draft, assertFormat: boolean): Bench {
  const key = `${draft} ${assertFormat}`;
  const known = benches.get(key) ?? makeBench(draft, assertFormat);
  benches.set(key, known);
  return known;
}
