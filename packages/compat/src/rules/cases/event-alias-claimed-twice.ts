import { contractOf } from '../../testing/contracts.js';
import { eventAliasClaimedTwice } from '../event-alias-claimed-twice.js';
import { type Cases, consumer } from './case.js';

const event = (name: string, ...old: string[]) => ({
  event: name,
  version: '1.0',
  properties: {},
  renamedFrom: old.map((one) => ({ event: one, dualSent: false })),
});

/** Cases of event-alias-claimed-twice. */
export const eventAliasClaimedTwiceCases: Cases = {
  rule: eventAliasClaimedTwice,
  breaking: [
    {
      name: 'a second event claims the name',
      given: {
        base: contractOf([event('purchase'), event('checkout', 'purchase')]),
        head: contractOf([event('purchase'), event('checkout', 'purchase'), event('payment', 'purchase')]),
      },
      want: [consumer('', 'error')],
    },
  ],
  allowed: [
    {
      name: 'each claims a name of its own',
      given: { head: contractOf([event('checkout', 'purchase'), event('payment', 'pay')]) },
      want: [],
    },
    {
      name: 'it was so before',
      given: {
        base: contractOf([event('checkout', 'purchase'), event('payment', 'purchase')]),
        head: contractOf([event('checkout', 'purchase'), event('payment', 'purchase')]),
      },
      want: [],
    },
  ],
};
