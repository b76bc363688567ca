import type { JsonSchema } from '@sluice/contract';
import { blockOf, jsonTypes, sameJson } from '../changes/schema.js';
import { mayBe, obstacle, type Prover } from './prover.js';

/** Whether every value of one decimal type is one of the other: as many digits on either side of the point. */
export function decimalFits(before: JsonSchema, after: JsonSchema): boolean {
  const [old, now] = [blockOf(before), blockOf(after)];
  if (old.type !== 'decimal' || now.type !== 'decimal') return false;
  const whole = (block: typeof old) => Number(block.precision) - Number(block.scale);
  return whole(old) <= whole(now) && Number(old.scale) <= Number(now.scale);
}

const type: Prover = (before, after) => {
  const [old, now] = [jsonTypes(before), jsonTypes(after) ?? []];
  const covered = (one: string) => now.includes(one) || (one === 'integer' && now.includes('number'));
  return obstacle('type', old?.every(covered) ?? false);
};

const isOneOf: Prover = (before, after) =>
  obstacle('enum', Boolean(before.enum?.every((one) => after.enum?.some((other) => sameJson(one, other)))));

/** The logical types whose values obey rules that no plain keyword states. */
const sluice: Prover = (before, after) => {
  const [old, now] = [blockOf(before), blockOf(after)];
  if (now.type === 'decimal') {
    return obstacle('x-sluice', decimalFits(before, after) || !mayBe(before, 'number', 'integer'));
  }
  if (now.type === 'int64' && now.wire === 'string') {
    return obstacle('x-sluice', (old.type === 'int64' && old.wire === 'string') || !mayBe(before, 'string'));
  }
  return undefined;
};

/** Provers of the keywords that name what a value is. */
export const types: { readonly [keyword: string]: Prover } = {
  type,
  enum: isOneOf,
  const: (before, after) => obstacle('const', before.const !== undefined && sameJson(before.const, after.const)),
  'x-sluice': sluice,
};
