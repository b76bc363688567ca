import { contractOf } from '../../testing/contracts.js';
import { eventAliasUnknown } from '../event-alias-unknown.js';
import { type Cases, consumer } from './case.js';

const event = (name: string, ...old: string[]) => ({
  event: name,
  version: '1.0',
  properties: {},
  renamedFrom: old.map((one) => ({ event: one, dualSent: false })),
});

/** Cases of event-alias-unknown. */
export const eventAliasUnknownCases: Cases = {
  rule: eventAliasUnknown,
  breaking: [
    {
      name: 'a name that is written wrong',
      given: { head: contractOf([event('purchase'), event('checkout', 'purchas')]) },
      want: [consumer('', 'warning')],
    },
    {
      name: 'the old event goes and its name stays',
      given: {
        base: contractOf([event('purchase'), event('checkout', 'purchase')]),
        head: contractOf([event('checkout', 'purchase')]),
      },
      want: [consumer('', 'warning')],
    },
  ],
  allowed: [
    {
      name: 'the old event is there',
      given: { head: contractOf([event('purchase'), event('checkout', 'purchase')]) },
      want: [],
    },
    {
      name: 'it was published so',
      given: {
        base: contractOf([event('checkout', 'purchase')]),
        head: contractOf([event('checkout', 'purchase'), event('cart')]),
      },
      want: [],
    },
  ],
};
