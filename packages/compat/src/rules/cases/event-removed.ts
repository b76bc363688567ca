import { Type } from '@sluice/contract';
import { contractOf } from '../../testing/contracts.js';
import { eventRemoved } from '../event-removed.js';
import { type Cases, rejected, source } from './case.js';

const purchase = { version: '1.0', properties: { productId: Type.Integer() } };
const deprecated = { ...purchase, deprecated: { since: '1.0', removeAfter: '2026-06-30' } };
const view = { event: 'view', version: '1.0', properties: {} };

/** Cases of event-removed. */
export const eventRemovedCases: Cases = {
  rule: eventRemoved,
  breaking: [
    {
      name: 'one of two events is gone',
      given: { base: contractOf([purchase, view]), head: contractOf([view]) },
      want: [rejected('', { productId: 0 }), source('')],
    },
    {
      name: 'a deprecated event is gone on its last day',
      given: { base: contractOf([deprecated, view]), head: contractOf([view]), now: '2026-06-30' },
      want: [rejected('', { productId: 0 }), source('')],
    },
  ],
  allowed: [
    {
      name: 'a deprecated event is gone after its date',
      given: { base: contractOf([deprecated, view]), head: contractOf([view]), now: '2026-07-01' },
      want: [source(''), { ...rejected('', { productId: 0 }), severity: 'info' }],
    },
    { name: 'an event is new', given: { base: contractOf([view]), head: contractOf([purchase, view]) }, want: [] },
    { name: 'nothing was ever published', given: { head: contractOf([purchase, view]) }, want: [] },
  ],
};
