import { modelOf, type RegistryDocument, wireSchema } from '@sluice/contract';
import type { TableNode } from '@sluice/ingest/codegen1';
import { beforeAll, describe, expect, it } from 'vitest';
import { envelope } from './documents.js';
import { Conflict, compile, withNewNames } from './judge-ajv.js';
import { type Loaded, load } from './load.js';
import { randomFrom } from './random.js';
import { randomInstance } from './random-instance.js';
import { randomObject } from './random-schema.js';

const EVENTS = 60;
const INSTANCES = 200;
/** Places in which one fault is to be expected. */
const SANITIES = [20, 100, 1000];

function randomDocument(seed: number): RegistryDocument {
  const { properties = {}, required = [] } = randomObject(randomFrom(seed), 0);
  const root = { event: `event_${seed}`, version: '1.0', owner: 'x', table: `event_${seed}`, envelope: '1.0' };
  return { type: 'object', properties, required: [...required, ...(seed % 5 ? [] : ['userId'])], 'x-sluice': root };
}

describe('generated validators over random schemas', () => {
  const model = modelOf([envelope, ...Array.from({ length: EVENTS }, (_, seed) => randomDocument(seed))]);
  const random = randomFrom(20_261_103);
  const met = { valid: 0, invalid: 0 };
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(model);
  });

  it.each(model.events.map((family) => [family.name, family] as const))(
    '%s: the same verdict as Ajv',
    (name, family) => {
      const [version] = family.versions;
      const schema = wireSchema(model, version as NonNullable<typeof version>);
      const ajv = compile(schema);
      const generated = loaded.contract.events[name]?.versions[0];
      if (!generated) throw new Error(`${name} was not generated`);
      for (let i = 0; i < INSTANCES; i++) {
        const text = JSON.stringify(randomInstance(random, schema, SANITIES[i % SANITIES.length] as number));
        const event = JSON.parse(text);
        const wanted = verdict(() => ajv(withNewNames(schema, event)));
        const explained = loaded.explain(generated.schema as TableNode, event).length > 0;
        const found: { valid: boolean; explained: boolean } = { valid: generated.check(event), explained };
        if (found.valid !== wanted || found.explained === wanted)
          expect.fail(`${wanted ? 'refused' : 'accepted'}: ${text} ${JSON.stringify(found)}`);
        if (wanted) JSON.parse(generated.row(event, { eventId: 'X', receivedAt: 0 }));
        met[wanted ? 'valid' : 'invalid']++;
      }
    },
  );

  it('met both verdicts often', () => {
    expect(Math.min(met.valid, met.invalid)).toBeGreaterThan((EVENTS * INSTANCES) / 5);
  });
});

function verdict(judge: () => unknown): boolean {
  try {
    return judge() === true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}
