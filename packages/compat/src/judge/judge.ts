import { holdsExact, type JsonValue } from '@sluice/contract';
import type { Draft } from '../engine/compile/dialect.js';
import type { AnySchema } from '../engine/types.js';
import { type Bench, makeBench } from './bench.js';
import { withDistinctNames } from './distinct-names.js';
import { exactJudge } from './exact-judge.js';
import { attempt, type Judge, judgeOn } from './judge-on.js';
import type { JudgeOptions } from './judge-options.js';
import { judgedDraft, judgeSchema } from './judge-schema.js';

const benches = new Map<string, Bench>();

/** The judges that were asked for last: in a history every version is compared with many others. */
const recent = new Map<string, Judge | undefined>();
const mostRecent = 1024;

/**
 * Ajv as an independent judge of a schema of any draft: only own properties count, patterns are read with and without
 * flag `u`, multiples exactly and as doubles; where the verdicts differ it is undefined. Undefined altogether for what
 * Ajv cannot compile. Numbers that no double holds are judged by {@link exactJudge}. Whether a schema is one is the compiler's business: Ajv does not ask its meta-schema.
 */
export function judgeOf(schema: AnySchema, options: JudgeOptions): Judge | undefined {
  if (holdsExact(schema)) return exactJudgeOf(schema, options);
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
  const judge = plainJudge(schema, options);
  let exact: { readonly judge: Judge | undefined } | undefined;
  const asked = (value: JsonValue) => {
    if (!holdsExact(value)) return judge;
    exact ??= { judge: exactJudgeOf(schema, options) };
    return exact.judge;
  };
  return (
    judge && {
      accepts: (value) => asked(value)?.accepts(value),
      reasons: (value) => asked(value)?.reasons(value) ?? [],
    }
  );
}

function exactJudgeOf(schema: AnySchema, options: JudgeOptions): Judge | undefined {
  const draft = judgedDraft(schema);
  if (!draft) return undefined;
  const distinct = attempt(() => withDistinctNames(schema)) ?? schema;
  return attempt(() => exactJudge(judgeSchema(distinct, draft), draft, options));
}

function plainJudge(schema: AnySchema, options: JudgeOptions): Judge | undefined {
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

/** One Ajv for each draft: it forgets every schema and identifier but the meta-schema's once one is compiled. */
function benchOf(draft: Draft, options: JudgeOptions): Bench {
  const key = `${draft} ${keyOf(options)}`;
  const known = benches.get(key) ?? makeBench(draft, options);
  benches.set(key, known);
  return known;
}
