import { contractOf } from '../../testing/contracts.js';
import { eventAliasReused } from '../event-alias-reused.js';
import { type Cases, consumer } from './case.js';

const event = (name: string, ...old: string[]) => ({
  event: name,
  version: '1.0',
  properties: {},
  renamedFrom: old.map((one) => ({ event: one, dualSent: false })),
});

/** Cases of event-alias-reused. */
export const eventAliasReusedCases: Cases = {
  rule: eventAliasReused,
  breaking: [
    {
      name: 'the old name comes back in a new major version',
      given: {
        base: contractOf([event('purchase'), event('checkout', 'purchase')]),
        head: contractOf([event('purchase'), { ...event('purchase'), version: '2.0' }, event('checkout', 'purchase')]),
      },
      want: [consumer('', 'error')],
    },
    {
      name: 'a new event is called by a name that another one had',
      given: {
        base: contractOf([event('checkout', 'purchase')]),
        head: contractOf([event('checkout', 'purchase'), event('purchase')]),
      },
      want: [consumer('', 'error')],
    },
  ],
  allowed: [
    {
      name: 'both are published for the first time',
      given: { head: contractOf([event('purchase'), event('checkout', 'purchase')]) },
      want: [],
    },
    {
      name: 'the old event gets a minor version',
      given: {
        base: contractOf([event('purchase'), event('checkout', 'purchase')]),
        head: contractOf([event('purchase'), { ...event('purchase'), version: '1.1' }, event('checkout', 'purchase')]),
      },
      want: [],
    },
  ],
};
