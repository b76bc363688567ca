import type { EventAlias } from '@sluice/contract';
import { contractOf } from '../../testing/contracts.js';
import { eventRenameWithoutKey } from '../event-rename-without-key.js';
import type { Cases } from './case.js';

const renamed = (alias: Omit<EventAlias, 'event'>) => ({
  base: contractOf([{ version: '1.0', properties: {} }]),
  head: contractOf([
    { version: '1.0', properties: {} },
    { event: 'checkout', version: '1.0', properties: {}, renamedFrom: [{ event: 'purchase', ...alias }] },
  ]),
});

/** Cases of event-rename-without-key. */
export const eventRenameWithoutKeyCases: Cases = {
  rule: eventRenameWithoutKey,
  breaking: [
    {
      name: 'a rename without a key',
      given: renamed({}),
      want: [{ surface: 'consumer', severity: 'error', path: '', verdict: 'unknown' }],
    },
  ],
  allowed: [
    { name: 'a rename with a key', given: renamed({ sameWhen: ['userId', 'timestamp'] }), want: [] },
    { name: 'no app ever sent both names', given: renamed({ dualSent: false }), want: [] },
  ],
};
