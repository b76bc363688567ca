import type { JsonValue } from '@sluice/contract';
import { Ajv, type AnySchema as AjvSchema, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import addFormats, { type FormatName } from 'ajv-formats';
import { validateSluice } from '../judge/sluice-keyword.js';
import type { Draft } from './compile/dialect.js';
import { assertedFormats } from './compile/strings.js';
import { isPattern, uuidFormat } from './format-holds.js';
import { judgedDraft, judgeSchema } from './judge-schema.js';
import { isMultipleOf } from './multiple-of.js';
import { patternHolds } from './pattern-holds.js';
import type { AnySchema } from './types.js';

/** True or false, or undefined where validators differ. */
export type AnyJudge = (value: JsonValue) => boolean | undefined;

/** What a judge asserts. */
export interface JudgeAnyOptions {
  /** Whether `format` is an assertion, for the formats of `assertedFormats`. */
  readonly assertFormat: boolean;
}

/** An Ajv, and whether anything that validators differ on was asked since `doubted` was last reset. */
interface Bench {
  readonly ajv: Ajv;
  doubted: boolean;
}

const classes: { readonly [D in Draft]: new (options: Options) => Pick<Ajv, keyof Ajv> } = {
  'draft-04': AjvDraft04.default,
  'draft-06': Ajv,
  'draft-07': Ajv,
  '2019-09': Ajv2019,
  '2020-12': Ajv2020,
  undeclared: Ajv2020,
};

type RegExpEngine = NonNullable<NonNullable<Options['code']>['regExp']>;

const benches = new Map<string, Bench>();

/**
 * Ajv as an independent judge of a schema of any draft: only own properties count, patterns are read with and without
 * flag `u`, multiples exactly and as doubles; where the readings may differ in the verdict it is undefined. Undefined
 * altogether for what Ajv or the meta-schema refuses as a schema.
 */
export function judgeAny(schema: AnySchema, { assertFormat }: JudgeAnyOptions): AnyJudge | undefined {
  const draft = judgedDraft(schema);
  if (!draft) return undefined;
  return attempt(() => {
    const cleaned = judgeSchema(schema, draft);
    const bench = hasInnerIds(cleaned) ? makeBench(draft, assertFormat) : sharedBench(draft, assertFormat);
    return judgeOn(bench, cleaned);
  });
}

function judgeOn(bench: Bench, schema: AnySchema): AnyJudge {
  if (typeof schema === 'boolean') return () => schema;
  const validate = compiled(bench.ajv, schema);
  return (value) => {
    bench.doubted = false;
    const verdict = attempt(() => validate(value) === true);
    return bench.doubted ? undefined : verdict;
  };
}

function compiled(ajv: Ajv, schema: object): (value: JsonValue) => unknown {
  try {
    return ajv.compile(schema as AjvSchema);
  } finally {
    ajv.removeSchema(schema as AjvSchema);
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

/** One Ajv for each draft: it forgets every schema once it is compiled. */
function sharedBench(draft: Draft, assertFormat: boolean): Bench {
  const key = `${draft} ${assertFormat}`;
  const known = benches.get(key) ?? makeBench(draft, assertFormat);
  benches.set(key, known);
  return known;
}

function makeBench(draft: Draft, assertFormat: boolean): Bench {
  const bench: Bench = { ajv: new classes[draft](optionsFor(() => bench, assertFormat)) as Ajv, doubted: false };
  const { ajv } = bench;
  if (assertFormat) addFormats.default(ajv, { mode: 'full', formats: [...assertedFormats] as FormatName[] });
  if (assertFormat) ajv.addFormat('uuid', uuidFormat);
  // The meta-schemas ask for patterns that `u` can read; many a real one cannot, and is read without.
  ajv.addFormat('regex', (text: string) => decided(bench, isPattern(text)) || isPattern(text) === undefined);
  ajv.addKeyword({ keyword: 'x-sluice', schemaType: 'object', validate: validateSluice });
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (divisor: number, value: number) => decided(bench, multipleOf(divisor, value)),
  });
  return bench;
}

function optionsFor(bench: () => Bench, assertFormat: boolean): Options {
  const regExp = Object.assign(
    (pattern: string) => ({
      test: (text: string) => decided(bench(), patternHolds(pattern, text)),
      toString: () => pattern,
    }),
    { code: 'new RegExp' },
  );
  return {
    strict: false,
    ownProperties: true,
    validateFormats: assertFormat,
    logger: false,
    code: { optimize: false, regExp: regExp as RegExpEngine },
  };
}

function decided(bench: Bench, verdict: boolean | undefined): boolean {
  if (verdict === undefined) bench.doubted = true;
  return verdict === true;
}

/** Many validators divide doubles: for them 19.99 is no multiple of 0.01. */
function multipleOf(divisor: number, value: number): boolean | undefined {
  const exactly = isMultipleOf(value, divisor);
  return exactly === Number.isInteger(value / divisor) ? exactly : undefined;
}

/** An identifier inside the schema would stay with a shared Ajv, and meet others of its name there. */
function hasInnerIds(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  return Object.values(schema).some(
    (value) => typeof value === 'object' && value !== null && (hasId(value) || hasInnerIds(value)),
  );
}

function hasId(schema: object): boolean {
  return ['$id', 'id'].some((keyword) => typeof (schema as { [key: string]: unknown })[keyword] === 'string');
}
