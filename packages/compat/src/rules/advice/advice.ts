import { type ContractModel, Type } from '@sluice/contract';
import { contractOf, type TestVersion } from '../../testing/contracts.js';

/** Fields as a test writes them. */
export type Properties = TestVersion['properties'];

/** A contract that a rule speaks up about, and the same after each way of following the advice. */
export interface Advice {
  readonly base?: ContractModel;
  readonly fault: ContractModel;
  readonly cures: { readonly [way: string]: ContractModel };
  readonly now?: string;
}

/** A field that is there in every version. */
export const id = { id: Type.Integer() };
/** A text that may be left out. */
export const option = (options: object = {}): Properties[string] => Type.Optional(Type.String(options));
/** Deprecated, until a day that is not over. */
export const gone = { deprecated: { since: '1.1', removeAfter: '2026-06-30' } };

/** Published properties, those of the faulty 1.1, and of each cure: as 1.1, or as 2.0 where its name says `major`. */
export function fields(before: Properties, after: Properties, cures: { readonly [way: string]: Properties }): Advice {
  return steps([before], after, cures);
}

/** The same with a longer history: 1.0, 1.1, … are published. */
export function steps(
  history: readonly Properties[],
  after: Properties,
  cures: { readonly [way: string]: Properties },
  now?: string,
): Advice {
  const published = history.map((properties, minor) => ({ version: `1.${minor}`, properties }));
  const next = (properties: Properties, version = `1.${history.length}`) =>
    contractOf([...published, { version, properties }]);
  const cured = Object.entries(cures).map(([way, properties]) => [
    way,
    next(properties, way.includes('major') ? '2.0' : undefined),
  ]);
  return {
    base: contractOf(published),
    fault: next(after),
    cures: Object.fromEntries(cured),
    ...(now !== undefined && { now }),
  };
}

/** An event of one version, with the names that it had. */
export const event = (name: string, ...old: string[]): TestVersion => ({
  event: name,
  version: '1.0',
  properties: id,
  renamedFrom: old.map((one) => ({ event: one, dualSent: false })),
});
/** A version of the event `purchase`. */
export const one = (properties: Properties, version = '1.0'): TestVersion => ({ version, properties });
