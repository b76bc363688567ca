import { contractOf } from '../../testing/contracts.js';
import { eventAliasLeadsBack } from '../event-alias-leads-back.js';
import { type Cases, consumer } from './case.js';

const event = (name: string, ...old: string[]) => ({
  event: name,
  version: '1.0',
  properties: {},
  renamedFrom: old.map((one) => ({ event: one, dualSent: false })),
});

/** Cases of event-alias-leads-back. */
export const eventAliasLeadsBackCases: Cases = {
  rule: eventAliasLeadsBack,
  breaking: [
    {
      name: 'two events claim each other',
      given: { head: contractOf([event('checkout', 'purchase'), event('purchase', 'checkout')]) },
      want: [consumer('', 'error'), consumer('', 'error')],
    },
    {
      name: 'a circle of three',
      given: {
        base: contractOf([event('a'), event('b', 'a'), event('c', 'b')]),
        head: contractOf([event('a'), { ...event('a', 'c'), version: '1.1' }, event('b', 'a'), event('c', 'b')]),
      },
      want: [consumer('', 'error'), consumer('', 'error'), consumer('', 'error')],
    },
  ],
  allowed: [{ name: 'a chain', given: { head: contractOf([event('a'), event('b', 'a'), event('c', 'b')]) }, want: [] }],
};
