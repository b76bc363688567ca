import { defineEvent, Type } from '@sluice/contract';

export default defineEvent({
  name: 'cart',
  version: '1.0',
  owner: 'commerce',
  description: 'A customer put a product into the cart.',
  requires: ['userId'],
  properties: {
    productId: Type.Integer({ examples: [44600062], description: 'Catalogue id of the product.' }),
  },
});
