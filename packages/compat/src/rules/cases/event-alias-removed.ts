import { contractOf } from '../../testing/contracts.js';
import { eventAliasRemoved } from '../event-alias-removed.js';
import { type Cases, consumer } from './case.js';

const purchase = { version: '1.0', properties: {} };
const renamedFrom = [{ event: 'purchase', sameWhen: ['userId', 'timestamp'] }];
const checkout = { event: 'checkout', version: '1.0', properties: {}, renamedFrom };
const base = contractOf([purchase, checkout]);

/** Cases of event-alias-removed. */
export const eventAliasRemovedCases: Cases = {
  rule: eventAliasRemoved,
  breaking: [
    {
      name: 'a newer version does not name the old event any more',
      given: { base, head: contractOf([purchase, checkout, { event: 'checkout', version: '1.1', properties: {} }]) },
      want: [consumer('', 'error')],
    },
  ],
  allowed: [
    {
      name: 'a newer version still names it',
      given: { base, head: contractOf([purchase, checkout, { ...checkout, version: '1.1' }]) },
      want: [],
    },
  ],
};
