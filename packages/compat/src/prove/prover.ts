import type { JsonSchema } from '@sluice/contract';
import { jsonTypes } from '../changes/schema.js';

/** What stood in the way of a proof: the keyword of the newer schema, and the keys that lead to it. */
export interface Obstacle {
  readonly keyword: string;
  readonly path: readonly string[];
}

/** Proves a pair of schemas, at any depth. */
export type Prove = (before: JsonSchema, after: JsonSchema) => Obstacle | undefined;

/** Proves that one keyword of the newer schema refuses nothing that the older schema accepts. */
export type Prover = (before: JsonSchema, after: JsonSchema, prove: Prove) => Obstacle | undefined;

/** An obstacle, or none where the condition for the proof holds. */
export function obstacle(keyword: string, proven = false): Obstacle | undefined {
  return proven ? undefined : { keyword, path: [] };
}

/** The obstacle of an inner pair, seen from outside. */
export function inside(step: string, found: Obstacle | undefined): Obstacle | undefined {
  return found && { keyword: found.keyword, path: [step, ...found.path] };
}

/** Whether a schema may accept a value of one of these JSON types; an integer is a number. */
export function mayBe(schema: JsonSchema, ...wanted: readonly string[]): boolean {
  return jsonTypes(schema)?.some((type) => wanted.includes(type)) ?? true;
}
