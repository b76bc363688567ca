import type { JsonSchema } from '@sluice/contract';
import { annotations, keywordOf, sameJson } from '../changes/schema.js';
import { compileJudge } from '../judge/judge.js';
import { containers } from './containers.js';
import { limits } from './limits.js';
import { type Obstacle, obstacle, type Prover } from './prover.js';
import { texts } from './texts.js';
import { types } from './types.js';

const provers: { readonly [keyword: string]: Prover } = { ...types, ...limits, ...texts, ...containers };

/**
 * Looks for a proof that everything the older schema accepts is accepted by the newer one, after old names were
 * replaced. Returns what stands in the way of the proof, or undefined where it succeeded. Failing to prove is no
 * verdict: it takes a witness to call a change breaking. The writer's objects are read as closed and the reader's as
 * open: a producer that was generated from the older schema never sent what that did not declare.
 */
export function obstacleTo(before: JsonSchema, after: JsonSchema): Obstacle | undefined {
  if (before === after || sameJson(assertions(before), assertions(after))) return undefined;
  const allowed = before.const !== undefined ? [before.const] : before.enum;
  if (allowed) return everyValueFits(allowed, after);
  for (const keyword of Object.keys(after)) {
    const found = obstacleAt(keyword, before, after);
    if (found) return found;
  }
  return undefined;
}

function obstacleAt(keyword: string, before: JsonSchema, after: JsonSchema): Obstacle | undefined {
  if (annotations.has(keyword)) return undefined;
  const prover = Object.hasOwn(provers, keyword) ? provers[keyword] : undefined;
  if (prover) return prover(before, after, obstacleTo);
  return obstacle(keyword);
}

function assertions(schema: JsonSchema): object {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.has(keyword)));
}

/** A closed list is proven value by value. */
function everyValueFits(values: readonly unknown[], after: JsonSchema): Obstacle | undefined {
  if (keywordOf(after, '$ref') !== undefined) return obstacle('$ref');
  const accepts = compileJudge(after);
  return values.every(accepts) ? undefined : obstacle('enum');
}
