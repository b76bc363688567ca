import { contractOf } from '../../testing/contracts.js';
import { versionSkipped } from '../version-skipped.js';
import type { Cases, Expected } from './case.js';

const versions = (...numbers: string[]) => contractOf(numbers.map((version) => ({ version, properties: {} })));
const warning: Expected = { surface: 'consumer', severity: 'warning', path: '', verdict: 'compatible' };

/** Cases of version-skipped. */
export const versionSkippedCases: Cases = {
  rule: versionSkipped,
  breaking: [
    { name: 'a minor is left out', given: { base: versions('1.0'), head: versions('1.0', '1.2') }, want: [warning] },
    { name: 'a major is left out', given: { base: versions('1.0'), head: versions('1.0', '3.0') }, want: [warning] },
    { name: 'the first version is not 1.0', given: { head: versions('2.0') }, want: [warning] },
  ],
  allowed: [
    { name: 'the next minor', given: { base: versions('1.0'), head: versions('1.0', '1.1') }, want: [] },
    { name: 'the next major', given: { base: versions('1.4'), head: versions('1.4', '2.0') }, want: [] },
  ],
};
