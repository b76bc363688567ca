import type { JsonSchema, JsonValue } from '@sluice/contract';
import { modelOf } from '@sluice/contract';
import { expect, it } from 'vitest';
import { fieldsFit } from '../../generators/sdk/fields-fit.js';
import { ownFields } from '../../generators/sdk/own-fields.js';
import { document, envelope } from './documents.js';
import { Conflict, compile, withNewNames } from './judge-ajv.js';
import { type Random, randomFrom } from './random.js';
import { randomInstance } from './random-instance.js';
import { MAKERS } from './random-schema.js';

type Maker = (typeof MAKERS)[string];

const ROUNDS = 1500;
const INSTANCES = 40;

function fieldOf(schema: JsonSchema) {
  const model = modelOf([envelope, document('e', '1.0', { a: schema }, ['a'])]);
  const version = model.events[0]?.versions[0];
  return version ? ownFields(model, version) : [];
}

/** What callers of the generated types send: objects with declared fields hold no others. */
function closed({ properties, items, additionalProperties: rest, ...schema }: JsonSchema): JsonSchema {
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [name, closed(field)] as const);
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(fields) }),
    ...(items && { items: closed(items) }),
    ...(rest !== undefined && { additionalProperties: typeof rest === 'object' ? closed(rest) : rest }),
    ...(fields.length > 0 && rest === undefined && { additionalProperties: false }),
  };
}

/** Whether Ajv accepts a value under its newest names; undefined where two names disagree. */
function judgeOf(schema: JsonSchema): (value: JsonValue) => boolean | undefined {
  const judge = compile(schema);
  return (value) => {
    try {
      return judge(withNewNames(schema, value)) === true;
    } catch (error) {
      if (error instanceof Conflict) return undefined;
      throw error;
    }
  };
}

function refusedBy(after: JsonSchema, before: JsonSchema, random: Random): JsonValue | undefined {
  const [sent, accepted] = [judgeOf(closed(before)), judgeOf(after)];
  const values = Array.from({ length: INSTANCES }, () => randomInstance(random, before, 1000));
  return values.find((value) => sent(value) === true && accepted(value) !== true);
}

it.each(Object.keys(MAKERS))('%s: Ajv accepts what fits by structure', (name) => {
  const random = randomFrom(20_261_121);
  const make = MAKERS[name] as Maker;
  let fitting = 0;
  for (let i = 0; i < ROUNDS && fitting < 10; i++) {
    const [before, after] = [make(random, 1), make(random, 1)];
    if (!fieldsFit(fieldOf(before), fieldOf(after), false)) continue;
    fitting++;
    expect([after, before, refusedBy(after, before, random)]).toEqual([after, before, undefined]);
  }
  expect(fitting).toBeGreaterThan(0);
});
