import { defineEvent, Type } from '@sluice/contract';

export default defineEvent({
  name: 'view',
  version: '1.0',
  owner: 'catalogue',
  description: 'A customer looked at the page of a product.',
  requires: ['userId'],
  properties: {
    productId: Type.Integer({ examples: [44600062], description: 'Catalogue id of the product.' }),
  },
});
