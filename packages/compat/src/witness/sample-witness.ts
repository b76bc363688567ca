import type { JsonSchema } from '@sluice/contract';
import { sampleOf } from '../samples/sample.js';
import type { Witness } from './ingest.js';
import { schemaPair } from './schema-pair.js';

/** An event that a version accepted which is gone with nothing in its place; absent where none could be made. */
export function sampleWitness(schema: JsonSchema): Witness | undefined {
  const event = sampleOf(schema);
  const { accepts } = schemaPair(schema, schema);
  return accepts(event) ? { event, shows: 'rejected', reason: 'no version is left to accept it' } : undefined;
}
