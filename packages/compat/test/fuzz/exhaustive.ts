import type { JsonValue } from '@sluice/contract';
import { comparePair } from '../../src/engine/compare-pair.js';
import type { Answer, AnySchema } from '../../src/engine/types.js';
import { oracleOf } from '../../src/oracle/index.js';
import type { FiniteDomain } from './finite.js';
import type { Random } from './random.js';
import { type Accepts, secondOracle } from './second-oracle.js';

/** An answer, and what looking at every value says: nothing where validators differ on the values that matter. */
export interface Exhaustive {
  readonly before: AnySchema;
  readonly after: AnySchema;
  readonly answer: Answer | undefined;
  readonly want: Answer | 'doubtful';
}

/** Compares two random schemas over a finite domain, and looks at every value of the domain. */
export function checkFinite({ base, values, constraint }: FiniteDomain, random: Random): Exhaustive {
  const before = { allOf: [base, constraint(random)] };
  const after = constraint(random);
  const { backward } = comparePair(before, after, { policy: 'strict', direction: 'backward' });
  return { before, after, answer: backward?.answer, want: wanted(values, oraclesOf(before), oraclesOf(after)) };
}

type Oracles = readonly (Accepts | undefined)[];

function oraclesOf(schema: AnySchema): Oracles {
  return [oracleOf(schema, { assertFormat: false })?.accepts, secondOracle(schema)];
}

function wanted(values: readonly JsonValue[], old: Oracles, fresh: Oracles): Exhaustive['want'] {
  const all = (oracles: Oracles, value: JsonValue, verdict: boolean) =>
    oracles.every((oracle) => oracle?.(value) === verdict);
  if (values.some((value) => all(old, value, true) && all(fresh, value, false))) return 'breaking';
  const certain = values.every((value) => all(old, value, false) || all(fresh, value, true));
  return certain ? 'compatible' : 'doubtful';
}
