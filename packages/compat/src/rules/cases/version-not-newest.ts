import { contractOf } from '../../testing/contracts.js';
import { versionNotNewest } from '../version-not-newest.js';
import type { Cases, Expected } from './case.js';

const versions = (...numbers: string[]) => contractOf(numbers.map((version) => ({ version, properties: {} })));
const error: Expected = { surface: 'ingest', severity: 'error', path: '', verdict: 'unknown' };

/** Cases of version-not-newest. */
export const versionNotNewestCases: Cases = {
  rule: versionNotNewest,
  breaking: [
    {
      name: 'a minor slips in before one that is published',
      given: { base: versions('1.0', '1.2'), head: versions('1.0', '1.1', '1.2') },
      want: [error],
    },
    {
      name: 'a major slips in before one that is published',
      given: { base: versions('2.0'), head: versions('1.0', '2.0') },
      want: [error],
    },
    {
      name: 'numbers are compared as numbers',
      given: { base: versions('1.9', '1.10'), head: versions('1.8', '1.9', '1.10') },
      want: [error],
    },
  ],
  allowed: [
    { name: 'the next minor', given: { base: versions('1.9'), head: versions('1.9', '1.10') }, want: [] },
    {
      name: 'a further minor of an earlier major',
      given: { base: versions('1.0', '2.0'), head: versions('1.0', '1.1', '2.0') },
      want: [],
    },
  ],
};
