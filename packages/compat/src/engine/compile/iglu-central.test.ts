import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { oracleOf } from '../../oracle/index.js';
import { holds } from '../holds.js';
import { Universe } from '../universe.js';
import { compileSchema } from './index.js';

const root = fileURLToPath(new URL('../../../test/data/iglu-central', import.meta.url));
type SchemaObject = { readonly [keyword: string]: unknown };

const schemas = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ file, schema: JSON.parse(readFileSync(`${root}/${file}`, 'utf8')) as SchemaObject }));

type Random = () => number;

/** Mulberry32: the same numbers everywhere. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const oneOf = <T>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;

const texts = ['', 'a', 'en-GB', '😀', '2026-02-01', '2026-02-01T10:00:00Z', 'https://example.com/a', 'a@example.com'];
const moreTexts = ['127.0.0.1', '::1', '0190163d-8694-739b-aea5-966c26f8ad91', 'x'.repeat(300), '12.5', '+1', 'A1B2'];
const numbers = [0, 1, -1, 0.5, 19.99, 100, 1e6, 2 ** 31, -(2 ** 53), 1e300];

function any(random: Random): JsonValue {
  return oneOf<JsonValue>(random, [null, true, 'a', 7, [], {}, [1], { constructor: 1 }, { a: null }]);
}

/** Mostly what the schema asks for, with faults strewn in. */
function instanceOf(schema: unknown, random: Random): JsonValue {
  if (typeof schema !== 'object' || schema === null || random() < 0.03) return any(random);
  const object = schema as SchemaObject;
  const branches = (object.oneOf ?? object.anyOf) as readonly unknown[] | undefined;
  if (branches && random() < 0.7)
    return instanceOf(
      { ...object, oneOf: undefined, anyOf: undefined, ...(oneOf(random, branches) as SchemaObject) },
      random,
    );
  if (Array.isArray(object.enum) && random() < 0.9) return oneOf(random, object.enum as JsonValue[]);
  const type = Array.isArray(object.type) ? oneOf(random, object.type as string[]) : object.type;
  return (makers[type as string] ?? any)(random, object);
}

const makers: { readonly [type: string]: (random: Random, schema: SchemaObject) => JsonValue } = {
  null: () => null,
  boolean: (random) => random() < 0.5,
  integer: (random, schema) => oneOf(random, [...numbers, ...bounds(schema).map(Math.trunc)]),
  number: (random, schema) => oneOf(random, [...numbers, ...bounds(schema)]),
  string: (random, { maxLength }) =>
    oneOf(random, [...texts, ...moreTexts, 'é'.repeat(Number(maxLength ?? 1))]).slice(0, 10_000),
  array: (random, { items }) => Array.from({ length: Math.floor(random() * 4) }, () => instanceOf(items, random)),
  object: (random, { properties = {}, required = [] }) =>
    Object.fromEntries([
      ...Object.entries(properties as SchemaObject)
        .filter(([name]) => random() < ((required as string[]).includes(name) ? 0.99 : 0.3))
        .map(([name, schema]) => [name, instanceOf(schema, random)] as const),
      ...(random() < 0.1 ? [['unknown', any(random)] as const] : []),
    ]),
};

function bounds({ minimum, maximum }: SchemaObject): number[] {
  return [minimum, maximum]
    .filter((bound) => typeof bound === 'number')
    .flatMap((bound) => [bound, bound + 1, bound - 1]);
}

describe('the schemas of Iglu Central', () => {
  it('are all there', () => {
    expect(schemas).toHaveLength(344);
  });

  it.each([
    { assertFormat: true, want: { accepted: 3277, refused: 5317, doublesDiffer: 6 } },
    { assertFormat: false, want: { accepted: 3911, refused: 4683, doublesDiffer: 6 } },
  ])('compile, and Ajv agrees on random instances (formats asserted: $assertFormat)', ({ assertFormat, want }) => {
    const verdicts = { accepted: 0, refused: 0, doublesDiffer: 0 };
    const differing: unknown[] = [];
    for (const { file, schema } of schemas) {
      const compiled = compileSchema(new Universe(), schema, { name: 's', assertFormat, policy: 'strict' });
      if ('problem' in compiled) throw new Error(`${file}: ${compiled.problem.message}`);
      const oracle = oracleOf(schema, { assertFormat });
      const random = seeded(file.length);
      for (let turn = 0; turn < 25; turn++) {
        const instance = instanceOf(schema, random);
        const verdict = holds(compiled.formula, instance);
        const judged = oracle?.accepts(instance);
        verdicts[judged === undefined ? 'doublesDiffer' : judged ? 'accepted' : 'refused']++;
        if (verdict !== (judged ?? true)) differing.push({ file, instance, verdict, judged });
      }
    }
    expect(differing).toEqual([]);
    expect(verdicts).toEqual(want);
  });
});
