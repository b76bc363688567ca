import { Decimal, defineEvent, Type } from '@sluice/contract';

export default defineEvent({
  name: 'purchase',
  version: '1.0',
  owner: 'commerce',
  description: 'A customer paid for one product.',
  requires: ['userId'],
  properties: {
    productId: Type.Integer({ examples: [44600062], description: 'Catalogue id of the product.' }),
    amount: Decimal(10, 2, { examples: ['35.79'], description: 'What the customer paid, tax included.' }),
  },
});
