import { Int32, Type } from '@sluice/contract';
import { contractOf, type TestVersion } from '../../testing/contracts.js';
import { eventAliasTypeChanged } from '../event-alias-type-changed.js';
import { type Cases, consumer } from './case.js';

const purchase = { version: '1.0', properties: { id: Int32() } };
const checkout = (properties: TestVersion['properties']) => ({
  event: 'checkout',
  version: '1.0',
  properties,
  renamedFrom: [{ event: 'purchase', dualSent: false }],
});

/** Cases of event-alias-type-changed. */
export const eventAliasTypeChangedCases: Cases = {
  rule: eventAliasTypeChanged,
  breaking: [
    {
      name: 'a field has another type than under the old name',
      given: { head: contractOf([purchase, checkout({ id: Type.String() })]) },
      want: [consumer('id', 'error')],
    },
    {
      name: 'a field that was renamed along with the event',
      given: { head: contractOf([purchase, checkout({ productId: Type.String({ renamedFrom: ['id'] }) })]) },
      want: [consumer('productId', 'error')],
    },
  ],
  allowed: [
    { name: 'a wider integer', given: { head: contractOf([purchase, checkout({ id: Type.Integer() })]) }, want: [] },
    {
      name: 'a field of its own',
      given: { head: contractOf([purchase, checkout({ step: Type.String() })]) },
      want: [],
    },
  ],
};
