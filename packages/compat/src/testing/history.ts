import type { ContractModel } from '@sluice/contract';
import { contractOf, type TestVersion } from './contracts.js';

/** Versions 1.0, 1.1, … of an event with these properties; all but the last one are published. */
export function history(...steps: readonly TestVersion['properties'][]): { base: ContractModel; head: ContractModel } {
  const versions = steps.map((properties, minor) => ({ version: `1.${minor}`, properties }));
  return { base: contractOf(versions.slice(0, -1)), head: contractOf(versions) };
}
